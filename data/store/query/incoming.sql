-- Where a return is put beside what the store has, before anything is kept: in memory, and only on this connection.
-- incoming is the return; held is what the store has for the same keys; gone is what the edition before had and the
-- return leaves out.
CREATE OR REPLACE TEMP TABLE incoming (
    position    INTEGER NOT NULL,
    series      VARCHAR NOT NULL,
    area        VARCHAR NOT NULL,
    breakdown   VARCHAR NOT NULL,
    kind        TINYINT NOT NULL,
    first_day   DATE    NOT NULL,
    last_day    DATE    NOT NULL,
    value       DOUBLE,
    state       TINYINT NOT NULL,
    provisional BOOLEAN NOT NULL,
    revised     BOOLEAN NOT NULL,
    outturn     BOOLEAN NOT NULL,
    sheet       VARCHAR NOT NULL,
    cell        VARCHAR NOT NULL,
    text        VARCHAR NOT NULL,
    publication INTEGER NOT NULL,
    place       VARCHAR NOT NULL
);
CREATE OR REPLACE TEMP TABLE held (
    position     INTEGER NOT NULL,
    load         INTEGER NOT NULL,
    edition      DATE    NOT NULL,
    value        DOUBLE,
    state        TINYINT NOT NULL,
    holds        BOOLEAN NOT NULL,
    same_edition BOOLEAN NOT NULL
);
CREATE OR REPLACE TEMP TABLE gone (
    load      INTEGER NOT NULL,
    series    VARCHAR NOT NULL,
    area      VARCHAR NOT NULL,
    breakdown VARCHAR NOT NULL,
    kind      TINYINT NOT NULL,
    first_day DATE    NOT NULL,
    last_day  DATE    NOT NULL
);
