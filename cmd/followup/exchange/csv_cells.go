package exchange

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"followup/cmd/followup/dates"
	"followup/rules"
)

// cell returns the cell of a field, without invisible characters, surrounding blanks and the guard of WriteCSV.
func (r *tableRow) cell(f field) string {
	i, ok := r.table.columns.at[f]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return unguarded(strings.TrimSpace(rules.Visible(r.cells[i])))
}

// text returns a cell on one line. Line breaks in a cell are only there for its looks.
func (r *tableRow) text(f field) string {
	lines := strings.FieldsFunc(r.cell(f), func(c rune) bool { return c == '\n' || c == '\r' })
	for i, line := range lines {
		if len(lines) > 1 {
			lines[i] = strings.TrimSpace(line)
		}
	}
	return strings.Join(lines, " ")
}

// maxShort is how long a cell may be that holds a value and not text, such as a time or a zone.
const maxShort = 200

// short returns the text of such a cell.
func (r *tableRow) short(f field) string {
	text := r.text(f)
	if len(text) > maxShort {
		r.fail(f, fmt.Errorf("%q is too long; at most %d characters are read", clip(text), maxShort))
		return ""
	}
	return text
}

// start reads the column "start", or "date" and "time", in the zone of the row.
func (r *tableRow) start(zoneName string) time.Time {
	loc := r.table.options.Location
	if zoneName != "" {
		own, err := rules.LoadLocation(zoneName)
		if err != nil {
			r.fail(fieldZone, err)
			r.blame(fieldStart) // the time cannot be read without it
			return time.Time{}
		}
		loc = own
	}
	f := fieldStart
	if _, ok := r.table.columns.at[fieldStart]; !ok {
		f = fieldDate
	}
	typed := r.day(f)
	if f == fieldDate {
		typed = strings.TrimSpace(typed + " " + r.short(fieldClock))
	}
	t, err := r.table.options.readTime(typed, loc)
	r.fail(f, err)
	if err != nil {
		r.blame(fieldStart)
	}
	return t
}

// readTime reads a time as WriteCSV writes it, or as people type it.
func (o Options) readTime(s string, loc *time.Location) (time.Time, error) {
	if s == "" {
		return time.Time{}, errors.New(`is empty; write it like "2026-12-04 14:00"`)
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	if o.Time != nil {
		return o.Time(s, loc)
	}
	day, clock, _ := strings.Cut(s, " ")
	d, err := rules.ParseDate(day)
	tod, errClock := rules.ParseTimeOfDay(clock)
	if err != nil || errClock != nil {
		return time.Time{}, fmt.Errorf(`%q is not a time like "2026-12-04 14:00"`, s)
	}
	return d.At(tod, loc), nil
}

// decisionBy returns the day of the decision after an interview that begins then, and the words that name no day from
// which it was read, or "".
func (r *tableRow) decisionBy(start time.Time) (d rules.Date, vague string) {
	typed, o := r.day(fieldDecisionBy), r.table.options
	if typed == "" {
		return d, ""
	}
	d, err := rules.ParseDate(typed)
	if err != nil && o.Day != nil {
		if d, err = o.Day(typed, o.Location); err == nil && o.Vague != nil {
			vague = o.Vague(typed, o.Location, rules.DateOf(start, o.Location), d)
		}
	}
	r.fail(fieldDecisionBy, err)
	return d, vague
}

func (r *tableRow) duration() time.Duration {
	typed := r.short(fieldDuration)
	if typed == "" {
		return time.Hour
	}
	d, err := parseDuration(typed)
	r.fail(fieldDuration, err)
	return d
}

// parseDuration reads a duration as people type it. A bare number is minutes, as is usual in tables.
func parseDuration(s string) (time.Duration, error) {
	if _, err := strconv.Atoi(s); err == nil {
		s += "m"
	}
	d, err := dates.Duration(s)
	if err != nil {
		return 0, fmt.Errorf(`%w, nor "60" for minutes`, err)
	}
	return d, nil
}

// number returns the number of the row's application, or 0.
func (r *tableRow) number() int64 {
	typed := r.short(fieldApplication)
	if typed == "" {
		return 0
	}
	n, err := strconv.ParseInt(typed, 10, 64)
	if err != nil || n < 1 {
		r.fail(fieldApplication, fmt.Errorf("%q is not a number from 1 on; give the rows of one application the "+
			"same number, or leave it empty", typed))
		return 0
	}
	return n
}

// numbered is the application that has a number, as given in the first row with that number.
type numbered struct {
	company, role string
	line          int
}

// keepNumber refuses a row whose number belongs to another application.
func (t *tableReader) keepNumber(r *tableRow, app rules.Application) {
	if app.ID == 0 {
		return
	}
	first, seen := t.numbers[app.ID]
	if !seen {
		if t.numbers == nil {
			t.numbers = map[int64]numbered{}
		}
		t.numbers[app.ID] = numbered{app.Company, app.Role, r.line}
		return
	}
	if !strings.EqualFold(first.company, app.Company) || !strings.EqualFold(first.role, app.Role) {
		r.fail(fieldApplication, fmt.Errorf("%d is the application of line %d, %s at %s; give each application a "+
			"number of its own",
			app.ID, first.line, clip(first.role), clip(first.company)))
	}
}

func (r *tableRow) noContact() bool {
	typed := r.short(fieldNoContact)
	switch strings.ToLower(typed) {
	case "yes", "y", "true", "1", "x":
		return true
	case "", "no", "n", "false", "0", "-":
		return false
	}
	r.fail(fieldNoContact, fmt.Errorf("%q is neither yes nor no", typed))
	return false
}
