-- How much did the police precept raise in council tax each year, in thousands of pounds?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- precept-council-tax-requirement.csv was made.
--
-- The column moves between years. 2015/16 and 2016/17 were not found. Council tax support became
-- local in April 2013 and took the requirement down: a break, not a cut in the precept.
copy (
    with figure as (
        select area_code, area, sheet, cell, regexp_replace(value, '\.0$', '') as value,
               cast(substr(period, 4, 4) as integer) as starts, source_file
        from read_csv('../shared/corpus/west-midlands-published.csv', all_varchar = true, header = true)
        where indicator = 'Precept: council tax requirement'
    )
    select 'mhclg-revenue.council-tax-requirement' as series,
           area_code,
           area,
           starts || '/' || right(cast(starts + 1 as varchar), 2) as period,
           make_date(starts, 4, 1) as first_day,
           make_date(starts + 1, 3, 31) as last_day,
           value,
           'final' as status,
           case when source_file like 'dclg%' then 'Department for Communities and Local Government'
                else 'Ministry of Housing, Communities and Local Government' end as publisher,
           'Revenue Outturn Summary (RS) data by local authority, ' || starts || '-' || right(cast(starts + 1 as varchar), 2) as release,
           sheet || '!' || cell as place
    from figure
    order by area_code, starts
) to 'data/samples/published/precept-council-tax-requirement.csv' (header, delimiter ',');
