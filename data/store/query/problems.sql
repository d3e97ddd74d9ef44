-- What was doubtful in a load, in the order found.
SELECT l.file, p.sheet, p.cell, p.line, p.column_number, p.code, p.message
FROM problems AS p
JOIN loads AS l ON l.number = p.load
WHERE p.load = $load
ORDER BY p.position;
