-- How many arrests for notifiable offences did the force make each financial year?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- arrests-yearly.csv was made.
copy (
    select 'ho-powers.arrests' as series,
           area_code,
           area,
           period,
           make_date(cast(left(period, 4) as integer), 4, 1) as first_day,
           make_date(cast(left(period, 4) as integer) + 1, 3, 31) as last_day,
           regexp_replace(value, '\.0$', '') as value,
           'final' as status,
           'Home Office' as publisher,
           'Police powers and procedures: arrests open data, 2006/07 to 2017/18' as release,
           'Force West Midlands; sum over offence group, ethnicity, age and sex' as place
    from read_csv('../shared/corpus/west-midlands-series.csv', all_varchar = true, header = true)
    where indicator = 'Arrests for notifiable offences'
    order by area_code, period
) to 'data/samples/published/arrests-yearly.csv' (header, delimiter ',');
