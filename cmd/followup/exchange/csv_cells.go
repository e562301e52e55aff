package exchange

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"followup/cmd/followup/dates"
	"followup/mailer/letters"
	"followup/pattern"
	"followup/rules"
	"followup/rules/people"
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

// links matches what Notion puts behind a name, and around it.
var links = pattern.Lazy(`^\[(.+)\]\(https?://[^ )]*\)$| ?\(https?://[^ )]*\)`)

// name returns a text without links.
func (r *tableRow) name(f field) string {
	return strings.TrimSpace(links.ReplaceAllString(r.text(f), "$1"))
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

// start reads the column "start", or "date" and "time", in the zone of the row, and how long that says it lasts. If
// there is no time, whyNot says so: most rows of a job tracker are about applications that led to no interview yet.
func (r *tableRow) start(zoneName string) (t time.Time, length time.Duration, whyNot string) {
	o, f := r.table.options, fieldStart
	if zoneName != "" {
		own, err := rules.LoadLocation(zoneName)
		if err != nil {
			r.fail(fieldZone, err)
			r.blame(fieldStart) // the time cannot be read without it
			return t, 0, ""
		}
		o.Location = own
	}
	if !r.table.columns.has(fieldStart) {
		f = fieldDate
	}
	begin, end := cutSpan(r.short(f))
	typed := r.day(f, begin)
	if typed == "" || people.IsPlaceholder(typed) {
		return t, 0, "it has no date, so there was no interview yet"
	}
	if clock := r.short(fieldClock); f == fieldDate && clock != "" {
		clock, end = cutSpan(strings.Replace(clock, "-", " - ", 1))
		typed += " " + strings.TrimPrefix(asTyped("1.1.2026 "+clock), "1.1.2026 ")
	}
	t, err := o.readTime(typed)
	if err != nil {
		if _, isDay, err := dates.TimeOrDay(typed, o.Now, o.Location, dates.Nearest); isDay && err == nil {
			return t, 0, "it has a date without a time of day"
		}
		r.fail(f, err)
		r.blame(fieldStart)
	}
	return t, o.lengthUntil(end, t), ""
}

// lengthUntil returns how long an interview lasts that ends then, or an hour.
func (o Options) lengthUntil(end string, start time.Time) time.Duration {
	end = asTyped(" " + end)
	until, err := o.readTime(start.In(o.Location).Format("2006-01-02") + end)
	if err != nil {
		until, err = o.readTime(strings.TrimSpace(end))
	}
	if d := until.Sub(start); err == nil && d > 0 && d <= 24*time.Hour {
		return d
	}
	return time.Hour
}

// readTime reads a time as WriteCSV writes it, or as people type it.
func (o Options) readTime(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	return dates.Time(s, o.Now, o.Location, dates.Nearest)
}

// decisionBy returns the day of the decision after an interview that begins then, and the words that name no day from
// which it was read, or "".
func (r *tableRow) decisionBy(start time.Time) (d rules.Date, vague string) {
	typed, o := r.day(fieldDecisionBy, r.short(fieldDecisionBy)), r.table.options
	if typed == "" {
		return d, ""
	}
	today := rules.DateOf(o.Now, o.Location)
	d, err := dates.Deadline(typed, today, o.Calendar)
	if err == nil {
		vague = dates.VagueWords(typed, today, rules.DateOf(start, o.Location), d, o.Calendar)
	}
	r.fail(fieldDecisionBy, err)
	return d, vague
}

// duration reads a duration as people type it, or returns otherwise. A bare number is minutes, as is usual in tables.
func (r *tableRow) duration(otherwise time.Duration) time.Duration {
	typed := r.short(fieldDuration)
	if typed == "" {
		return otherwise
	}
	if _, err := strconv.Atoi(typed); err == nil {
		typed += "m"
	}
	d, err := dates.Duration(typed)
	if err != nil {
		r.fail(fieldDuration, fmt.Errorf(`%w, nor "60" for minutes`, err))
	}
	return d
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

// keepNumber refuses a row whose number belongs to another application.
func (t *tableReader) keepNumber(r *tableRow, app rules.Application) {
	first, seen := t.numbers[app.ID]
	switch {
	case app.ID == 0:
	case !seen:
		t.numbers[app.ID] = Entry{Application: app, Line: r.line}
	case !strings.EqualFold(first.Application.Company, app.Company) ||
		!strings.EqualFold(first.Application.Role, app.Role):
		r.fail(fieldApplication, fmt.Errorf("%d is the application of line %d, %s at %s; give each application a "+
			"number of its own", app.ID, first.Line, clip(first.Application.Role), clip(first.Application.Company)))
	}
}

// language returns the code of the language that the letters are to be in, or "".
func (r *tableRow) language() string {
	code, err := letters.ParseLanguage(r.short(fieldLanguage))
	if err != nil {
		r.fail(fieldLanguage, err)
	}
	return code
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

// outcomes are the words of job trackers for how an application ended.
var outcomes = map[rules.EventKind]string{
	rules.Rejected: `rejected notselected declined denied rejection abgelehnt absage refusé rechazado`,
	rules.Offered:  `offer offered offerreceived angebot offre oferta`,
	rules.Stopped: `ghosted noresponse withdrawn withdrew iwithdrew closed archived accepted offeraccepted offerdeclined
		notinterested zurückgezogen keineantwort`,
}

// statusNote matches what people put behind a status: "Rejected after round 2", "Offer (May)".
var statusNote = pattern.Lazy(`(?i) (?:after|on|nach|[-–—(:]).*$|:.*$`)

// outcome returns what the status of a row says about its application, or "".
func (r *tableRow) outcome() rules.EventKind {
	status := plainName(statusNote.ReplaceAllString(r.text(fieldStatus), ""))
	for kind, words := range outcomes {
		for word := range strings.FieldsSeq(words) {
			if status == word {
				return kind
			}
		}
	}
	return ""
}
