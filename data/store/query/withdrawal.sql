-- Whether there is a load of a number, and if it was withdrawn already: why and when.
SELECT w.because, w.withdrawn_at
FROM loads AS l
LEFT JOIN withdrawals AS w ON w.load = l.number
WHERE l.number = $load;
