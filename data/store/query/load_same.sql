-- The load, not withdrawn, that has kept this very file under this edition and layout already.
SELECT number
FROM loads_in_force
WHERE sha256 = $sha256 AND edition = $edition AND layout_sha256 = $layout_sha256
ORDER BY number
LIMIT 1;
