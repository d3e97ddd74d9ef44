-- Of the offences recorded in each quarter of 2024/25, how many had which outcome when the figures
-- were published, in the West Midlands and three similar forces?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- outcomes-quarterly.csv was made.
--
-- Counts only: whoever shows a rate divides once. The offences are those recorded in the quarter
-- ("cohort" view), so later quarters have had less time and more of them are not yet assigned.
copy (
    with force(name, area_code) as (
        values ('West Midlands', 'E23000014'),
               ('Merseyside', 'E23000004'),
               ('Greater Manchester', 'E23000005'),
               ('West Yorkshire', 'E23000010')
    ),
    -- Outcome types as numbered in the release; 0 is "not yet assigned an outcome".
    outcome(type, slug) as (
        values (0, 'not-yet-assigned'),
               (1, 'charged'), (2, 'out-of-court-formal'), (3, 'out-of-court-formal'),
               (4, 'taken-into-consideration'), (5, 'prosecution-prevented'),
               (6, 'out-of-court-formal'), (7, 'out-of-court-informal'), (8, 'out-of-court-informal'),
               (9, 'prosecution-prevented'), (10, 'prosecution-prevented'), (11, 'prosecution-prevented'),
               (12, 'prosecution-prevented'), (13, 'prosecution-prevented'),
               (14, 'evidential-victim-does-not-support'), (15, 'evidential-victim-supports'),
               (16, 'evidential-victim-does-not-support'), (17, 'prosecution-prevented'),
               (18, 'no-suspect-identified'), (20, 'transferred'),
               (21, 'further-investigation-not-in-public-interest'), (22, 'diversionary-activity')
    ),
    offence_group(name, slug) as (
        values ('Criminal damage and arson', 'criminal-damage-arson'),
               ('Drug offences', 'drug-offences'),
               ('Miscellaneous crimes against society', 'misc-crimes'),
               ('Possession of weapons offences', 'weapons-possession'),
               ('Public order offences', 'public-order'),
               ('Robbery', 'robbery'),
               ('Sexual offences', 'sexual-offences'),
               ('Theft offences', 'theft'),
               ('Violence against the person', 'violence')
    ),
    result as (
        select Force as force, cast("Financial Quarter" as integer) as quarter,
               "Offence Group" as offence_group, cast("Outcome Type" as integer) as type,
               cast(n as bigint) as n
        from '../shared/corpus/real/ho-outcomes-pfa-2024-25.parquet'
        where "Financial Year" = '2024/25' and "Offence Group" <> 'Fraud offences'
    ),
    figure as (
        select 'recorded' as slug, force, quarter, sum(n) as n, 'all outcome types' as what
        from result group by all
        union all
        -- Charged, taken into consideration, cautions, penalty notices, warnings and community
        -- resolutions: "formal or informal action taken". Diversion (22) is counted apart.
        select 'positive', force, quarter, sum(n), 'outcome types 1, 2, 3, 4, 6, 7, 8'
        from result where type in (1, 2, 3, 4, 6, 7, 8) group by all
        union all
        select slug, force, quarter, sum(n),
               'outcome types ' || string_agg(distinct type, ', ' order by type)
        from result join outcome using (type) group by slug, force, quarter
        union all
        select 'recorded-' || g.slug, force, quarter, sum(n), g.name || ', all outcome types'
        from result join offence_group g on g.name = offence_group group by g.slug, g.name, force, quarter
        union all
        select 'charged-' || g.slug, force, quarter, sum(n) filter (type = 1), g.name || ', outcome type 1'
        from result join offence_group g on g.name = offence_group group by g.slug, g.name, force, quarter
        union all
        select 'positive-' || g.slug, force, quarter, sum(n) filter (type in (1, 2, 3, 4, 6, 7, 8)),
               g.name || ', outcome types 1, 2, 3, 4, 6, 7, 8'
        from result join offence_group g on g.name = offence_group group by g.slug, g.name, force, quarter
    ),
    dated as (
        select *, date '2024-04-01' + to_months(3 * (quarter - 1)) as first_day from figure
    )
    select 'ho-outcomes.' || slug as series,
           area_code,
           force as area,
           '2024/25 Q' || quarter as period,
           cast(first_day as date) as first_day,
           cast(first_day + to_months(3) - interval 1 day as date) as last_day,
           n as value,
           'provisional' as status,
           'Home Office' as publisher,
           'Crime outcomes in England and Wales open data, year ending March 2025' as release,
           'Force ' || force || '; ' || what as place
    from dated
    join force on force.name = dated.force
    order by dated.slug, area_code, dated.first_day
) to 'data/samples/published/outcomes-quarterly.csv' (header, delimiter ',');
