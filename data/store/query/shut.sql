-- From here on this DuckDB reads and writes no file but the attached store (and its own temporary files), and closing it
-- leaves the log as it is: only fold writes that into the store.
PRAGMA disable_checkpoint_on_shutdown;
SET enable_external_access = false;
