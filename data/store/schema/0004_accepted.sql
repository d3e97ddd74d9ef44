-- Warnings that were looked at and accepted: the figure is right, and why it looks as it does. Append-only like everything
-- here: the problem itself stays, a later reason comes beside an earlier one, and the newest holds.

-- One row a load and a code of its problems. Who accepted it is not asked: the office answers for what it publishes.
CREATE TABLE accepted (
    load        INTEGER   NOT NULL,
    code        VARCHAR   NOT NULL,
    because     VARCHAR   NOT NULL,
    accepted_at TIMESTAMP NOT NULL
);
