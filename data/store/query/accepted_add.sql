-- Records why a warning of a load was accepted, where the load has such a warning and the same was not recorded before.
INSERT INTO accepted (load, code, because, accepted_at)
SELECT l.number, $code, $because, $accepted_at
FROM loads AS l
WHERE l.number = $load
    AND EXISTS (SELECT 1 FROM problems AS p WHERE p.load = l.number AND p.code = $code)
    AND coalesce((
        SELECT arg_max(a.because, a.accepted_at)
        FROM accepted AS a
        WHERE a.load = l.number AND a.code = $code
    ), '') <> $because;
