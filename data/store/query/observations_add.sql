-- Keeps the incoming return as a load, in the order that observations are read in.
INSERT INTO observations
SELECT
    $load::INTEGER, series, area, breakdown, kind, first_day, last_day,
    value, state, provisional, revised, outturn, sheet, cell, text, publication, place
FROM incoming
ORDER BY series, area, breakdown, last_day, first_day, kind;
