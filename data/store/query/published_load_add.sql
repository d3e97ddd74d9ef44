-- Records that a publication rests on a load, if there is such a load.
INSERT INTO published_loads (published, load)
SELECT $published::INTEGER, number
FROM loads
WHERE number = $load;
