-- How many officers, staff, community support officers and special constables did the force have
-- on 31 March of each year, 2007 to 2022?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- workforce-yearly.csv was made.
--
-- One vintage for all sixteen years. Designated officers are shown apart in 2021 and 2022 only.
copy (
    with measure(indicator, slug) as (
        values ('Workforce: police officer', 'officers'),
               ('Workforce: police staff', 'staff'),
               ('Workforce: police community support officer', 'pcsos'),
               ('Workforce: special constable', 'specials'),
               ('Workforce: designated officer', 'designated-officers')
    )
    select 'ho-workforce-open-data.' || slug as series,
           area_code,
           area,
           period,
           first_day,
           last_day,
           regexp_replace(value, '\.0$', '') as value,
           'final' as status,
           'Home Office' as publisher,
           'Police workforce open data tables, July 2022' as release,
           'Force West Midlands; ' || replace(indicator, 'Workforce: ', '') || '; ' || unit || ', sum over sex and rank' as place
    from read_csv('../shared/corpus/west-midlands-series.csv', all_varchar = true, header = true)
    join measure using (indicator)
    order by measure.slug, area_code, period
) to 'data/samples/published/workforce-yearly.csv' (header, delimiter ',');
