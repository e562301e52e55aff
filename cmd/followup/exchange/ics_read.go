package exchange

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"followup/cmd/followup/ical"
	"followup/cmd/followup/textfile"
	"followup/pattern"
)

// ReadICS reads the events of an invitation, or of a whole calendar as Google, Outlook and Apple export it. Events that
// are certainly no interviews are marked to be skipped. What is missing in the others is in their Suggested and
// Remarks; the caller completes and validates them.
func ReadICS(ctx context.Context, r io.Reader, o Options) ([]Entry, error) {
	in, err := textfile.Open(ctx, r)
	if err != nil {
		return nil, err
	}
	return readICS(ctx, in, o)
}

func readICS(ctx context.Context, in *bufio.Reader, o Options) ([]Entry, error) {
	calendars, err := ical.Read(in)
	if err != nil {
		return nil, err
	}
	var entries []Entry
	var f Faults
	for _, of := range calendars {
		c := calendar{of, o}
		for i, event := range of.Events {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			e, err := c.entry(event)
			if err != nil {
				f.Add(fmt.Errorf("line %d: %w", event.Line, err))
			}
			if o.User == "" && !e.Skip && (event.Get("ORGANIZER") != nil || event.Get("ATTENDEE") != nil) {
				return nil, fmt.Errorf("line %d: the event names guests, and user.email is missing in the config, so "+
					"nobody knows which of them you are; set it before you import the calendar", event.Line)
			}
			entries = append(entries, e)
			of.Events[i] = nil // free its memory
		}
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	leaveOutChanges(entries)
	return entries, nil
}

// leaveOutChanges leaves out single dates of a repeating event that is in the file too. A date without it is an
// interview: the user was invited to that date only.
func leaveOutChanges(entries []Entry) {
	whole := map[string]bool{}
	for _, e := range entries {
		whole[e.UID] = true
	}
	for i := range entries {
		if e := &entries[i]; e.Series != "" && whole[e.Series] {
			e.LeaveOut(e.OneOfSeries())
		}
	}
}

// A calendar is one VCALENDAR, as the user reads it.
type calendar struct {
	*ical.Calendar
	options Options
}

// isOutlooks reports whether Outlook or Exchange wrote the calendar.
func (c *calendar) isOutlooks() bool {
	return strings.Contains(strings.ToLower(c.Product), "microsoft")
}

// entry returns what one VEVENT says. The error is about an event that says that it is an interview; another one that
// cannot be read is left out.
func (c *calendar) entry(event *ical.Component) (Entry, error) {
	e := Entry{Line: event.Line, Summary: event.Text("SUMMARY"), UID: event.Text("UID")}
	err := c.read(event, &e)
	switch {
	case err == nil:
		return e, nil
	case readTitle(e.Summary, nil).interview || e.Cancelled:
		return Entry{}, fmt.Errorf("the event %q cannot be read: %w", clip(e.Summary), err)
	}
	e.LeaveOut(err.Error())
	return e, nil
}

// read reads the properties of an event.
func (c *calendar) read(event *ical.Component, e *Entry) (err error) {
	if event.Fault != "" {
		return errors.New(event.Fault)
	}
	if p := event.Get("ORGANIZER"); p != nil {
		e.Organizer = strings.ToLower(addressOf(p)) // SENT-BY, who sent it on their behalf, does not matter
	}
	e.Cancelled = c.Method == "CANCEL" || strings.EqualFold(event.Text("STATUS"), "CANCELLED")
	if p := event.Get("SEQUENCE"); p == nil && e.Cancelled {
		e.Sequence = -1
	} else if p != nil {
		if e.Sequence, err = strconv.Atoi(strings.TrimSpace(p.Value)); err != nil {
			return fmt.Errorf("its SEQUENCE %q is no number", clip(p.Value))
		}
	}
	if why := c.noInterview(event, e.Cancelled); why != "" {
		e.LeaveOut(why)
		return nil
	}
	e.Remarks = append(e.Remarks, event.Remarks...)
	c.readSeries(event, e)
	if err := c.readTime(event, e); err != nil {
		return err
	}
	names := c.readPeople(event, e)
	e.remarkNames(event)
	t := readTitle(e.Summary, names)
	e.Application.Company, e.Application.Role, e.Suggested = t.company, t.role, t.suggested
	e.Application.Language = languageOf(event)
	e.Doubtful, e.Invited = !t.interview, c.Method == "REQUEST" || len(e.Interview.Interviewers) > 0
	return nil
}

// telling are words that a title of an interview has in each language. Some are names elsewhere.
var telling = map[string]*pattern.Set{
	"de": pattern.Words("vorstellungsgespräch bewerbungsgespräch kennenlerngespräch gespräch kennenlernen " +
		"bei als zum zur"),
	"fr": pattern.Words("entretien chez avec pour poste embauche"),
	"es": pattern.Words("entrevista con para puesto trabajo"),
}

// languageOf returns the code of the language of an invitation, or "". Outlook writes the language of the program
// beside the title, which may be another than that of the employer's words, so a word of the title has to say it, too.
func languageOf(event *ical.Component) string {
	p := event.Get("SUMMARY")
	if p == nil {
		return ""
	}
	code, _, _ := strings.Cut(strings.ToLower(p.Parameter("LANGUAGE")), "-")
	words, known := telling[code]
	if known && slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(p.Value), notLetter), words.Has) {
		return code
	}
	return ""
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// noInterview returns why the event cannot be an interview, or "". An event that was called off may have been one, even
// if its time is gone.
func (c *calendar) noInterview(event *ical.Component, cancelled bool) string {
	begin := event.Get("DTSTART")
	switch {
	case c.Method == "REPLY" || c.Method == "COUNTER" || c.Method == "REFRESH" || c.Method == "DECLINECOUNTER":
		return "it is an answer to an invitation, not an event"
	case cancelled:
	case begin != nil && begin.IsDay(), strings.EqualFold(event.Text("X-MICROSOFT-CDO-ALLDAYEVENT"), "TRUE"):
		return "it lasts all day, so it is no interview; add it with its time if it is one"
	}
	return ""
}

// readSeries gives one date of a repeating event a UID of its own. It includes the original date, in UTC, because
// programs write it in different zones.
func (c *calendar) readSeries(event *ical.Component, e *Entry) {
	p := event.Get("RECURRENCE-ID")
	if p == nil || e.UID == "" {
		return
	}
	date := event.Text("RECURRENCE-ID")
	if m, err := c.Moment(p, c.options.Location); err == nil && !p.IsDay() {
		date = m.At.UTC().Format(ical.UTCLayout)
	}
	e.Series, e.UID = e.UID, e.UID+" on "+date
}

func (c *calendar) readTime(event *ical.Component, e *Entry) error {
	begin := event.Get("DTSTART")
	if e.Cancelled && (begin == nil || begin.IsDay()) {
		return nil // its UID is enough
	}
	if begin == nil {
		return fmt.Errorf("it has no DTSTART, so nobody knows when it begins")
	}
	m, err := c.Moment(begin, c.options.Location)
	if err != nil {
		return err
	}
	e.Interview.Start, e.Interview.Zone = m.At, m.Zone
	if m.Remark != "" {
		e.remark("%s", m.Remark)
	}
	d, remark := c.Lasts(event, m.At)
	e.Interview.Duration = d
	if remark != "" {
		e.remark("%s", remark)
	}
	if event.Get("RRULE") != nil || event.Get("RDATE") != nil {
		e.remark("it repeats; only the first date is taken")
	}
	return nil
}
