-- Every publication that was made, in order.
SELECT number, published_at, what, place, as_at, known_at, sha256, edition
FROM published
ORDER BY number;
