-- Every publication that was made, in order, with the edition of the plan that it was made with: null when none was kept.
SELECT p.number, p.published_at, p.what, p.place, p.as_at, p.known_at, p.sha256, p.edition, e.edition
FROM published p
LEFT JOIN published_plans e ON e.published = p.number
ORDER BY p.number;
