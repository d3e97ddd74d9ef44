// Package stats holds the statistics that say whether a figure is news: pure functions over slices, no domain, no
// files, no clock. Values come in order of time, one for each period, NaN where one is missing; answers are structs in
// which NaN is not defined. Nothing panics on any input, and nothing is random.
//
// # What to use
//
//	is the latest figure out of the ordinary?      Series.XmR, or the chart that Choose names, by NewRuled
//	has the level been rising or falling?          Series.Trend: Mann-Kendall and Theil-Sen, by season where there is one
//	the same, of annual figures                    RecentValues, RecentProportions: the "recent trend" of Fingertips
//	does the season hide it?                       PerDay first, then Series.Deseason, and XmR on what it gives;
//	                                               with under three years SameSeason and RateRatio
//	how sure is a share, a rate?                   Proportion (Wilson), Rate (exact Poisson under 10 events, Byar)
//	do two rates differ, now and last year?        RateRatio, with days or people as population
//	do two shares differ?                          ShareDifference (Newcombe)
//	does an area stand out from others alike?      ProportionFunnel, RateFunnel, around Pool
//	is one group searched more than another?       NewDisparity, NewNotStated, FindRate, Standardise
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
// A level is the share of such intervals that hold the true value, 0.95 or 0.998. A funnel has lines that narrow as
// areas grow. A disparity is a ratio of the rates of two groups; its excess is what the ratio comes to in events. STL
// takes a series apart into trend, season and remainder; a factor is what a season multiplies a year's level by, and
// strength how much of what the trend leaves is season. A rolling total shares most of its periods with the one before
// it, and is never tested.
//
// # Sources
//
// XmR: NHS "Making Data Count", as NHSRplotthedots 0.2.2 computes it (ptd_spc_standard.R, ptd_calculate_point_type.R,
// geom_ptd_icon.R, ptd_calculate_assurance_type.R): a point outside the limits; a trend of 7 points each higher (or
// lower) than the one before; 2 of 3 neighbouring points near the same limit; a shift of 7 points on the same side of
// the mean. Constants: 2.66 is 3/1.128 as Wheeler rounds it, 3.267 is the upper limit factor of a moving range
// (Wheeler, Understanding Variation, 1993). Other charts: qicharts2 0.8.1 (helper.functions.R). Intervals and funnels:
// PHEindicatormethods 2.1.0 (utils.R, Rates.R, Proportions.R). Recent trends: dhsc-govuk/FingertipsNext
// (TrendMarkerCalculator.cs) for values, PHEindicatormethods (assign_trend_markers) for proportions. STL: Cleveland
// and others 1990, as statsmodels 0.13. Trend tests: Mann 1945, Kendall 1975, Sen 1968, Hirsch, Slack and Smith 1982,
// as scipy 1.10. Exact ratios: R's poisson.test. Each function names its own. The values of these tools in testdata are
// met to 1e-9; testdata/crosscheck.R makes more of them with R alone.
//
// # Deliberate deviations from the reference
//
// Each has a test of its own in deviations_test.go or, from 12 on, deviations_more_test.go, which shows what the
// reference says and what we say. Those of XmR:
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
// Those of other methods:
//
//  12. A missing numerator is a missing point of a chart, and its denominator does not count in the centre. The
//     reference counts it, and draws a missing value as 0 where it adds rows up.
//  13. Where screening leaves only ranges of zero, other charts fall back as XmR does in 3; a constant series has no
//     limits in I, p′, u′ and I′.
//  14. A value that equals the centre but for rounding lies on it, as in 4, and counts for no run.
//  15. A recent trend whose slope is only rounding (1e-12 of the values) has none. As in the references, none counts as
//     rising for values with intervals, so that there one jump up is a rise and one jump down is nothing, and agrees
//     with neither direction for proportions.
//  16. A gap in the latest five years leaves the recent trend not calculated, as in PHEindicatormethods; Fingertips
//     reaches further back.
//  17. The lines of a funnel of shares end at 0 and 1; the reference ends them at 100 whatever the unit. A share over 1
//     is not placed.
//  18. Seasonal factors are the same in every year, and a series is adjusted only when its seasons are also beyond
//     chance (an F test at 1%): by strength alone 79 of 100 series of pure noise, three years long, would be called
//     seasonal. Strength itself is STL's; where a value is wild (a lockdown) it leaves that out.
//  19. Robust STL weighs by the median of the remainders, as published and as statsmodels does; R's stl asks its partial
//     sort for two middle values in falling order and takes something else when their number is even.
//  20. The upper limit of a ratio to a group without events is not defined; R calls it infinite.
//
// Assurance uses strict comparisons, as the reference does (a target equal to a limit is "hit and miss"); the NHS Power
// BI visual was asked for the opposite.
//
// # Arithmetic
//
// Sums are compensated (Neumaier), and sums over rows that have no order of their own, such as areas, are added in
// order of size: no result depends on the order of rows, and none on threads, since there are none. Every product that
// meets a sum is rounded by an explicit conversion first (a test looks for ones that are not), so that results are the
// same bits on machines with and without fused multiply-add. Where a result goes through the exponential, a logarithm
// or a distribution, whose last bit belongs to the machine's library, it is the same to 1e-12 or so.
//
// # False alarms
//
// Of 100 series in which nothing changes, how many look changed (calibration_test.go; 1,500 runs each):
//
//	series                                  chart                     latest point   any point
//	normal noise, 24 / 36 points            XmR                       2 / 2          18 / 30
//	counts of 3 a month, 24                 c                         2              23
//	counts of 0.5 a month, 24               g                         0              8
//	30% of 30 to 600, 24                    p                         1              15
//	30% of 1,000 to 3,000, 24               p′                        1              21
//	season 2x noise, 36, adjusted           XmR                       3              34
//	the same, 11 months on                  XmR                       5              50
//	AR(1) noise, 0.3 / 0.6, 36              XmR                       6 / 21         66 / 94
//	rolling 12-month totals of noise        refused                   (64)           (99.9)
//
// Nothing here takes out what one month passes on to the next, so that a series of which high months follow high ones
// needs a reader who knows.
package stats
