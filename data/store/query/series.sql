-- What holds: for each figure the row of its newest edition, and of that the newest load, among the loads that were
-- known by a time (null: all) and not withdrawn by then; of some series and areas (null: all), of periods that ended
-- by a day (null: all), and of the whole alone where that is asked for. This is the one query that touches big data: plain SQL over (series, area, period).
SELECT
    series, area, breakdown, kind, first_day, last_day,
    value, state, provisional, revised, outturn,
    load, sheet, cell, text, publication, place
FROM (
    SELECT
        o.*,
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
        AND (CAST($as_at AS DATE) IS NULL OR o.last_day <= CAST($as_at AS DATE))
        AND (CAST($series AS VARCHAR[]) IS NULL OR o.series IN (SELECT id FROM unnest(CAST($series AS VARCHAR[])) AS s (id)))
        AND (CAST($areas AS VARCHAR[]) IS NULL OR o.area IN (SELECT code FROM unnest(CAST($areas AS VARCHAR[])) AS a (code)))
        AND (NOT CAST($whole AS BOOLEAN) OR o.breakdown = '')
) AS given
WHERE standing = 1
ORDER BY series, area, breakdown, last_day, first_day, kind;
