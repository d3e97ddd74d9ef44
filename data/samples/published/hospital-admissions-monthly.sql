-- How many people were admitted to hospital each month in the West Midlands region after an assault
-- with a sharp object?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- hospital-admissions-monthly.csv was made.
--
-- The region (E12000005) is larger than the force area and must not stand in for it. Counts are
-- finished admission episodes, rounded to 5 in the source. From April 2021 they are provisional.
copy (
    with figure as (
        select area_code, sheet, cell, mark, regexp_replace(value, '\.0$', '') as value, cast(period || '-01' as date) as first_day
        from read_csv('../shared/corpus/west-midlands-published.csv', all_varchar = true, header = true)
        where indicator = 'Hospital admissions: assault by sharp object (FAEs, rounded to 5)'
    )
    select 'nhs-hes.sharp-object-admissions' as series,
           area_code,
           'West Midlands (region)' as area,
           strftime(first_day, '%Y-%m') as period,
           first_day,
           cast(last_day(first_day) as date) as last_day,
           value,
           case mark when 'p' then 'provisional' else 'final' end as status,
           'NHS England' as publisher,
           'Hospital admissions for assault by sharp object, April 2012 onwards' as release,
           sheet || '!' || cell as place
    from figure
    order by area_code, figure.first_day
) to 'data/samples/published/hospital-admissions-monthly.csv' (header, delimiter ',');
