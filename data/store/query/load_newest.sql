-- The number of the newest load, withdrawn or not; 0 when there is none.
SELECT coalesce(max(number), 0) FROM loads;
