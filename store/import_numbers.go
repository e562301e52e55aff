package store

import (
	"cmp"
	"maps"
	"slices"

	"followup/rules"
)

// A numbering says which applications the numbers in an imported file stand for.
type numbering struct {
	applications map[int64]int64 // by number
	taken        map[int64]bool  // the applications that have a number
	lines        map[int64]int64 // the number of the line about an interview, by interview
	grown        map[int64]bool  // the applications that got an interview and are to be summarized
}

// assign gives an application a number, unless the number has an application.
func (n numbering) assign(number, applicationID int64) {
	if _, known := n.applications[number]; !known {
		n.applications[number], n.taken[applicationID] = applicationID, true
	}
}

// note records the result of a line with that number.
func (n numbering) note(number int64, done Imported) {
	if number != 0 && done.ApplicationID != 0 {
		n.assign(number, done.ApplicationID)
		n.lines[done.ID] = number
	}
}

// pick returns which of the interviews found a line with that number is about: the one of the number's application,
// or else one that no line with another number is about.
func (n numbering) pick(found []interview, number int64) (_ interview, ok bool) {
	i := slices.IndexFunc(found, func(f interview) bool { return f.applicationID == n.applications[number] })
	if i < 0 {
		i = slices.IndexFunc(found, func(f interview) bool {
			other, known := n.lines[f.ID]
			return number == 0 || !known || other == number
		})
	}
	if i < 0 {
		return interview{}, false
	}
	return found[i], true
}

// findNumbering finds the applications of the numbers in a table that was imported before. Of two applications for one
// role whose interviews begin at one time, each gets the number with which it has the most in common.
func findNumbering(tx *transaction, list []Import) (numbering, error) {
	known := numbering{
		applications: map[int64]int64{}, taken: map[int64]bool{}, lines: map[int64]int64{}, grown: map[int64]bool{},
	}
	var lines []line
	for _, item := range list {
		if item.Application.ID == 0 || item.UID != "" {
			continue
		}
		l, err := findLine(tx, item)
		if err != nil {
			return known, err
		}
		lines = append(lines, l)
	}
	known.match(lines)
	return known, nil
}

// match gives each number the application with the highest score over its lines.
func (n numbering) match(lines []line) {
	scores := map[candidate]int{}
	for _, l := range lines {
		for i, f := range l.found {
			scores[candidate{l.number, f.applicationID}] += l.scores[i]
		}
	}
	best := slices.SortedFunc(maps.Keys(scores), func(a, b candidate) int {
		return cmp.Or(scores[b]-scores[a], cmp.Compare(a.number, b.number),
			cmp.Compare(a.applicationID, b.applicationID))
	})
	for _, c := range best {
		if !n.taken[c.applicationID] {
			n.assign(c.number, c.applicationID)
		}
	}
	for _, l := range lines {
		for _, f := range l.found {
			if f.applicationID == n.applications[l.number] {
				n.lines[f.ID] = l.number
			}
		}
	}
}

// A candidate is an application that a number may stand for.
type candidate struct{ number, applicationID int64 }

// A line is a line of a table with a number, and the interviews that it may be about.
type line struct {
	number int64
	found  []interview
	scores []int // 1 for each, or 2 if the line contradicts nothing
}

func findLine(tx *transaction, item Import) (l line, err error) {
	l.number = item.Application.ID
	l.found, err = collect(tx, scanInterview, selectSame,
		rules.BareCompany(item.Application.Company), item.Application.Role, seconds(item.Interview.Start))
	if err != nil {
		return l, err
	}
	l.scores = slices.Repeat([]int{1}, len(l.found))
	if len(l.found) == 1 { // there is nothing to choose
		return l, nil
	}
	for i, f := range l.found {
		c, err := loadCase(tx, f.applicationID)
		if err != nil {
			return l, err
		}
		if iv, _ := c.Interview(f.ID); !item.differs(c.Application, iv) {
			l.scores[i] = 2
		}
	}
	return l, nil
}
