-- What every edition said of some series: each figure as it first came, and again whenever a later edition gave it
-- differently, among the loads that were known by a time (null: all) and not withdrawn by then. A figure is its value and
-- state: a mark alone changes nothing.
SELECT
    series, area, breakdown, kind, first_day, last_day,
    value, state, provisional, revised, outturn,
    load, sheet, cell, text, publication, place
FROM (
    SELECT
        o.*, l.edition, l.number,
        lag(o.load) OVER figure AS old_load,
        lag(o.value) OVER figure AS old_value,
        lag(o.state) OVER figure AS old_state
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
        AND o.series IN (SELECT id FROM unnest(CAST($series AS VARCHAR[])) AS s (id))
    WINDOW figure AS (
        PARTITION BY o.series, o.area, o.breakdown, o.kind, o.first_day, o.last_day ORDER BY l.edition, l.number
    )
) AS given
WHERE old_load IS NULL OR value IS DISTINCT FROM old_value OR state <> old_state
ORDER BY edition, number, series, area, breakdown, last_day, first_day, kind;
