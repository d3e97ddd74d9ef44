-- How many figures of the incoming return are new, change what holds, or differ from a newer edition that goes on
-- holding; and how many are gone. A figure is its value and state: a mark alone changes nothing.
SELECT
    (SELECT count(*) FROM incoming AS i WHERE NOT EXISTS (SELECT 1 FROM held AS h WHERE h.position = i.position)),
    (
        SELECT count(*)
        FROM incoming AS i
        JOIN held AS h ON h.position = i.position AND h.holds
        WHERE h.edition <= $edition::DATE AND (h.value IS DISTINCT FROM i.value OR h.state <> i.state)
    ),
    (
        SELECT count(*)
        FROM incoming AS i
        JOIN held AS h ON h.position = i.position AND h.holds
        WHERE h.edition > $edition::DATE AND (h.value IS DISTINCT FROM i.value OR h.state <> i.state)
    ),
    (SELECT count(*) FROM gone);
