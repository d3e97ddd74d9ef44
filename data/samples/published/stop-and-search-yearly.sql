-- How many searches did the force make each financial year under section 1 of PACE and under
-- section 60, and how many led to an arrest?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- stop-and-search-yearly.csv was made.
--
-- The source prints years ending in March, each once: financial years, not rolling totals.
-- It has no section 60 arrests for 2012/13; the row is left out, not set to 0. Section 44/47a
-- has a single year and is left out.
copy (
    with measure(indicator, slug, place) as (
        values ('Stop and search: Section 1 (PACE) searches', 'stop-search-s1', 'section 1 (PACE) searches'),
               ('Stop and search: Section 1 (PACE) resultant arrests', 'stop-search-s1-arrests', 'section 1 (PACE) resultant arrests'),
               ('Stop and search: Section 60 (CJPOA) searches', 'stop-search-s60', 'section 60 (CJPOA) searches'),
               ('Stop and search: Section 60 (CJPOA) resultant arrests', 'stop-search-s60-arrests', 'section 60 (CJPOA) resultant arrests')
    ),
    figure as (
        select slug, area_code, area, place, regexp_replace(value, '\.0$', '') as value,
               cast(last_day(strptime(replace(period, 'YE ', '') || '-01', '%Y-%m-%d')) as date) as last_day
        from read_csv('../shared/corpus/west-midlands-series.csv', all_varchar = true, header = true)
        join measure using (indicator)
    )
    select 'ho-powers.' || slug as series,
           area_code,
           area,
           year(last_day) - 1 || '/' || strftime(last_day, '%y') as period,
           cast(last_day + interval 1 day - to_years(1) as date) as first_day,
           last_day,
           value,
           'final' as status,
           'Home Office' as publisher,
           'Police powers and procedures: stop and search open data, years ending March 2007 to March 2019' as release,
           'Force West Midlands; ' || place || ', sum over ethnicity and reason' as place
    from figure
    order by figure.slug, area_code, last_day
) to 'data/samples/published/stop-and-search-yearly.csv' (header, delimiter ',');
