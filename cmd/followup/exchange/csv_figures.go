package exchange

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"followup/pattern"
)

// Spreadsheets and people write times in ways that package dates leaves out, because nobody types them.
var (
	serialDay   = pattern.Lazy(`^[3-6]\d{4}(\.\d+)?$`)
	germanDay   = pattern.Lazy(`(?i)^(mo|di|mi|do|fr|sa|so)(?:ntag|enstag|ttwoch|nnerstag|eitag|mstag)?\.?,? +(\d)`)
	germanMonth = pattern.Lazy(`(?i)\b(jan|feb|mär|mai|jun|jul|okt|dez)(?:uar|ruar|z|i|ober|ember)?\b\.?`)
	hourSign    = pattern.Lazy(`(?i)\b(\d{1,2})(?:[.:](\d\d))? ?uhr$|\b(\d{1,2})h(\d\d)?$`)
	serialClock = pattern.Lazy(` 0?\.(?:\d|\d{3,})$`)
	shortYear   = pattern.Lazy(`^(\d{1,2}([./])\d{1,2}[./])(\d\d)(\D.*)?$`)
)

var inEnglish = map[string]string{
	"mo": "mon", "di": "tue", "mi": "wed", "do": "thu", "fr": "fri", "sa": "sat", "so": "sun",
	"jan": "jan", "feb": "feb", "mär": "mar", "mai": "may", "jun": "jun", "jul": "jul", "okt": "oct", "dez": "dec",
}

// spanSign matches what stands between the beginning and the end: "14:00 – 15:00".
var spanSign = pattern.Lazy(` *(?:→|–|—| - ) *`)

// cutSpan returns the beginning and the end of a span, or the cell and "".
func cutSpan(cell string) (begin, end string) {
	if at := spanSign.FindStringIndex(cell); at != nil && at[0] > 0 {
		return cell[:at[0]], cell[at[1]:]
	}
	return cell, ""
}

// asTyped returns a time as package dates reads it. Spreadsheets count the days since 1899-12-30, and write a time of
// day as a part of one.
func asTyped(cell string) string {
	if at := serialClock.FindStringIndex(cell); at != nil {
		part, _ := strconv.ParseFloat(strings.TrimSpace(cell[at[0]:]), 64) // the pattern lets nothing else through
		clock := time.Time{}.Add(time.Duration(part*24*60+0.5) * time.Minute)
		return cell[:at[0]] + clock.Format(" 15:04")
	}
	if serialDay.MatchString(cell) {
		days, _ := strconv.ParseFloat(cell, 64) // the pattern lets nothing else through
		minutes := time.Duration(days*24*60+0.5) * time.Minute
		at := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(minutes/(24*time.Hour)))
		if minutes %= 24 * time.Hour; minutes != 0 {
			return at.Add(minutes).Format("2006-01-02 15:04")
		}
		return at.Format("2006-01-02")
	}
	english := func(word string) string {
		word = strings.ToLower(word)
		return inEnglish[word[:len(word)-len(strings.TrimLeft(word, "abcdefghijklmnopqrstuvwxyzä"))]]
	}
	if m := germanDay.FindStringSubmatch(cell); m != nil {
		cell = english(m[1]) + " " + m[2] + cell[len(m[0]):]
	}
	cell = germanMonth.ReplaceAllStringFunc(cell, func(s string) string {
		return english(germanMonth.FindStringSubmatch(s)[1])
	})
	if m := hourSign.FindStringSubmatchIndex(cell); m != nil {
		h := hourSign.FindStringSubmatch(cell)
		cell = cell[:m[0]] + h[1] + h[3] + ":" + (h[2] + h[4] + "00")[:2]
	}
	return shortYear.ReplaceAllString(cell, "${1}20$3$4")
}

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
	m := inFigures.FindStringSubmatch(cell)
	if m == nil || m[3] != m[5] {
		return figures{}, false
	}
	one, _ := strconv.Atoi(m[2]) // the pattern lets nothing else through
	other, _ := strconv.Atoi(m[4])
	return figures{one: one, other: other, separator: m[3], year: m[6], rest: m[7], text: m[1]}, true
}

// A dayOrder is which of the two comes first in a column's days, or "" if that is not known.
type dayOrder string

const (
	dayFirst   dayOrder = "day"
	monthFirst dayOrder = "month"
)

// proves returns the order that the cell alone shows.
func (f figures) proves() dayOrder {
	switch {
	case f.separator == "." || f.one > 12 && f.other <= 12:
		return dayFirst
	case f.one <= 12 && f.other > 12:
		return monthFirst
	}
	return ""
}

// doubtful reports whether the cell alone may mean two days.
func (f figures) doubtful() bool {
	return f.one != f.other && 1 <= f.one && f.one <= 12 && 1 <= f.other && f.other <= 12
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

// learn finds the habits of the columns, and refuses a column with two of them. A column without one has that of all
// others, if they agree.
func (t *tableReader) learn(rows []tableRow) {
	for _, f := range dated {
		for i := range rows {
			r := &rows[i]
			day, ok := figuresOf(asTyped(r.text(f)))
			if !ok || day.proves() == "" {
				continue
			}
			switch known := t.habits[string(f)+day.separator]; {
			case known == nil:
				t.habits[string(f)+day.separator] = &habit{order: day.proves(), proof: day, line: r.line}
			case known.order != day.proves() && !known.broken:
				known.broken = true
				r.fail(f, fmt.Errorf("%s begins with the %s, but %s in line %d with the %s; write all of the column "+
					"like 2026-12-04", day.text, day.proves(), known.proof.text, known.line, known.order))
			}
		}
	}
}

// learnFrom finds the habits of the whole table, by the separator alone. A column that nothing is taken from, such as
// "Date applied", also shows how a spreadsheet writes days.
func (t *tableReader) learnFrom(cells []string) {
	for _, cell := range cells {
		day, ok := figuresOf(cell)
		if !ok || day.proves() == "" {
			continue
		}
		if known := t.habits[day.separator]; known == nil {
			t.habits[day.separator] = &habit{order: day.proves(), proof: day}
		} else if known.order != day.proves() {
			known.broken = true
		}
	}
}

// day returns the day in a cell of a column. An ambiguous one is rewritten as year-month-day if the column shows how to
// read it.
func (r *tableRow) day(f field, cell string) string {
	cell = asTyped(cell)
	day, ok := figuresOf(cell)
	all := r.table.habits[day.separator]
	known := cmp.Or(r.table.habits[string(f)+day.separator], all)
	if !ok || !day.doubtful() || known == nil || known == all && all.broken {
		return cell
	}
	date, month := day.one, day.other
	order := []string{"day", "month", "year"}
	if known.order == monthFirst {
		date, month, order = month, date, []string{"month", "day", "year"}
	}
	if !known.told {
		known.told = true
		r.remarks = append(r.remarks, fmt.Sprintf("days in the column %q are read as %s, as in %s",
			r.table.columns.name(f), strings.Join(order, day.separator), known.proof.text))
	}
	return fmt.Sprintf("%s-%02d-%02d%s", day.year, month, date, day.rest)
}
