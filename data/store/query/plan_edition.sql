-- The files of an edition of the plan, in order of name.
SELECT f.name, t.text
FROM plan_files f
JOIN plan_texts t ON t.sha256 = f.sha256
WHERE f.edition = $edition
ORDER BY f.name;
