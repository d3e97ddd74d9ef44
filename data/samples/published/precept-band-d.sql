-- What did a Band D household pay for the police each year?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- precept-band-d.csv was made.
--
-- As stated in the panel's and the Commissioner's announcements; 2019/20 and 2022/23 were not found.
copy (
    select 'opcc-precept.band-d' as series,
           area_code,
           area,
           period,
           make_date(cast(left(period, 4) as integer), 4, 1) as first_day,
           make_date(cast(left(period, 4) as integer) + 1, 3, 31) as last_day,
           regexp_replace(value, '\.0$', '') as value,
           'final' as status,
           case publication when 'West Midlands PCC' then 'West Midlands Police and Crime Commissioner' else publication end as publisher,
           'Announcement of the ' || period || ' policing precept' as release,
           "where" as place
    from read_csv('../shared/corpus/west-midlands-series.csv', all_varchar = true, header = true)
    where indicator = 'Precept: Band D council tax, police'
    order by area_code, period
) to 'data/samples/published/precept-band-d.csv' (header, delimiter ',');
