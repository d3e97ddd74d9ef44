-- How many serious offences involving a knife, and how many with a firearm, were recorded each year?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- knife-and-firearm-yearly.csv was made.
--
-- The tables change kind of period at their end: financial years to 2021/22, then two years ending
-- in December. Those go to series of their own (-rolling), so that no line runs through the change.
copy (
    with measure(indicator, slug) as (
        values ('Knife-enabled serious offences', 'knife-enabled'),
               ('Knife-enabled serious offences (% involving a knife)', 'knife-enabled-share'),
               ('Firearm offences (excluding air weapons)', 'firearm-offences')
    ),
    source as (
        select slug, area_code, area, sheet, cell, regexp_replace(value, '\.0$', '') as value, period,
               period like 'YE %' as rolling
        from read_csv('../shared/corpus/west-midlands-published.csv', all_varchar = true, header = true)
        join measure using (indicator)
    ),
    figure as (
        select slug || case when rolling then '-rolling' else '' end as slug, area_code, area, sheet, cell, value, rolling,
               cast(last_day(strptime('1 ' || right(period, 8), '%d %b %Y')) as date) as last_day
        from source
    )
    select 'ons-pfa-published.' || slug as series,
           area_code,
           area,
           case when rolling then 'YE ' || strftime(last_day, '%Y-%m')
                else year(last_day) - 1 || '/' || strftime(last_day, '%y') end as period,
           cast(last_day + interval 1 day - to_years(1) as date) as first_day,
           last_day,
           value,
           'final' as status,
           'Office for National Statistics' as publisher,
           'Police force area data tables, year ending December 2024' as release,
           trim(sheet) || '!' || cell as place
    from figure
    order by figure.slug, area_code, last_day
) to 'data/samples/published/knife-and-firearm-yearly.csv' (header, delimiter ',');
