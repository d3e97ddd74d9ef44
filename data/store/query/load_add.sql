-- Records a load.
INSERT INTO loads (number, file, sha256, layout, layout_sha256, edition, edition_from, loaded_at, observations)
VALUES ($number, $file, $sha256, $layout, $layout_sha256, $edition, $edition_from, $loaded_at, $observations);
