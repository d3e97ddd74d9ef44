// Package sheet turns the bytes of a spreadsheet into grids of typed cells, and
// nothing else. It knows no layouts, offences or periods; it answers "what does
// cell C34 of Table P1 hold, and what does it show?" for whatever file arrives.
//
// The words, from the outside in:
//
//   - A Book is one file. Its format (xlsx, xls, ods, csv) is told by its content,
//     never by its name.
//   - A sheet is one named table of a Book. A CSV has one, called "csv", so that
//     its addresses read file!csv!B7 like any other.
//   - A Grid is one sheet held in memory, addressed from 1. Its used extent ends
//     at the last row and the last column that hold something; cells that are
//     only styled do not count.
//   - A Cell has a kind (number, text, date, boolean, error, blank), a value of
//     that kind, and the text that the sheet shows for it. A number 0.125 shown
//     as "12.5%" keeps both.
//   - A protected file is encrypted with a password. OpenProtected takes one; the
//     file is then read like any other. Sheets that are only protected against
//     changes are not encrypted.
//   - A Refusal says in one sentence why a file is not read and what to do. It
//     matches one of the sentinel errors (ErrEmpty, ErrEncrypted, …).
//
// What is shown follows British settings: Excel keeps "the user's short date"
// as a number, not as a pattern, and here it is dd/mm/yyyy.
//
// # How it is read
//
// Every format is a reader that hands rows of compact cells (stored) to a sink:
// a Grid that keeps them, a scan that passes them on, or a count of the extent.
// Nothing but a Grid and an Excel workbook's shared strings grows with the file.
// The XML of xlsx and ods is read by a small scanner of our own (markup): it
// streams, allocates nothing for each cell, expands no entity and follows no
// link. Every read is bounded by Limits.
//
// # Deliberate choices
//
//   - A formula counts by the result that was saved with it. Where none was
//     saved the cell is Blank and marked Uncalculated. Programs that do not
//     calculate leave a 0 or an empty text in an .xls; that counts as none.
//   - A time of day, or a length of time, has no calendar date: it is a Number
//     (of days), with the text that the sheet shows.
//   - A number shown as a date that no calendar has (a negative serial number,
//     day 0, 29 February 1900) is an Error.
//   - A text cell shows its text; a number format's text part is not applied.
//   - A duplicated cell: the last one holds.
package sheet
