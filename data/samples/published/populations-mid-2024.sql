-- How many people lived in the area of each of four police forces in the middle of 2024?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- populations-mid-2024.csv was made.
copy (
    select 'ons-population.persons' as series,
           "PFA 2023 Code" as area_code,
           "PFA 2023 Name" as area,
           '2024-06-30' as period,
           '2024-06-30' as first_day,
           '2024-06-30' as last_day,
           "Population" as value,
           'final' as status,
           'Office for National Statistics' as publisher,
           'Population estimates for police force areas, mid-1991 to mid-2024' as release,
           'Row ' || "PFA 2023 Code" as place
    from read_csv('../shared/corpus/real/pfa-population-mid2024.csv', all_varchar = true, header = true)
    where "PFA 2023 Code" in ('E23000004', 'E23000005', 'E23000010', 'E23000014')
    order by area_code
) to 'data/samples/published/populations-mid-2024.csv' (header, delimiter ',');
