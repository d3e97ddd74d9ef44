-- The rows of a Parquet file, in the file's order.
SELECT * FROM read_parquet($path);
