-- How much a store of any schema has: loads, withdrawals, observations, problems, and the newest recorded time of those.
SELECT
    (SELECT count(*) FROM loads),
    (SELECT count(*) FROM withdrawals),
    (SELECT count(*) FROM observations),
    (SELECT count(*) FROM problems),
    (
        SELECT max(recorded_at)
        FROM (SELECT loaded_at AS recorded_at FROM loads UNION ALL SELECT withdrawn_at FROM withdrawals) AS times
    );
