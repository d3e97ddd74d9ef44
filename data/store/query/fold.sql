-- Writes everything into the one file, so that no log is left beside it.
CHECKPOINT planwatch;
