-- How many offences did the police record in each financial quarter since April 2012, by group,
-- subgroup and selected single offences, in the West Midlands and three similar forces?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- recorded-crime-quarterly.csv was made, and is run again only when the corpus has a newer release.
--
-- n is the Home Office's count, negative where a force took back more offences in a quarter than
-- it recorded; sums over a measure are never negative. A subgroup or an offence has a row for a
-- quarter only if the release has it: no row is "not collected", 0 is a count of none.
copy (
    with force(name, area_code) as (
        values ('West Midlands', 'E23000014'),
               ('Merseyside', 'E23000004'),
               ('Greater Manchester', 'E23000005'),
               ('West Yorkshire', 'E23000010')
    ),
    -- One line for each measure: the column of the release that it filters on and the value there.
    -- A measure may have several lines: they add up. Periods outside from..until are not taken:
    -- the release goes on printing zeros for offence codes that had been closed.
    measure(slug, field, wanted, from_year, until_year) as (
        values ('violence', 'Group', 'Violence against the person', '2012/13', null),
               ('homicide', 'Offence Subgroup', 'Homicide', '2012/13', null),
               ('violence-with-injury', 'Offence Subgroup', 'Violence with injury', '2012/13', null),
               ('violence-without-injury', 'Offence Subgroup', 'Violence without injury', '2012/13', null),
               ('stalking-harassment', 'Offence Subgroup', 'Stalking and harassment', '2013/14', null),
               ('death-serious-injury-driving', 'Offence Subgroup', 'Death or serious injury - unlawful driving', '2013/14', null),
               ('sexual-offences', 'Group', 'Sexual offences', '2012/13', null),
               ('rape', 'Offence Subgroup', 'Rape offences', '2012/13', null),
               ('other-sexual-offences', 'Offence Subgroup', 'Other sexual offences', '2012/13', null),
               ('robbery', 'Group', 'Robbery', '2012/13', null),
               ('robbery-personal', 'Offence Subgroup', 'Robbery of personal property', '2012/13', null),
               ('robbery-business', 'Offence Subgroup', 'Robbery of business property', '2012/13', null),
               ('theft', 'Group', 'Theft offences', '2012/13', null),
               -- All burglary runs through April 2017; the two pairs below it do not, and stay apart.
               ('burglary', 'Offence Subgroup', 'Domestic burglary', '2012/13', '2016/17'),
               ('burglary', 'Offence Subgroup', 'Non-domestic burglary', '2012/13', '2016/17'),
               ('burglary', 'Offence Subgroup', 'Residential burglary', '2017/18', null),
               ('burglary', 'Offence Subgroup', 'Non-residential burglary', '2017/18', null),
               ('domestic-burglary', 'Offence Subgroup', 'Domestic burglary', '2012/13', '2016/17'),
               ('non-domestic-burglary', 'Offence Subgroup', 'Non-domestic burglary', '2012/13', '2016/17'),
               ('residential-burglary', 'Offence Subgroup', 'Residential burglary', '2017/18', null),
               ('non-residential-burglary', 'Offence Subgroup', 'Non-residential burglary', '2017/18', null),
               ('residential-burglary-home', 'Offence Code', '28I', '2023/24', null),
               ('residential-burglary-home', 'Offence Code', '28J', '2023/24', null),
               ('residential-burglary-home', 'Offence Code', '28K', '2023/24', null),
               ('residential-burglary-home', 'Offence Code', '28L', '2023/24', null),
               ('residential-burglary-home', 'Offence Code', '29B', '2023/24', null),
               ('residential-burglary-unconnected', 'Offence Code', '28M', '2023/24', null),
               ('residential-burglary-unconnected', 'Offence Code', '28N', '2023/24', null),
               ('residential-burglary-unconnected', 'Offence Code', '28O', '2023/24', null),
               ('residential-burglary-unconnected', 'Offence Code', '28P', '2023/24', null),
               ('residential-burglary-unconnected', 'Offence Code', '29C', '2023/24', null),
               ('vehicle-offences', 'Offence Subgroup', 'Vehicle offences', '2012/13', null),
               ('theft-of-vehicle', 'Offence Code', '48', '2012/13', null),
               ('theft-from-vehicle', 'Offence Code', '45', '2012/13', null),
               ('interfering-with-vehicle', 'Offence Code', '126', '2012/13', null),
               ('theft-person', 'Offence Subgroup', 'Theft from the person', '2012/13', null),
               ('bicycle-theft', 'Offence Subgroup', 'Bicycle theft', '2012/13', null),
               ('shoplifting', 'Offence Subgroup', 'Shoplifting', '2012/13', null),
               ('other-theft', 'Offence Subgroup', 'Other theft offences', '2012/13', null),
               ('criminal-damage-arson', 'Group', 'Criminal damage and arson', '2012/13', null),
               ('criminal-damage', 'Offence Subgroup', 'Criminal damage', '2012/13', null),
               ('arson', 'Offence Subgroup', 'Arson', '2012/13', null),
               ('drug-offences', 'Group', 'Drug offences', '2012/13', null),
               ('drug-trafficking', 'Offence Subgroup', 'Trafficking of drugs', '2012/13', null),
               ('drug-possession', 'Offence Subgroup', 'Possession of drugs', '2012/13', null),
               ('weapons-possession', 'Group', 'Possession of weapons offences', '2012/13', null),
               ('blade-or-point', 'Offence Code', '10D', '2012/13', null),
               ('public-order', 'Group', 'Public order offences', '2012/13', null),
               ('misc-crimes', 'Group', 'Miscellaneous crimes against society', '2012/13', null),
               ('assault-constable-without-injury', 'Offence Code', '104', '2012/13', null),
               ('assault-constable-with-injury', 'Offence Code', '8S', '2017/18', null),
               ('assault-emergency-worker', 'Offence Code', '8T', '2020/21', null),
               ('coercive-control', 'Offence Code', '8U', '2020/21', null),
               ('modern-slavery', 'Offence Code', '106', '2015/16', null)
    ),
    offence as (
        select o.Force as force, o.FY as year, cast(o."Financial Quarter" as integer) as quarter,
               o."Group" as offence_group, o."Offence Subgroup" as subgroup, o."Offence Code" as code,
               cast(o.n as bigint) as n
        from '../shared/corpus/real/ho-prc-pfa-quarterly-2012-2025-long.parquet' o
        join force on force.name = o.Force
    ),
    -- Fraud has been recorded by a national body since 2013, so every total leaves it out.
    total as (
        select 'total' as slug, force, year, quarter, sum(n) as n,
               'Offence Group not "Fraud offences"' as what
        from offence where offence_group <> 'Fraud offences'
        group by all
    ),
    part as (
        select m.slug, o.force, o.year, o.quarter, sum(o.n) as n,
               any_value(m.field) || ' ' || string_agg(distinct m.wanted, ' + ' order by m.wanted) as what
        from offence o
        join measure m
          on m.wanted = case m.field when 'Group' then o.offence_group
                                     when 'Offence Subgroup' then o.subgroup
                                     else o.code end
         and o.year >= m.from_year
         and (m.until_year is null or o.year <= m.until_year)
        group by m.slug, o.force, o.year, o.quarter
    ),
    figure as (
        select *, make_date(cast(left(year, 4) as integer), 4, 1) + to_months(3 * (quarter - 1)) as first_day
        from (select * from total union all select * from part)
    )
    select 'ho-prc.' || slug as series,
           area_code,
           force as area,
           year || ' Q' || quarter as period,
           cast(first_day as date) as first_day,
           cast(first_day + to_months(3) - interval 1 day as date) as last_day,
           n as value,
           case when year >= '2024/25' then 'provisional' else 'final' end as status,
           'Home Office' as publisher,
           'Police recorded crime open data: Police Force Area tables, March 2013 onwards, vintage to 2025/26 Q3' as release,
           'Force ' || force || '; ' || what as place
    from figure
    join force on force.name = figure.force
    order by figure.slug, area_code, figure.first_day
) to 'data/samples/published/recorded-crime-quarterly.csv' (header, delimiter ',');
