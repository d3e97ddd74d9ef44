package layout

import "planwatch/kpi"

// namesakes watches for rows whose area was found by a name alone that areas of several kinds have: "West Midlands" among
// regions is the region, and the force among forces.
type namesakes struct {
	row         int // the first such row
	meant       kpi.Area
	role        string // of the area of the same name that was not meant
	seen, alike bool   // rows of areas of that role, and of the role that was meant
	known       map[areaKey]bool
}

// first says whether what a row says of its area comes for the first time: a long table says few things often.
func (n *namesakes) first(of areaKey) bool {
	if n.known[of] || len(n.known) >= mostTexts {
		return false
	}
	if n.known == nil {
		n.known = map[areaKey]bool{}
	}
	n.known[of] = true
	return true
}

// note takes in how the area of a row was found.
func (n *namesakes) note(plan *kpi.Plan, t *table, of areaKey, a areaAnswer, row int) {
	if of.code != "" || a.message != "" || !n.first(of) {
		return
	}
	other := namesake(plan, a.area, of.name)
	if other == "" {
		n.count(plan, of.name)
		return
	}
	if of.role == "" && of.parent == "" && len(t.area.roles) == 0 && n.row == 0 {
		n.row, n.meant, n.role = row, a.area, other
	}
}

// beside takes in another row, be it read or left out.
func (n *namesakes) beside(plan *kpi.Plan, name string) {
	if n.first(areaKey{name: name, role: "left out"}) {
		n.count(plan, name)
	}
}

func (n *namesakes) count(plan *kpi.Plan, name string) {
	a, ok := areaByName(plan, name)
	if !ok || namesake(plan, a, name) != "" {
		return
	}
	n.seen = n.seen || a.Role == "region"
	n.alike = n.alike || a.Role == "force" || a.Role == "comparator" || a.Role == "council"
}

// namesake is the role of another area of the same name, "" when there is none.
func namesake(plan *kpi.Plan, a kpi.Area, name string) string {
	for i := range plan.Areas {
		if b := &plan.Areas[i]; b.Code != a.Code && b.Role != a.Role && called(b, name) {
			return b.Role
		}
	}
	return ""
}

// check complains where all rows beside the one in doubt are of the other kind.
func (n *namesakes) check(w *walk) {
	if n.row == 0 || n.role != "region" || !n.seen || n.alike {
		return
	}
	w.x.at(w.p, n.row, w.c.name, "shared-name", "want to know which %s is meant, found it among %ss: a %s is called so too; write \"roles: [%s]\" under area in the layout, or %s for the %s",
		n.meant.Name, n.role, n.role, n.role, n.meant.Role, n.meant.Role)
}
