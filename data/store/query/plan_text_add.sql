-- Keeps a text of a plan, unless it is kept already.
INSERT INTO plan_texts (sha256, text)
SELECT $sha256, $text
WHERE NOT EXISTS (FROM plan_texts WHERE sha256 = $sha256);
