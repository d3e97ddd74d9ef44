-- What the records of each area, breakdown and period come to, in each series and for each scale of their values; the whole
-- (breakdown '') as well as each breakdown. Series by series, groups in the order of their first records.
WITH joined AS (
    SELECT area, coalesce(breakdown, '') AS breakdown, kind, first_day, last_day, passes, scale,
        sum(records)::BIGINT AS records, min(first_row) AS first_row, max(last_row) AS last_row,
        sum(total) AS total, max(state) AS state, bit_or(marks) AS marks
    FROM tallies
    GROUP BY GROUPING SETS (
        (area, kind, first_day, last_day, passes, scale),
        (area, kind, first_day, last_day, passes, scale, breakdown)
    )
    HAVING grouping(breakdown) = 1 OR breakdown <> ''
),
groups AS (
    SELECT area, breakdown, kind, first_day, last_day,
        sum(records)::BIGINT AS records, min(first_row) AS first_row, max(last_row) AS last_row
    FROM joined
    GROUP BY area, breakdown, kind, first_day, last_day
),
series AS (SELECT unnest(range($series::BIGINT)) AS series),
counted AS (
    SELECT series, area, breakdown, kind, first_day, last_day, scale,
        sum(records)::BIGINT AS records, min(first_row) AS first_row, max(last_row) AS last_row,
        sum(total) AS total, max(state) AS state, bit_or(marks) AS marks
    FROM joined JOIN series ON passes[series + 1] = '1'
    GROUP BY series, area, breakdown, kind, first_day, last_day, scale
)
SELECT series, area, breakdown, kind, first_day, last_day, g.records,
    coalesce(c.records, 0), coalesce(c.first_row, g.first_row), coalesce(c.last_row, g.last_row),
    coalesce(scale, 0), coalesce(total, 0), coalesce(state, 0), coalesce(marks, 0)
FROM groups AS g CROSS JOIN series LEFT JOIN counted AS c USING (series, area, breakdown, kind, first_day, last_day)
ORDER BY series, g.first_row, breakdown <> '', scale;
