-- Records a publication.
INSERT INTO published (number, published_at, what, place, as_at, known_at, sha256, edition)
VALUES ($number, $published_at, $what, $place, $as_at, $known_at, $sha256, $edition);
