package exchange

import (
	"fmt"
	"strconv"

	"followup/pattern"
)

// A day in figures may be day/month/year or month/day/year. A day above 12 shows which, and a column is assumed to be
// written consistently: one such cell decides the order of all the others with the same separator. With dots the day is
// always first; package dates gives the reason.

// figures is a day in figures, with the text behind it.
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

// A dayOrder is how a column writes its days, or 0 if that is not known.
type dayOrder int

const (
	dayFirst dayOrder = 1 + iota
	monthFirst
)

func (o dayOrder) String() string { return [...]string{"", "day", "month"}[o] }

// written returns "day.month.year" or "month.day.year", with that separator.
func (o dayOrder) written(separator string) string {
	if o == monthFirst {
		return "month" + separator + "day" + separator + "year"
	}
	return "day" + separator + "month" + separator + "year"
}

// proves returns the order that the cell alone shows.
func (f figures) proves() dayOrder {
	switch {
	case f.separator == "." || f.one > 12 && f.other <= 12:
		return dayFirst
	case f.one <= 12 && f.other > 12:
		return monthFirst
	}
	return 0
}

// doubtful reports whether the cell alone may mean two days.
func (f figures) doubtful() bool {
	return f.one != f.other && 1 <= f.one && f.one <= 12 && 1 <= f.other && f.other <= 12
}

// in returns the day, read in that order and written as year-month-day.
func (f figures) in(o dayOrder) string {
	day, month := f.one, f.other
	if o == monthFirst {
		day, month = month, day
	}
	return fmt.Sprintf("%s-%02d-%02d%s", f.year, month, day, f.rest)
}

// A habit is how a column writes the days with one separator, as the first cell that proves it shows.
type habit struct {
	order  dayOrder
	proof  figures
	line   int
	broken bool // another cell contradicts it
	told   bool // the user was told about it
}

// dated are the columns that hold days.
var dated = []field{fieldStart, fieldDate, fieldDecisionBy}

// learn finds the habits of the columns, and refuses a column with two of them.
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
		r.fail(f, fmt.Errorf("%s begins with the %s, but %s in line %d with the %s; write all of the column like "+
			"2026-12-04",
			day.text, day.proves(), known.proof.text, known.line, known.order))
	}
}

// day returns the cell of a column that holds days. An ambiguous day is rewritten as year-month-day if the column shows
// how to read it.
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
