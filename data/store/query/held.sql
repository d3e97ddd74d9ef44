-- What the store has for each key of the incoming return: the figure that holds, and the last one of the same edition.
INSERT INTO held
SELECT
    position, load, edition, value, state,
    standing = 1 AS holds,
    edition = $edition::DATE AND latest = 1 AS same_edition
FROM (
    SELECT
        i.position, o.load, l.edition, o.value, o.state,
        row_number() OVER (PARTITION BY i.position ORDER BY l.edition DESC, l.number DESC) AS standing,
        row_number() OVER (PARTITION BY i.position, l.edition ORDER BY l.number DESC) AS latest
    FROM incoming AS i
    JOIN observations AS o
        ON o.series = i.series AND o.area = i.area AND o.breakdown = i.breakdown
        AND o.kind = i.kind AND o.first_day = i.first_day AND o.last_day = i.last_day
    JOIN loads_in_force AS l ON l.number = o.load
) AS given
WHERE standing = 1 OR (edition = $edition::DATE AND latest = 1);
