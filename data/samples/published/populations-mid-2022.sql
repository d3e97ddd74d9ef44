-- How many people lived in each of the seven council areas in the middle of 2022?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- populations-mid-2022.csv was made.
copy (
    select 'ons-population.persons' as series,
           area_code,
           area,
           period,
           first_day,
           last_day,
           regexp_replace(value, '\.0$', '') as value,
           'final' as status,
           'Office for National Statistics' as publisher,
           'Mid-2022 population estimates, 2021 local authority boundaries' as release,
           'Local authority ' || area as place
    from read_csv('../shared/corpus/west-midlands-series.csv', all_varchar = true, header = true)
    where indicator = 'Population (mid-2022)'
    order by area_code, period
) to 'data/samples/published/populations-mid-2022.csv' (header, delimiter ',');
