-- What the edition before had and the incoming return leaves out.
SELECT
    o.series, o.area, o.breakdown, o.kind, o.first_day, o.last_day,
    o.value, o.state, o.provisional, o.revised, o.outturn,
    o.load, o.sheet, o.cell, o.text, o.publication, o.place
FROM gone AS g
JOIN observations AS o
    ON o.load = g.load AND o.series = g.series AND o.area = g.area AND o.breakdown = g.breakdown
    AND o.kind = g.kind AND o.first_day = g.first_day AND o.last_day = g.last_day
ORDER BY o.series, o.area, o.breakdown, o.last_day, o.first_day, o.kind;
