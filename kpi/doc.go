// Package kpi is the domain: what the words of a Police and Crime Plan mean and what its numbers say. It reads no
// files, runs no SQL and knows no clock: everything that an answer depends on is an argument.
//
// A [Plan] has sections, a section has objectives ("I will …"), and an [Indicator] shows whether one of them is
// delivered. A [Return] is a spreadsheet that somebody sent; what was read from it are [Observation]s, each with the
// cell it came from, or [Problem]s, each with its address. [Assess] puts an indicator's observations against its
// baseline and says what they mean and how sure that is: an [Assessment], with a [Note] for every doubt.
package kpi
