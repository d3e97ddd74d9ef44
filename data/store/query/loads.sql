-- Every load known by a time (null: all), with its withdrawal if that was known by then.
SELECT
    l.number, l.file, l.sha256, l.layout, l.layout_sha256, l.edition, l.edition_from, l.loaded_at, l.observations,
    w.because, w.withdrawn_at
FROM loads AS l
LEFT JOIN withdrawals AS w
    ON w.load = l.number
    AND ($known_at::TIMESTAMP IS NULL OR w.withdrawn_at <= $known_at::TIMESTAMP)
WHERE $known_at::TIMESTAMP IS NULL
    OR (l.loaded_at <= $known_at::TIMESTAMP AND l.edition <= CAST($known_at::TIMESTAMP AS DATE))
ORDER BY l.number;
