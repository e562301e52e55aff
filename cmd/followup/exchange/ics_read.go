package exchange

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ReadICS reads the events of an invitation, or of a whole calendar as Google, Outlook and Apple export it. Events that
// are certainly no interviews are marked to be skipped. What is missing in the others is in their Suggested and
// Remarks; the caller completes and validates them.
func ReadICS(ctx context.Context, r io.Reader, o Options) ([]Entry, error) {
	in, err := newInput(ctx, r)
	if err != nil {
		return nil, err
	}
	return readICS(ctx, in, o)
}

func readICS(ctx context.Context, in *bufio.Reader, o Options) ([]Entry, error) {
	sources, err := cut(in)
	if err != nil {
		return nil, err
	}
	var entries []Entry
	var f Faults
	for _, s := range sources {
		c := newCalendar(s, o)
		for i, event := range s.events {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			e, err := c.entry(event)
			if err != nil {
				f.Add(fmt.Errorf("line %d: %w", event.number, err))
			}
			entries = append(entries, e)
			s.events[i] = nil // free its memory
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

// A calendar is what the events of a VCALENDAR have in common.
type calendar struct {
	options Options
	method  string
	zone    string // that of the calendar, as some programs show times without a zone
	outlook bool   // written by Outlook or Exchange
	zones   zoneTable
}

func newCalendar(s source, o Options) *calendar {
	return &calendar{options: o, method: s.method, zone: s.zone,
		outlook: strings.Contains(strings.ToLower(s.product), "microsoft"),
		zones:   zoneTable{described: s.zones, found: map[string]foundZone{}}}
}

// entry returns what one VEVENT says. The error is about an event that says that it is an interview; another one that
// cannot be read is left out.
func (c *calendar) entry(event *component) (Entry, error) {
	e := Entry{Line: event.number, Summary: event.text("SUMMARY"), UID: event.text("UID")}
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
func (c *calendar) read(event *component, e *Entry) (err error) {
	if event.fault != "" {
		return errors.New(event.fault)
	}
	if p := event.get("ORGANIZER"); p != nil {
		e.Organizer = strings.ToLower(addressOf(p)) // SENT-BY, who sent it on their behalf, does not matter
	}
	e.Cancelled = c.method == "CANCEL" || strings.EqualFold(event.text("STATUS"), "CANCELLED")
	if p := event.get("SEQUENCE"); p == nil && e.Cancelled {
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
	e.Remarks = append(e.Remarks, event.remarks...)
	c.readSeries(event, e)
	if err := c.readTime(event, e); err != nil {
		return err
	}
	names := c.readPeople(event, e)
	e.remarkNames(event)
	t := readTitle(e.Summary, names)
	e.Application.Company, e.Application.Role, e.Suggested = t.company, t.role, t.suggested
	e.Doubtful, e.Invited = !t.interview, c.method == "REQUEST" || len(e.Interview.Interviewers) > 0
	return nil
}

// noInterview returns why the event cannot be an interview, or "". An event that was called off may have been one, even
// if its time is gone.
func (c *calendar) noInterview(event *component, cancelled bool) string {
	begin := event.get("DTSTART")
	switch {
	case c.method == "REPLY" || c.method == "COUNTER" || c.method == "REFRESH" || c.method == "DECLINECOUNTER":
		return "it is an answer to an invitation, not an event"
	case cancelled:
	case begin != nil && isDay(begin), strings.EqualFold(event.text("X-MICROSOFT-CDO-ALLDAYEVENT"), "TRUE"):
		return "it lasts all day, so it is no interview; add it with its time if it is one"
	}
	return ""
}

// readSeries gives one date of a repeating event a UID of its own. It includes the original date, in UTC, because
// programs write it in different zones.
func (c *calendar) readSeries(event *component, e *Entry) {
	p := event.get("RECURRENCE-ID")
	if p == nil || e.UID == "" {
		return
	}
	date := event.text("RECURRENCE-ID")
	if m, err := c.moment(p); err == nil && !isDay(p) {
		date = m.at.UTC().Format(wallLayout) + "Z"
	}
	e.Series, e.UID = e.UID, e.UID+" on "+date
}

func (c *calendar) readTime(event *component, e *Entry) error {
	begin := event.get("DTSTART")
	if e.Cancelled && (begin == nil || isDay(begin)) {
		return nil // its UID is enough
	}
	if begin == nil {
		return fmt.Errorf("it has no DTSTART, so nobody knows when it begins")
	}
	m, err := c.moment(begin)
	if err != nil {
		return err
	}
	e.Interview.Start, e.Interview.Zone = m.at, m.zone
	if m.remark != "" {
		e.remark("%s", m.remark)
	}
	d, remark := c.lasts(event, m.at)
	e.Interview.Duration = d
	if remark != "" {
		e.remark("%s", remark)
	}
	if event.get("RRULE") != nil || event.get("RDATE") != nil {
		e.remark("it repeats; only the first date is taken")
	}
	return nil
}
