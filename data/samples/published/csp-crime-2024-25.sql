-- How many offences were recorded in each council area in 2024/25?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- csp-crime-2024-25.csv was made.
--
-- The seven sum to 303,567; the force's total is 308,491 (the rest is assigned to no partnership).
copy (
    select 'ho-prc-csp.total' as series,
           area_code,
           area,
           period,
           date '2024-04-01' as first_day,
           date '2025-03-31' as last_day,
           regexp_replace(value, '\.0$', '') as value,
           'provisional' as status,
           'Home Office' as publisher,
           'Police recorded crime open data: Community Safety Partnership tables, year ending March 2025' as release,
           'Partnership ' || area || '; all offences but fraud' as place
    from read_csv('../shared/corpus/west-midlands-series.csv', all_varchar = true, header = true)
    where indicator = 'Recorded crime: Total recorded crime (excluding fraud), by community safety partnership'
    order by area_code
) to 'data/samples/published/csp-crime-2024-25.csv' (header, delimiter ',');
