-- How many people died in or following police custody each financial year?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- custody-deaths-yearly.csv was made.
copy (
    with figure as (
        select area_code, area, sheet, cell, regexp_replace(value, '\.0$', '') as value, cast(substr(period, 4, 4) as integer) as starts
        from read_csv('../shared/corpus/west-midlands-published.csv', all_varchar = true, header = true)
        where indicator = 'Deaths in or following police custody'
    )
    select 'iopc.custody-deaths' as series,
           area_code,
           area,
           starts || '/' || right(cast(starts + 1 as varchar), 2) as period,
           make_date(starts, 4, 1) as first_day,
           make_date(starts + 1, 3, 31) as last_day,
           value,
           'final' as status,
           'Independent Office for Police Conduct' as publisher,
           'Deaths during or following police contact, time series tables 2004/05 to 2019/20' as release,
           sheet || '!' || cell as place
    from figure
    order by area_code, starts
) to 'data/samples/published/custody-deaths-yearly.csv' (header, delimiter ',');
