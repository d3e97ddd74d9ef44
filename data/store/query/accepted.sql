-- Which warnings were accepted by a time (null: all), with the newest reason of each: the load, the cell and the code.
SELECT p.load, p.sheet, p.cell, p.code, p.message, a.because, a.accepted_at
FROM problems AS p
JOIN (
    SELECT load, code, arg_max(because, accepted_at) AS because, max(accepted_at) AS accepted_at
    FROM accepted
    WHERE $known_at::TIMESTAMP IS NULL OR accepted_at <= $known_at::TIMESTAMP
    GROUP BY load, code
) AS a ON a.load = p.load AND a.code = p.code
ORDER BY p.load, p.position;
