-- How many groups the records come to: areas with their periods, and the same with each breakdown.
SELECT count(*) FROM (
    SELECT DISTINCT area, kind, first_day, last_day, '' AS breakdown FROM tallies
    UNION
    SELECT DISTINCT area, kind, first_day, last_day, breakdown FROM tallies
);
