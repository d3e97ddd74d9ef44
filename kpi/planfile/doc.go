// Package planfile reads a Police and Crime Plan from a folder of YAML files into a [kpi.Plan], and finds every mistake
// in them at once, each with its file, line and column.
//
// A plan folder holds
//
//	plan.yaml          the plan itself: title, notices, sections and their objectives
//	indicators/*.yaml  the indicators, one file a section, with their baselines and targets
//	glossary.yaml      the terms that indicators use
//	areas.yaml         the places that figures are for
//	groups.yaml        sets of areas for comparison
//	sources.yaml       who publishes what: sources and their series
//	breaks.yaml        dates on which a series changed what it counts
//	events.yaml        dated notes for charts
//	codes.yaml         code sets that figures are made from, such as crime outcome types, and scales of grades
//	asks.yaml          what was asked of the indicators, and what was answered
//	changes.yaml       the register of changes to indicators, each with its reason
//
// Only plan.yaml must be there. The comments at the top of each shipped file explain its keys to the analyst who edits
// it; the blank plan among the shipped ones has every key once.
//
// Reading has three steps, each in files of its own. decode*.go turns a file's syntax tree into the structs of shape.go,
// whose every value keeps its place; check*.go hold those against the rules and against each other; build.go makes the
// [kpi.Plan]. The rules are the table in rules.go: every complaint names one, and testdata/bad has a file that breaks
// each. YAML's anchors, tags, merge keys and second documents are refused: a plan is data that people review, and what
// they read should be what it says.
package planfile
