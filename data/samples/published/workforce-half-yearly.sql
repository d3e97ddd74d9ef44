-- How many officers, staff, community support officers and special constables did the force have
-- at the end of each March and September, 2014 to 2019?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- workforce-half-yearly.csv was made.
--
-- Neighbouring releases repeat a date and agree on it, with one exception; each figure is taken from
-- the newest release that gives it. The exception is police staff at 30 September 2017: the release
-- of that date shows designated officers apart (3,029.98), later ones fold them back in (3,139.31).
-- That is a change of definition, not a correction, so the first goes to a series of its own.
copy (
    with measure(indicator, unit, slug) as (
        values ('Workforce: Police officers', 'FTE', 'officers'),
               ('Workforce: Police staff', 'FTE', 'staff'),
               ('Workforce: Police community support officers', 'FTE', 'pcsos'),
               ('Workforce: Special constables', 'headcount', 'specials'),
               ('Workforce: Police officers', 'headcount', 'officers-headcount'),
               ('Workforce: Police staff', 'headcount', 'staff-headcount'),
               ('Workforce: Police community support officers', 'headcount', 'pcsos-headcount')
    ),
    release(source_file, as_at) as (
        values ('ho-workforce-30sep2015.ods', date '2015-09-30'),
               ('ho-workforce-sep2016.ods', date '2016-09-30'),
               ('ho-workforce-jan17pub-sep2017.ods', date '2017-09-30'),
               ('ho-workforce-sep2018.ods', date '2018-09-30'),
               ('ho-workforce-sep2019.ods', date '2019-09-30')
    ),
    source as (
        select case when slug = 'staff' and period = '2017-09-30' and as_at = date '2017-09-30'
                    then 'staff-excluding-designated-officers' else slug end as slug,
               area_code, area, cast(period as date) as day, sheet, cell, as_at, regexp_replace(value, '\.0$', '') as value
        from read_csv('../shared/corpus/west-midlands-published.csv', all_varchar = true, header = true)
        join measure using (indicator, unit)
        join release using (source_file)
    ),
    newest as (
        from source
        qualify as_at = max(as_at) over (partition by slug, area_code, day)
    )
    select 'ho-workforce-published.' || slug as series,
           area_code,
           area,
           cast(day as varchar) as period,
           day as first_day,
           day as last_day,
           value,
           'final' as status,
           'Home Office' as publisher,
           'Police workforce, England and Wales, ' || strftime(as_at, '%-d %B %Y') || ', tables' as release,
           sheet || '!' || cell as place
    from newest
    order by newest.slug, area_code, day
) to 'data/samples/published/workforce-half-yearly.csv' (header, delimiter ',');
