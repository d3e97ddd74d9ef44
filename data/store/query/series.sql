-- What holds: for each figure the row of its newest edition, and of that the newest load, among the loads that were
-- known by a time (null: all) and not withdrawn by then; of some series and areas (null: all), of periods that ended
-- by a day (null: all), and of the whole alone where that is asked for. This is the one query that touches big data:
-- plain SQL over (series, area, period).
--
-- It is cut so that little is moved: loads are judged by themselves, so that no row of figures is set aside for it; a
-- list is looked through row by row, which the scan does by itself before it reads any other column.
WITH
-- The loads that count, and which of two that have the same figure holds: the later standing.
standing AS MATERIALIZED (
    SELECT l.number, row_number() OVER (ORDER BY l.edition, l.number) AS standing
    FROM loads AS l
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
),
chosen AS (
    SELECT *
    FROM observations AS o
    WHERE (CAST($as_at AS DATE) IS NULL OR o.last_day <= CAST($as_at AS DATE))
        AND (CAST($series AS VARCHAR[]) IS NULL OR list_contains(CAST($series AS VARCHAR[]), o.series))
        AND (CAST($areas AS VARCHAR[]) IS NULL OR list_contains(CAST($areas AS VARCHAR[]), o.area))
        AND (NOT CAST($whole AS BOOLEAN) OR o.breakdown = '')
)
SELECT
    series, area, breakdown, kind, first_day, last_day,
    value, state, provisional, revised, outturn,
    load, sheet, cell, text, publication, place
FROM (
    SELECT
        o.*,
        row_number() OVER (
            PARTITION BY o.series, o.area, o.breakdown, o.kind, o.first_day, o.last_day
            ORDER BY s.standing DESC
        ) AS rank
    FROM chosen AS o
    JOIN standing AS s ON s.number = o.load
) AS given
WHERE rank = 1
ORDER BY series, area, breakdown, last_day, first_day, kind;
