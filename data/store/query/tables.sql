-- How many tables the attached file has, and whether one of them says which migrations were applied.
SELECT count(*), count(*) FILTER (WHERE table_name = 'migrations')
FROM duckdb_tables()
WHERE database_name = 'planwatch' AND NOT internal;
