-- The number of the newest migration that was applied; 0 when there is none.
SELECT coalesce(max(number), 0) FROM migrations;
