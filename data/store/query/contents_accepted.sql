-- How many acceptances a store of schema 4 or later has, and when the newest was made.
SELECT count(*), max(accepted_at) FROM accepted;
