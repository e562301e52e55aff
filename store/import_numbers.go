package store

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"followup/rules"
)

// numbered are the applications that have a number in what is imported.
type numbered struct {
	of    map[int64]int64 // to each number, the application
	taken map[int64]bool  // by application
	said  map[int64]int64 // to each interview that is there, the number of the line that tells of it
	grown map[int64]bool  // by application, those that an interview joined and that are to be summarized
}

// take makes an application that of a number, once and for all.
func (n numbered) take(number, applicationID int64) {
	if _, known := n.of[number]; !known {
		n.of[number], n.taken[applicationID] = applicationID, true
	}
}

// note notes what came of a line with that number.
func (n numbered) note(number int64, done Imported) {
	if number != 0 && done.ApplicationID != 0 {
		n.take(number, done.ApplicationID)
		n.said[done.ID] = number
	}
}

// among returns which of the interviews found a line with that number tells of: the one of the number's application,
// else one of which no line with another number does.
func (n numbered) among(found []interview, number int64) (_ interview, ok bool) {
	i := slices.IndexFunc(found, func(f interview) bool { return f.applicationID == n.of[number] })
	if i < 0 {
		i = slices.IndexFunc(found, func(f interview) bool {
			other, said := n.said[f.ID]
			return number == 0 || !said || other == number
		})
	}
	if i < 0 {
		return interview{}, false
	}
	return found[i], true
}

// findNumbered finds the applications of the numbers in a table that was imported before. Of two for one role whose
// interviews begin at one time, each is that of the number with which it has the most in common.
func findNumbered(ctx context.Context, tx *transaction, list []Import) (numbered, error) {
	known := numbered{of: map[int64]int64{}, taken: map[int64]bool{}, said: map[int64]int64{}, grown: map[int64]bool{}}
	var lines []line
	for _, item := range list {
		if item.Application.ID == 0 || item.UID != "" {
			continue
		}
		l, err := findLine(ctx, tx, item)
		if err != nil {
			return known, err
		}
		lines = append(lines, l)
	}
	known.match(lines)
	return known, nil
}

// match gives each number the application that has the most of what its lines tell.
func (n numbered) match(lines []line) {
	common := map[meaning]int{}
	for _, l := range lines {
		for i, f := range l.there {
			common[meaning{l.number, f.applicationID}] += l.worth[i]
		}
	}
	may := slices.SortedFunc(maps.Keys(common), func(a, b meaning) int {
		return cmp.Or(common[b]-common[a], cmp.Compare(a.number, b.number), cmp.Compare(a.applicationID, b.applicationID))
	})
	for _, m := range may {
		if !n.taken[m.applicationID] {
			n.take(m.number, m.applicationID)
		}
	}
	for _, l := range lines {
		for _, f := range l.there {
			if f.applicationID == n.of[l.number] {
				n.said[f.ID] = l.number
			}
		}
	}
}

// meaning is an application that a number in a table may stand for.
type meaning struct{ number, applicationID int64 }

// line is a line of a table with a number, and the interviews that it may tell of.
type line struct {
	number int64
	there  []interview
	worth  []int // 1 of each, or 2 where the line says of it what is so
}

func findLine(ctx context.Context, tx *transaction, item Import) (l line, err error) {
	l.number = item.Application.ID
	l.there, err = collect(ctx, tx, scanInterview, selectSame,
		item.Application.Company, item.Application.Role, seconds(item.Interview.Start))
	if err != nil {
		return l, err
	}
	l.worth = slices.Repeat([]int{1}, len(l.there))
	if len(l.there) == 1 { // then there is no doubt
		return l, nil
	}
	for i, f := range l.there {
		c, err := loadCase(ctx, tx, f.applicationID)
		if err != nil {
			return l, err
		}
		if iv, _ := c.Interview(f.ID); !item.differs(c.Application, iv) {
			l.worth[i] = 2
		}
	}
	return l, nil
}

// toJoin returns the application that an interview joins. One that has another number in the file is not that.
func toJoin(ctx context.Context, tx *transaction, app rules.Application, known numbered) (id int64, ok bool, err error) {
	if id, ok = known.of[app.ID]; ok {
		return id, true, nil
	}
	open, err := collect(ctx, tx, scanFound, selectOpenFor, app.Company, app.Role)
	for _, f := range open {
		if app.ID == 0 || !known.taken[f.ID] {
			return f.ID, true, err
		}
	}
	return 0, false, err
}
