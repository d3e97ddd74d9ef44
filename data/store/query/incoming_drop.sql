-- Forgets what incoming.sql made.
DROP TABLE temp.incoming;
DROP TABLE temp.held;
DROP TABLE temp.gone;
