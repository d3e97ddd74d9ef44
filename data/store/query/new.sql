-- Which figures of the incoming return the store has nothing for: their positions in the return.
SELECT i.position
FROM incoming AS i
WHERE NOT EXISTS (SELECT 1 FROM held AS h WHERE h.position = i.position)
ORDER BY i.series, i.area, i.breakdown, i.last_day, i.first_day, i.kind;
