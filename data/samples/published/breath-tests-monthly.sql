-- How many breath tests did the force carry out each month, and how many were positive or refused?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- breath-tests-monthly.csv was made.
copy (
    with measure(indicator, slug, place) as (
        values ('Breath tests', 'breath-tests', 'all tests'),
               ('Breath tests: positive or refused', 'breath-tests-positive', 'positive or refused')
    )
    select 'ho-powers.' || slug as series,
           area_code,
           area,
           period,
           first_day,
           last_day,
           regexp_replace(value, '\.0$', '') as value,
           'final' as status,
           'Home Office' as publisher,
           'Police powers and procedures, year ending March 2019: breath test open data (BT_01)' as release,
           'Force West Midlands; ' || place as place
    from read_csv('../shared/corpus/west-midlands-series.csv', all_varchar = true, header = true)
    join measure using (indicator)
    order by measure.slug, area_code, first_day
) to 'data/samples/published/breath-tests-monthly.csv' (header, delimiter ',');
