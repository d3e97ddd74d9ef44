-- From here on this DuckDB reads and writes no file but the attached store (and its own temporary files).
SET enable_external_access = false;
