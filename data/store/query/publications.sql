-- Every publication that a value was transcribed from.
SELECT number, publisher, release FROM publications ORDER BY number;
