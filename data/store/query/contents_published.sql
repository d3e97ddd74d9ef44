-- How many publications a store of schema 2 or later has, and when the newest was made.
SELECT count(*), max(published_at) FROM published;
