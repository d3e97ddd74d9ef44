// Package reports turns assessments into documents. [Build] owns the sequence and is the only place where a number
// becomes text: it makes a [Pack], whose every [Figure] is already rounded and written. Printers (site, workbook, …)
// lay a Pack out and hold no arithmetic, so that all formats say the same.
package reports
