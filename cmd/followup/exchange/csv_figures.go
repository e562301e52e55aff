package exchange

import (
	"fmt"
	"strconv"

	"followup/cmd/followup/pattern"
)

// A day in figures may be day/month/year or month/day/year. A day above 12 tells which, and whoever wrote it wrote the
// whole column so: one such cell tells the order of all the others with the same separator. With dots the day is always
// first, for which package dates has the reason.

// figures is a day in figures, with whatever stands behind it.
type figures struct {
	one, other       int
	separator        string
	year, rest, text string
}

var inFigures = pattern.Lazy(`^((\d{1,2})([./-])(\d{1,2})([./-])(\d{4}))([ ,].*)?$`)

func figuresOf(cell string) (figures, bool) {
	m := inFigures().FindStringSubmatch(cell)
	if m == nil || m[3] != m[5] {
		return figures{}, false
	}
	one, _ := strconv.Atoi(m[2]) // the pattern lets nothing else through
	other, _ := strconv.Atoi(m[4])
	return figures{one: one, other: other, separator: m[3], year: m[6], rest: m[7], text: m[1]}, true
}

// order is how a column writes its days, or 0 where nothing tells.
type dayOrder int

const (
	dayFirst dayOrder = 1 + iota
	monthFirst
)

func (o dayOrder) String() string { return [...]string{"", "day", "month"}[o] }

// written is "day.month.year".
func (o dayOrder) written(separator string) string {
	if o == monthFirst {
		return "month" + separator + "day" + separator + "year"
	}
	return "day" + separator + "month" + separator + "year"
}

// proves is the order that the cell by itself tells.
func (f figures) proves() dayOrder {
	switch {
	case f.separator == "." || f.one > 12 && f.other <= 12:
		return dayFirst
	case f.one <= 12 && f.other > 12:
		return monthFirst
	}
	return 0
}

// doubtful tells whether the cell by itself may mean two days.
func (f figures) doubtful() bool {
	return f.one != f.other && 1 <= f.one && f.one <= 12 && 1 <= f.other && f.other <= 12
}

// in is the day as it is written without doubt, read in that order.
func (f figures) in(o dayOrder) string {
	day, month := f.one, f.other
	if o == monthFirst {
		day, month = month, day
	}
	return fmt.Sprintf("%s-%02d-%02d%s", f.year, month, day, f.rest)
}

// A habit is how the days of a column are written that have that separator, by the first cell that tells.
type habit struct {
	order  dayOrder
	proof  figures
	line   int
	broken bool // another cell tells otherwise
	told   bool // the user was told of it
}

// dated are the columns that hold days.
var dated = []field{fieldStart, fieldDate, fieldDecisionBy}

// learn finds the habits of the columns, and refuses a column that has two.
func (t *tableReader) learn(rows []tableRow) {
	t.habits = map[field]map[string]*habit{}
	for _, f := range dated {
		t.habits[f] = map[string]*habit{}
		for i := range rows {
			r := &rows[i]
			if day, ok := figuresOf(r.text(f)); ok && day.proves() != 0 {
				t.learnFrom(r, f, day)
			}
		}
	}
}

func (t *tableReader) learnFrom(r *tableRow, f field, day figures) {
	switch known := t.habits[f][day.separator]; {
	case known == nil:
		t.habits[f][day.separator] = &habit{order: day.proves(), proof: day, line: r.line}
	case known.order != day.proves() && !known.broken:
		known.broken = true
		r.fail(f, fmt.Errorf("%s begins with the %s, but %s in line %d with the %s; write all of the column like 2026-12-04",
			day.text, day.proves(), known.proof.text, known.line, known.order))
	}
}

// day is the cell of a column that holds days, written without doubt where the column tells how.
func (r *tableRow) day(f field) string {
	cell := r.short(f)
	day, ok := figuresOf(cell)
	if !ok || !day.doubtful() {
		return cell
	}
	known := r.table.habits[f][day.separator]
	if known == nil {
		return cell
	}
	if !known.told {
		known.told = true
		r.remarks = append(r.remarks, fmt.Sprintf("days in the column %q are read as %s, as in %s",
			r.table.columns.name(f), known.order.written(day.separator), known.proof.text))
	}
	return day.in(known.order)
}
