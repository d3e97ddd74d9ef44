-- How many people lived in the seven council areas and the metropolitan county in the middle of 2019?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- populations-mid-2019.csv was made.
--
-- Carried forward from the Census of 2011. Estimates since then start from the Census of 2021 and moved
-- some areas by thousands (Coventry 371,521 here, 352,889 three years later): a series of its own.
-- The metropolitan county (E11000005) has the same boundary as the police force area.
copy (
    select 'ons-population.persons-census-2011-based' as series,
           area_code,
           area,
           period,
           period as first_day,
           period as last_day,
           regexp_replace(value, '\.0$', '') as value,
           'final' as status,
           'Office for National Statistics' as publisher,
           'Mid-2019 population estimates for the UK, 2020 local authority boundaries' as release,
           sheet || '!' || cell as place
    from read_csv('../shared/corpus/west-midlands-published.csv', all_varchar = true, header = true)
    where indicator = 'Population (mid-2019)'
    order by area_code, period
) to 'data/samples/published/populations-mid-2019.csv' (header, delimiter ',');
