-- Every edition of one figure that was known by a time (null: all), oldest first, withdrawn ones too.
SELECT
    o.series, o.area, o.breakdown, o.kind, o.first_day, o.last_day,
    o.value, o.state, o.provisional, o.revised, o.outturn,
    o.load, o.sheet, o.cell, o.text, o.publication, o.place
FROM observations AS o
JOIN loads AS l ON l.number = o.load
WHERE o.series = $series AND o.area = $area AND o.breakdown = $breakdown
    AND o.kind = $kind AND o.first_day = $first_day AND o.last_day = $last_day
    AND (
        $known_at::TIMESTAMP IS NULL
        OR (l.loaded_at <= $known_at::TIMESTAMP AND l.edition <= CAST($known_at::TIMESTAMP AS DATE))
    )
ORDER BY l.edition, l.number;
