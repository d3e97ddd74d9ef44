-- Every figure that a later edition gave differently, among the loads that were known by a time (null: all) and not
-- withdrawn by then, of some areas (null: all): as the later one has it, and then what the edition before it had. A figure
-- that was revised twice is there twice. A figure is its value and state: a mark alone changes nothing, and neither does
-- what binary fractions add to a sum in one edition and not in the next: 2942.8700000000003 is 2942.87.
WITH
counted AS MATERIALIZED ( -- the loads, judged by themselves: no row of figures is set aside for it
    SELECT l.number, l.edition
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
)
SELECT
    series, area, breakdown, kind, first_day, last_day,
    value, state, provisional, revised, outturn,
    load, sheet, cell, text, publication, place,
    old_load, old_value, old_state, old_sheet, old_cell, old_text
FROM (
    SELECT
        o.*, l.edition, l.number,
        lag(o.load) OVER figure AS old_load,
        lag(o.value) OVER figure AS old_value,
        lag(o.state) OVER figure AS old_state,
        lag(o.sheet) OVER figure AS old_sheet,
        lag(o.cell) OVER figure AS old_cell,
        lag(o.text) OVER figure AS old_text
    FROM observations AS o
    JOIN counted AS l ON l.number = o.load
    WHERE CAST($areas AS VARCHAR[]) IS NULL OR list_contains(CAST($areas AS VARCHAR[]), o.area)
    WINDOW figure AS (
        PARTITION BY o.series, o.area, o.breakdown, o.kind, o.first_day, o.last_day ORDER BY l.edition, l.number
    )
) AS given
WHERE old_load IS NOT NULL AND (
        state <> old_state
        OR (value IS DISTINCT FROM old_value AND NOT coalesce(abs(value - old_value) <= 1e-14 * abs(old_value), FALSE))
    )
ORDER BY series, area, breakdown, last_day, first_day, kind, edition, number;
