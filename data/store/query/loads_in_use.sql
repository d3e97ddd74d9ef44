-- Which loads the figures come from that hold, among what was known by a time (null: all). What holds is as in series.sql.
SELECT DISTINCT load
FROM (
    SELECT
        o.load,
        row_number() OVER (
            PARTITION BY o.series, o.area, o.breakdown, o.kind, o.first_day, o.last_day
            ORDER BY l.edition DESC, l.number DESC
        ) AS standing
    FROM observations AS o
    JOIN loads AS l ON l.number = o.load
    WHERE (
            CAST($known_at AS TIMESTAMP) IS NULL
            OR (l.loaded_at <= CAST($known_at AS TIMESTAMP) AND l.edition <= CAST(CAST($known_at AS TIMESTAMP) AS DATE))
        )
        AND NOT EXISTS (
            SELECT 1
            FROM withdrawals AS w
            WHERE w.load = l.number
                AND (CAST($known_at AS TIMESTAMP) IS NULL OR w.withdrawn_at <= CAST($known_at AS TIMESTAMP))
        )
) AS given
WHERE standing = 1
ORDER BY load;
