-- The last day of the newest period that an outturn was loaded for, among the loads that were known by a time
-- (null: all) and not withdrawn by then; null when there is none.
WITH
counted AS MATERIALIZED (
    SELECT l.number
    FROM loads AS l
    WHERE (
            $known_at::TIMESTAMP IS NULL
            OR (l.loaded_at <= $known_at::TIMESTAMP AND l.edition <= CAST($known_at::TIMESTAMP AS DATE))
        )
        AND NOT EXISTS (
            SELECT 1
            FROM withdrawals AS w
            WHERE w.load = l.number AND ($known_at::TIMESTAMP IS NULL OR w.withdrawn_at <= $known_at::TIMESTAMP)
        )
)
SELECT max(o.last_day)
FROM observations AS o
JOIN counted AS l ON l.number = o.load
WHERE o.outturn;
