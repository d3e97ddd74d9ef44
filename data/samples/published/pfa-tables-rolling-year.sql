-- How many offences did the police record in the West Midlands in twelve months, as each release
-- of the police force area tables printed it?
--
-- Run with DuckDB from the root of the project, with the corpus beside it in ../shared. Making and
-- loading the samples needs only what is committed: this file is the record of how
-- pfa-tables-rolling-year.csv was made.
--
-- Every figure stands as its own release printed it; earlier quarters were revised between releases,
-- so two of these must never be subtracted to make a quarter. The release for the year ending
-- December 2024 gives two: its own year (Table P1) and the one before as revised (Table P4).
copy (
    with measure(indicator, slug) as (
        values ('Recorded crime: Total recorded crime (excluding fraud)', 'total'),
               ('Recorded crime: Violence against the person', 'violence'),
               ('Recorded crime: Homicide', 'homicide'),
               ('Recorded crime: Violence with injury', 'violence-with-injury'),
               ('Recorded crime: Violence without injury', 'violence-without-injury'),
               ('Recorded crime: Stalking and harassment', 'stalking-harassment'),
               ('Recorded crime: Death or serious injury caused by illegal driving', 'death-serious-injury-driving'),
               ('Recorded crime: Sexual offences', 'sexual-offences'),
               ('Recorded crime: Robbery', 'robbery'),
               ('Recorded crime: Theft offences', 'theft'),
               ('Recorded crime: Burglary', 'burglary'),
               ('Recorded crime: Residential burglary', 'residential-burglary'),
               ('Recorded crime: Non-residential burglary', 'non-residential-burglary'),
               ('Recorded crime: Vehicle offences', 'vehicle-offences'),
               ('Recorded crime: Theft from the person', 'theft-person'),
               ('Recorded crime: Bicycle theft', 'bicycle-theft'),
               ('Recorded crime: Shoplifting', 'shoplifting'),
               ('Recorded crime: Other theft offences', 'other-theft'),
               ('Recorded crime: Criminal damage and arson', 'criminal-damage-arson'),
               ('Recorded crime: Drug offences', 'drug-offences'),
               ('Recorded crime: Possession of weapons offences', 'weapons-possession'),
               ('Recorded crime: Public order offences', 'public-order'),
               ('Recorded crime: Miscellaneous crimes against society', 'misc-crimes')
    ),
    figure as (
        select slug, area_code, area, sheet, cell, source_file, regexp_replace(value, '\.0$', '') as value,
               cast(last_day(strptime('1 ' || replace(period, 'YE ', ''), '%d %b %Y')) as date) as last_day
        from read_csv('../shared/corpus/west-midlands-published.csv', all_varchar = true, header = true)
        join measure using (indicator)
        where period_type = 'rolling 12 months' and area_code = 'E23000014'
    )
    select 'ons-pfa-published.' || slug as series,
           area_code,
           area,
           'YE ' || strftime(last_day, '%Y-%m') as period,
           cast(last_day + interval 1 day - to_years(1) as date) as first_day,
           last_day,
           value,
           'final' as status,
           'Office for National Statistics' as publisher,
           'Police force area data tables, year ending '
               || case when source_file like '%ye-mar2018-v2%' then 'March 2018 (version 2)'
                       when source_file like '%ye-jun2018-corrected%' then 'June 2018 (corrected)'
                       when source_file like '%ye-sep2018-corrected%' then 'September 2018 (corrected)'
                       when source_file like '%ye-dec2018%' then 'December 2018'
                       when source_file like '%ye-mar2019%' then 'March 2019'
                       when source_file like '%ye-jun2019%' then 'June 2019'
                       when source_file like '%ye-sep2019%' then 'September 2019'
                       when source_file like '%ye-dec2019%' then 'December 2019'
                       when source_file like '%ye-dec2024%' then 'December 2024'
                       when source_file like '%ye-jun2025%' then 'June 2025'
                  end as release,
           case when sheet = 'csv' then 'Table C2!' else trim(sheet) || '!' end || cell as place
    from figure
    order by figure.slug, area_code, last_day
) to 'data/samples/published/pfa-tables-rolling-year.csv' (header, delimiter ',');
