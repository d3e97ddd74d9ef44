package kpi

// Target has parts that may be missing; when one is, the answer is "cannot judge" with the reason.
type Target struct {
	Kind       TargetKind
	Threshold  string   // "within 10 seconds", of a share
	Share      *float64 // required share in %, of a share; nil when the plan does not say
	Change     *float64 // in %, of a change
	BasePeriod *Period  // of a change; of others where a path begins
	Base       *float64 // the value in the base period
	Level      *float64 // of a level or a floor
	Each       *float64 // of a floor: what every council area must have besides; nil for none
	Grade      string   // of a grade: the lowest that will do
	National   bool     // set for the whole country, not by this plan
	By         *Period  // when it is to be met; nil when the plan does not say
	Path       PathKind // how it is to be reached until then; 0 when the plan does not say
	Points     []PathPoint
	Quote      string // the plan's words
	Line       int
	Judged     bool
}

// TargetKind is what sort of target it is.
type TargetKind uint8

// The kinds: a share of cases within a threshold, a percentage change from a base, a level to reach (increase) or not to
// exceed (reduce), a floor that may come with a second test in every council area, a lowest grade, and a milestone that
// is to be done by a date.
const (
	TargetShare TargetKind = iota + 1
	TargetChange
	TargetLevel
	TargetFloor
	TargetGrade
	TargetMilestone
)

var targetKindNames = [...]string{
	TargetShare: "share", TargetChange: "change", TargetLevel: "level", TargetFloor: "floor", TargetGrade: "grade", TargetMilestone: "milestone",
}

// String is the kind in the plan files' word.
func (k TargetKind) String() string { return targetKindNames[k] }

// ParseTargetKind reads a kind from its word.
func ParseTargetKind(s string) (TargetKind, bool) {
	return parseName[TargetKind](targetKindNames[:], s)
}

// TargetKindNames lists the words, for messages.
func TargetKindNames() []string { return targetKindNames[1:] }

// PathKind is how a target is to be reached until it is due.
type PathKind uint8

// The kinds: on a straight line, in a step at the end of each financial year, and by points that are given, with straight
// lines between them.
const (
	PathStraight PathKind = iota + 1
	PathStepped
	PathPoints
)

var pathKindNames = [...]string{PathStraight: "straight", PathStepped: "stepped", PathPoints: "points"}

// String is the kind in the plan files' word; "" when the plan does not say.
func (k PathKind) String() string { return pathKindNames[k] }

// ParsePathKind reads a kind from its word.
func ParsePathKind(s string) (PathKind, bool) { return parseName[PathKind](pathKindNames[:], s) }

// PathKindNames lists the words, for messages.
func PathKindNames() []string { return pathKindNames[1:] }

// PathPoint is a level that is due on the way.
type PathPoint struct {
	By    Period
	Level float64
}
