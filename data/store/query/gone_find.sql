-- Which keys the edition before this one had and no return of this edition has. They go on holding; somebody should
-- know. "Before" is among the loads of the same layout that have a series and a period in common with this return: a
-- layout may serve returns that have nothing to do with each other, and each edition may be about a period of its own.
-- Several files may make up one edition: what another file of it has is not gone.
INSERT INTO gone
WITH kin AS (
    SELECT l.number, l.edition
    FROM loads_in_force AS l
    WHERE l.layout = $layout
        AND l.number IN (
            SELECT s.load
            FROM observations AS s
            WHERE EXISTS (
                SELECT 1
                FROM incoming AS i
                WHERE i.series = s.series AND i.kind = s.kind
                    AND i.first_day = s.first_day AND i.last_day = s.last_day
            )
        )
)
SELECT load, series, area, breakdown, kind, first_day, last_day
FROM (
    SELECT
        o.load, o.series, o.area, o.breakdown, o.kind, o.first_day, o.last_day,
        row_number() OVER (
            PARTITION BY o.series, o.area, o.breakdown, o.kind, o.first_day, o.last_day ORDER BY l.number DESC
        ) AS standing
    FROM observations AS o
    JOIN kin AS l ON l.number = o.load
    WHERE l.edition = (SELECT max(edition) FROM kin WHERE edition < $edition::DATE)
        AND NOT EXISTS (
            SELECT 1
            FROM incoming AS i
            WHERE i.series = o.series AND i.area = o.area AND i.breakdown = o.breakdown
                AND i.kind = o.kind AND i.first_day = o.first_day AND i.last_day = o.last_day
        )
        AND NOT EXISTS (
            SELECT 1
            FROM observations AS s
            JOIN loads_in_force AS m ON m.number = s.load
            WHERE m.layout = $layout AND m.edition = $edition::DATE
                AND s.series = o.series AND s.area = o.area AND s.breakdown = o.breakdown
                AND s.kind = o.kind AND s.first_day = o.first_day AND s.last_day = o.last_day
        )
) AS before
WHERE standing = 1;
