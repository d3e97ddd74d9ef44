-- How many searches are in the force's record files on data.police.uk, by month, and how did they end?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- stop-and-search-monthly.csv was made.
--
-- Counted from record-level files: June 2016 to May 2017 from one file (header rows inside it removed;
-- its June 2017 is not complete and is left out), September 2017 and August 2020 from one file each.
-- Times in the files are UTC. Months in between are not known.
copy (
    with measure(indicator, slug) as (
        values ('Stop and search: searches', 'stop-searches'),
               ('Stop and search: outcome arrest', 'stop-searches-arrest'),
               ('Stop and search: no further action', 'stop-searches-no-further-action')
    )
    select 'police-uk.' || slug as series,
           area_code,
           area,
           period,
           first_day,
           last_day,
           regexp_replace(value, '\.0$', '') as value,
           'final' as status,
           'data.police.uk' as publisher,
           'Stop and search records, West Midlands Police, '
               || case when first_day < '2017-06-01' then 'June 2016 to June 2017' else strftime(cast(first_day as date), '%B %Y') end as release,
           "where" as place
    from read_csv('../shared/corpus/west-midlands-series.csv', all_varchar = true, header = true)
    join measure using (indicator)
    order by measure.slug, area_code, first_day
) to 'data/samples/published/stop-and-search-monthly.csv' (header, delimiter ',');
