-- Brings a batch of records (the appender's, called records) together and adds what they come to.
INSERT INTO tallies
SELECT area, breakdown, kind, first_day, last_day, passes, scale,
    count(*), min(row_number), max(row_number), sum(mantissa), max(state), bit_or(marks)
FROM records
GROUP BY area, breakdown, kind, first_day, last_day, passes, scale;
