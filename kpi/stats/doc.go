// Package stats holds the statistics that say whether a figure is news: pure functions over slices, no domain, no
// files, no clock. So far it has the XmR chart.
//
// # The words
//
// An XmR chart ("individuals and moving range") draws a series with its mean and two process limits, between which
// nearly all points of a steady process fall. The moving range is the distance between neighbouring points; its mean
// (AMR) measures the noise, and the limits stand 2.66 AMR from the mean. A rule that fires on a point is a special
// cause: a sign that something other than noise is at work. A group is a stretch of the series with limits of its
// own; a new one starts at every rebase, and neither limits nor rules reach across. The baseline of a group is the
// rows that its limits are computed from; later rows are judged against limits that stay put. Variation says what the
// latest point shows (improvement, concern, neutral or common cause); assurance says whether a target lies beyond the
// limits, so that the process as it is would always pass or always fail it.
//
// The rules are those of the NHS programme "Making Data Count": a point outside the limits; a trend of 7 points each
// higher (or lower) than the one before; 2 of 3 neighbouring points near the same limit; a shift of 7 points on the
// same side of the mean. The reference is the R package NHSRplotthedots 0.2.2 (ptd_spc_standard.R,
// ptd_calculate_point_type.R, geom_ptd_icon.R and ptd_calculate_assurance_type.R), whose values for 77 series are in
// testdata and are met to 1e-9. Constants: 2.66 is 3/1.128 as Wheeler rounds it, 3.267 is the upper limit factor of a
// moving range (Wheeler, Understanding Variation, 1993).
//
// # Deliberate deviations from the reference
//
// Each has a test of its own in deviations_test.go, which shows what the reference says and what we say.
//
//  1. One value: the reference calls its assurance "inconsistent" (hit and miss) although it has no limits. We say
//     there is not enough data and give no assurance.
//  2. A constant series has no noise to measure, so its limits are not defined, nothing is outside them, and there is
//     no assurance. The reference agrees with screening, but without it puts all limits on the mean and calls the
//     assurance "inconsistent".
//  3. When screening leaves only ranges of zero, the limits collapse onto the mean and the reference calls every point
//     outside them (23 fives and one six: 24 of 24). We fall back to the unscreened ranges, and note it.
//  4. A value that equals the mean but for rounding (within 1e-9 of it, or 1e-9 of its size when that is more) lies on
//     the mean and is not outside. The reference leans on R's 80-bit sums for this; we use compensated sums as well.
//  5. A missing value inside an otherwise rising or falling window of 7 stops the reference with an error. We never let
//     a window that holds a missing value qualify for any rule, which is what the reference does wherever it runs.
//  6. Missing last value: the reference's variation becomes common cause. We take variation and assurance from the
//     last value that is there, and note it. Rows after that value do not count towards the 13 of 8 either, so that
//     adding an empty row changes nothing.
//  7. Rows that are absent altogether make neighbours of the values on either side, here as in the reference. A caller
//     fills the calendar with missing values (NaN) first, or says that it did not.
//  8. A group under 13 rows has trial limits: limits and rules are given, variation and assurance are not. The
//     reference warns and gives both. As there, missing rows inside a group count; a note says how many values remain.
//  9. One rule labels a point, by the reference's precedence (outside, trend, two of three, shift), and every rule that
//     fired is reported as well.
//  10. A tie breaks a trend, as in the reference (an old NHS guide let a repeat stand). Where two trends meet in a tie,
//     the reference calls the last point of the first one decreasing, whichever way it went; we give it its own
//     direction.
//  11. Infinite values are treated as missing, and noted; the reference has no rule for them.
//
// Assurance uses strict comparisons, as the reference does (a target equal to a limit is "hit and miss"); the NHS Power
// BI visual was asked for the opposite.
//
// # Arithmetic
//
// Sums are compensated, and every product that meets a sum is rounded by an explicit conversion first, so that results
// are the same bits on machines with and without fused multiply-add.
package stats
