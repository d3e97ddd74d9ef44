-- What every connection starts with: names without a catalogue mean the store's, and days are days in UTC.
USE planwatch;
SET TimeZone = 'UTC';
