-- What was read from returns and when. Every table is append-only: nothing here is ever updated or deleted, so that
-- what was known at any moment can be asked again. Times are UTC.

-- Which files of this folder have been applied.
CREATE TABLE migrations (
    number INTEGER NOT NULL PRIMARY KEY,
    name   VARCHAR NOT NULL
);

-- The codes of observations.kind, and their words.
CREATE TABLE period_kinds (
    code TINYINT NOT NULL PRIMARY KEY,
    name VARCHAR NOT NULL
);
INSERT INTO period_kinds VALUES
    (1, 'day'),
    (2, 'month'),
    (3, 'quarter'),
    (4, 'half'),
    (5, 'financial year'),
    (6, 'calendar year'),
    (7, 'rolling 12 months'),
    (8, 'point in time');

-- The codes of observations.state, and their words. Only a known value has a number: unknown is never zero.
CREATE TABLE states (
    code TINYINT NOT NULL PRIMARY KEY,
    name VARCHAR NOT NULL
);
INSERT INTO states VALUES
    (0, 'known'),
    (1, 'not available'),
    (2, 'suppressed'),
    (3, 'not applicable');

-- One row a return that was kept. The edition is the date that the return carries, not when it was loaded.
CREATE TABLE loads (
    number        INTEGER   NOT NULL PRIMARY KEY,
    file          VARCHAR   NOT NULL,
    sha256        VARCHAR   NOT NULL,
    layout        VARCHAR   NOT NULL,
    layout_sha256 VARCHAR   NOT NULL,
    edition       DATE      NOT NULL,
    edition_from  VARCHAR   NOT NULL,
    loaded_at     TIMESTAMP NOT NULL,
    observations  INTEGER   NOT NULL
);

-- A withdrawal takes a load out of what holds from its time on; the load and its observations stay.
CREATE TABLE withdrawals (
    load         INTEGER   NOT NULL PRIMARY KEY REFERENCES loads (number),
    because      VARCHAR   NOT NULL,
    withdrawn_at TIMESTAMP NOT NULL
);

-- What the reader of a return doubted, in the order found. A return with errors is not kept, so these are warnings.
CREATE TABLE problems (
    load          INTEGER NOT NULL,
    position      INTEGER NOT NULL,
    sheet         VARCHAR NOT NULL,
    cell          VARCHAR NOT NULL,
    line          INTEGER NOT NULL,
    column_number INTEGER NOT NULL,
    code          VARCHAR NOT NULL,
    message       VARCHAR NOT NULL
);

-- Publications that values were transcribed from. Number 0 is not in here: a value that was read from its own file.
CREATE TABLE publications (
    number    INTEGER NOT NULL PRIMARY KEY,
    publisher VARCHAR NOT NULL,
    release   VARCHAR NOT NULL
);

-- One row a figure and load: (series, area, breakdown, kind, first_day, last_day) is the figure, and a load has it
-- once. The rows of a load are written in the order of that key, so that one series lies together on disk.
-- No index and no foreign key: DuckDB keeps both in memory, and scans this table faster than it would look rows up.
CREATE TABLE observations (
    load        INTEGER NOT NULL,
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
    place       VARCHAR NOT NULL,
    CHECK ((value IS NULL) = (state <> 0))
);

-- The loads that have not been withdrawn so far.
CREATE VIEW loads_in_force AS
SELECT *
FROM loads
WHERE number NOT IN (SELECT load FROM withdrawals);
