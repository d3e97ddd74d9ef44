-- Where the incoming return disagrees with another one of its own edition, in the order of the return: what the other
-- one has, and the position in the return.
SELECT
    o.series, o.area, o.breakdown, o.kind, o.first_day, o.last_day,
    o.value, o.state, o.provisional, o.revised, o.outturn,
    o.load, o.sheet, o.cell, o.text, o.publication, o.place,
    i.position
FROM incoming AS i
JOIN held AS h ON h.position = i.position AND h.same_edition
JOIN observations AS o
    ON o.load = h.load AND o.series = i.series AND o.area = i.area AND o.breakdown = i.breakdown
    AND o.kind = i.kind AND o.first_day = i.first_day AND o.last_day = i.last_day
WHERE h.value IS DISTINCT FROM i.value OR h.state <> i.state
ORDER BY i.position;
