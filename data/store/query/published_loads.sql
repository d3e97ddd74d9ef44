-- Which loads each publication rests on.
SELECT published, load
FROM published_loads
ORDER BY published, load;
