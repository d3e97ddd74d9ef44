-- Records a publication.
INSERT INTO publications (number, publisher, release) VALUES ($number, $publisher, $release);
