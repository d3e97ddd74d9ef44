-- Which loads nothing rests on: no figure that holds comes from them (newer editions have all that they have, or they
-- are withdrawn), and no publication that was recorded rests on them.
SELECT l.number
FROM loads AS l
WHERE l.number NOT IN (
        SELECT load
        FROM (
            SELECT
                o.load,
                row_number() OVER (
                    PARTITION BY o.series, o.area, o.breakdown, o.kind, o.first_day, o.last_day
                    ORDER BY m.edition DESC, m.number DESC
                ) AS standing
            FROM observations AS o
            JOIN loads_in_force AS m ON m.number = o.load
        ) AS given
        WHERE standing = 1
    )
    AND l.number NOT IN (SELECT load FROM published_loads)
ORDER BY l.number;
