-- Which loads have not as many observations as were kept with them. Every column of every observation is read on the
-- way, so that a damaged block anywhere is come upon.
SELECT l.number, l.observations, count(o.load), bit_xor(hash(o))
FROM loads AS l
LEFT JOIN observations AS o ON o.load = l.number
GROUP BY l.number, l.observations
HAVING count(o.load) <> l.observations OR bit_xor(hash(o)) IS NULL AND l.observations > 0
ORDER BY l.number;
