-- Where the records of one return are counted: records that agree in everything but row and value come together, a batch at
-- a time. passes has a 0 or 1 for each series; values with one scale are added up as whole numbers, so exactly.
CREATE TABLE tallies (
    area      VARCHAR  NOT NULL,
    breakdown VARCHAR  NOT NULL,
    kind      UTINYINT NOT NULL,
    first_day INTEGER  NOT NULL,
    last_day  INTEGER  NOT NULL,
    passes    VARCHAR  NOT NULL,
    scale     SMALLINT NOT NULL,
    records   BIGINT   NOT NULL,
    first_row INTEGER  NOT NULL,
    last_row  INTEGER  NOT NULL,
    total     HUGEINT  NOT NULL,
    state     UTINYINT NOT NULL,
    marks     UTINYINT NOT NULL
);
