// Package layout knows where the figures are in a return. A layout is a YAML file that describes one kind of
// spreadsheet, so that the next one of its kind is read without a person: which files it fits, which tables it has, and
// for each figure its series, its area and its period. A layout never says what a figure means; that is the plan's.
//
// [Read] reads a layout and gives all its mistakes at once, each with line and column. [Find] gives the one layout that
// fits a file. [Layout.Extract] reads the file's figures, each with its cell, and everything that is wrong with them.
//
// [NewDraft] makes a first layout for a file that none fits, with the reason of each guess. [FindDrift] says what moved in a
// file since its layout last fitted ([Shape]), and offers the layout with these changes.
//
// # An example
//
//	layout: burglary-by-council        # its name: small letters, digits, dashes
//	fits:                              # what a file of this kind has, so that it is known without being told
//	  - sheet: Burglary                # a sheet of this name
//	  - sheet: Burglary
//	    text: "Burglary by council*"   # and this text on it
//	edition:                           # the date of the return
//	  text: "Released on {date}"
//	tables:
//	  - sheet: Burglary
//	    header:
//	      has: [Code, Council]         # the row that holds these texts
//	    area:
//	      code: Code                   # the column with that header
//	      name: Council
//	    period:
//	      across: true                 # every other header is a period
//	      kind: month
//	    series:
//	      fixed: sample.burglary
//	      count: true
//	    markers:
//	      "*": suppressed
//	    rows:
//	      end: blank row
//	      totals:
//	        Total: {sum of: council}
//
// # The parts of a file
//
//	layout   its name. Needed.
//	about    what it is for.
//	fits     a list of conditions that must all hold. Needed. Each has a sheet and may have
//	           text   a text that stands near the top of the sheet, or in a given cell
//	           cell   the cell that the text stands in, such as A2
//	           row    texts that stand in one row near the top
//	edition  none, or where the return's date stands: text with {date}, cell, sheet. Needed. Where the date stands on
//	         several sheets it must be the same.
//	tables   a list of tables. Needed. A part of a table other than its sheet may stand at the top of the file instead;
//	         it then holds for every table that has none of its own.
//
// # The parts of a table
//
//	sheet    a name, a pattern or a list of them. Every one must be there. The sheet of a CSV file is called csv.
//	text     texts that all stand near the top of the sheet: of the sheets that are meant, those without are left alone. A
//	         table that moves to another sheet from year to year is found by its title.
//	without  texts that do not stand there.
//	optional true where the sheet need not be there: older or newer editions do not have the table.
//	header   has: texts of one row; after: a text that stands above it, where a sheet has several tables with the same
//	         header; above, below: how many further header rows stand above and below it; carry right: true
//	         says that a blank cell of the rows above the lowest goes on with what stands to its left, as where a merge was
//	         lost on the way into a CSV file. A column that
//	         has several header texts is called by all of them, as "Victim-based crime / Homicide", or by the lower
//	         ones alone; one without any, "column B". Without header the row is the one that holds all columns that are
//	         named.
//	area     code, name: headers of columns, or a list of the spellings that the header has had; or fixed: one code for
//	         all. A blank code gives way to the name; code optional: true says that editions without codes have names only.
//	         spelled: how a name is written, with {name}: "{name} Police Authority".
//	         heading rows: true says that a row with nothing but a name is the heading of its area's rows; headings that
//	         are no areas must be among the rows to ignore. Where areas
//	         share a name: roles (those that an area found by its name may have), occurrence (the role of the first row
//	         with the name, of the second, …) or parent (the column with the area that the name lies under).
//	         outside: what to do with areas of the plan's list that are neither the force nor a council, one word for
//	         all or one for each role (comparator, region, country): comparator (keep), ignore, or error, which holds
//	         when nothing is said. An area that is not in the plan's list is an error, unless elsewhere: ignore says that
//	         the table is of the whole country: then rows with an ONS code that the plan lacks are left out.
//	period   one of: across: true (headers are periods); column (and first day, last day: columns to check it by);
//	         columns (a text with headers in braces: "{FY} Q{quarter}"); sheet, file (a pattern of the sheet's or
//	         the file's name, with {period});
//	         title (a text with {period} above the header, or a list of such, of which any will do); cell (and text, with {period}); fixed. on: the sheet on which
//	         the title or cell stands, where that is not the table's own. Next year's file fits a fixed period too: it is
//	         doubted where the file's name, the sheet's name or a text above the header says periods, none of which is fixed.
//	         kind: month, quarter, half, financial year, calendar year, rolling 12 months, day, point in time; without
//	         it a period is what it is written as. as: what a short text means, as "year ending March {period}" of 2005.
//	         as also says what a bare year is: "year from April {period}". year rows: true takes rows that hold nothing but a year for headings of the months below them. zone: as
//	         written takes the day of a timestamp as it stands there; else it is the day by the clock in London.
//	series   one of: across (header text: series), for a column for each measure, also of each period: then one level of
//	         the header says the measure and the others the period; column and labels (text in that
//	         column: series); column alone (the column holds ids of series; by
//	         hand: true takes those only of sources that are filled in by hand); fixed (one for all).
//	         count: true says that values are whole; may be negative: true that they may be below 0. Both may be said
//	         for all or for one label, which then is a mapping: series, also (other spellings), count, may be negative,
//	         optional (need not be there), nature.
//	records  says that a row is a record, not a figure: count: true counts them, sum adds a column up; only keeps those
//	         that pass filters. Filters are header: value lines, the value being a text, a list of them, or
//	         not: text or list. by has name: header lines: besides the whole, figures are broken down by what these
//	         columns say together. series then says where: id: filters lines (all for every record), and figures are made
//	         for each area and period that has records. A figure's place is the run of rows that its records lie in.
//	         Records are read one by one and not held, so that a file may be long. Rows, hidden, status and marks hold for
//	         records as for figures; totals, unassigned, year rows, heading rows, occurrence and transcribed do not.
//	value    header of the column of values, where neither periods nor measures stand across.
//	markers  texts that stand in place of a figure, with what they mean here: missing, suppressed, not-applicable; or zero,
//	         where the publication says that it stands for nought. No other text is ever read as 0. A blank cell is missing.
//	marks    letters behind a figure or a period (5p, 5 (p), 5 [p]), or in brackets behind an area's name: provisional,
//	         revised, final.
//	status   column and words: a column that says provisional, revised or final; next: true for the cell behind each
//	         figure.
//	unit     where the unit stands (cell, or column) and words: what figures in each are multiplied by. Any other unit is
//	         an error.
//	hidden   read (when nothing is said) or ignore: figures in hidden rows and columns; of records those of which nothing
//	         shows, or not the amount that sum adds up.
//	rows     end: "blank row" or texts that end the table (else it goes on to the end of the sheet); blank value: ignore
//	         leaves out a row whose value is blank (else it is missing); carry down: headers of columns in which a blank
//	         cell says what the one above it says; only: the rows to read; ignore: rows to leave out; unassigned: rows of
//	         the force that belong to none of its areas; totals: rows that only check others, with sum of (roles whose
//	         rows and the unassigned ones must add up to it), same as (a role whose one row must say the same) and
//	         exact: true, which makes a total that differs an error and no warning. These are texts of a row's first
//	         filled cell, its area's code or its name, and for only also of its series. What a row that is left out says in
//	         a column that is carried down holds for those below it.
//	beside   a list of what a row with a figure must say besides, each with the headers of three columns: where with is
//	         filled, want must be, or or, which then holds the reason. The reason is a warning with the figure.
//	transcribed     publisher, release, place: columns that say where each figure was copied from.
//	nature          outturn (when nothing is said), plan, budget, forecast, proposed.
//	ignore columns  headers of columns that hold numbers and are not wanted; "*" for all that have no part to play.
//
// # Texts
//
// Case, line breaks, doubled spaces, spaces at the ends, kinds of dash and quotation mark, superscripts and references
// such as [note 3] never count, behind figures neither. Digits at the end of a text, or before a closing bracket, may be the numbers of notes:
// "Lancashire8" is Lancashire, unless the layout declares "Lancashire8". In fits, title, text, rows, sheet, ignore columns
// and the labels of series a * stands for any characters; a label that says it letter by letter goes first.
//
// Figures may be numbers, or text with separators of thousands, a per cent sign, a pound sign or a size: 69% is 69 however
// it is kept, £1.2m is 1,200,000. A series of grades also takes the words of the plan's scale, and one of a milestone Done and Not done.
package layout
