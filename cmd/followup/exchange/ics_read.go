package exchange

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/emersion/go-ical"

	"followup/rules"
)

// ReadICS reads the events of an invitation, or of a whole calendar as Google, Outlook and Apple export it. Events that
// are certainly no interviews are marked to be skipped. What is missing in the others is in their Remarks; the caller
// completes and validates them.
func ReadICS(ctx context.Context, r io.Reader, o Options) ([]Entry, error) {
	in, err := newInput(ctx, r)
	if err != nil {
		return nil, err
	}
	sources, err := cut(in)
	if err != nil {
		return nil, err
	}
	var entries []Entry
	var f Faults
	own := newOwnName(o.Name)
	for _, s := range sources {
		c := newCalendar(s, o)
		c.ownName = own
		for i := range s.events {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			e, err := c.entry(s.events[i])
			if err != nil {
				f.Add(fmt.Errorf("line %d: %w", s.events[i].number, err))
			}
			entries = append(entries, e)
			s.events[i] = component{} // free its memory
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
			e.LeaveOut(OneOfSeries)
		}
	}
}

// A calendar is what the events of a VCALENDAR have in common.
type calendar struct {
	options Options
	ownName ownName
	method  string
	outlook bool // written by Outlook or Exchange
	zones   zoneTable
}

func newCalendar(s source, o Options) *calendar {
	outlook := strings.Contains(strings.ToLower(s.product), "microsoft")
	return &calendar{options: o, method: s.method, outlook: outlook, zones: newZoneTable(s.zones)}
}

// entry returns what one VEVENT says.
func (c *calendar) entry(part component) (Entry, error) {
	if part.fault != "" {
		e := Entry{Line: part.number}
		e.LeaveOut(part.fault)
		return e, nil
	}
	event, err := decode(part)
	if err != nil {
		return Entry{}, fmt.Errorf("the event cannot be read: %w; save the file again, or take the event out", err)
	}
	e := Entry{Line: part.number, Summary: propText(event.Props.Get(ical.PropSummary)),
		UID: propText(event.Props.Get(ical.PropUID))}
	if p := event.Props.Get(ical.PropOrganizer); p != nil {
		e.Organizer = strings.ToLower(addressOf(p)) // SENT-BY, who sent it on their behalf, does not matter
	}
	e.Cancelled = c.method == "CANCEL" || strings.EqualFold(propText(event.Props.Get(ical.PropStatus)), "CANCELLED")
	if p := event.Props.Get(ical.PropSequence); p == nil && e.Cancelled {
		e.Sequence = -1
	} else if p != nil {
		if e.Sequence, err = strconv.Atoi(strings.TrimSpace(p.Value)); err != nil {
			return Entry{}, fmt.Errorf("the event %q has the SEQUENCE %q, which is no number", clip(e.Summary),
				clip(p.Value))
		}
	}
	if why := c.noInterview(event, e.Cancelled); why != "" {
		e.LeaveOut(why)
		return e, nil
	}
	if rules.Visible(part.lines) != part.lines {
		e.remark(unseen)
	}
	c.readSeries(event, &e)
	if err := c.readTime(event, &e); err != nil {
		return Entry{}, fmt.Errorf("the event %q cannot be read: %w", clip(e.Summary), err)
	}
	guests := c.readPeople(event, &e)
	c.readSummary(&e, guests)
	return e, nil
}

// noInterview returns why the event cannot be an interview, or "". An event that was called off may have been one, even
// if its time is gone.
func (c *calendar) noInterview(event *ical.Component, cancelled bool) string {
	begin := event.Props.Get(ical.PropDateTimeStart)
	allDay := event.Props.Get("X-MICROSOFT-CDO-ALLDAYEVENT")
	switch {
	case c.method == "REPLY" || c.method == "COUNTER" || c.method == "REFRESH" || c.method == "DECLINECOUNTER":
		return "it is an answer to an invitation, not an event"
	case cancelled:
	case begin != nil && isDay(begin), allDay != nil && strings.EqualFold(strings.TrimSpace(allDay.Value), "TRUE"):
		return "it lasts all day, so it is no interview; add it with its time if it is one"
	}
	return ""
}

// readSeries gives one date of a repeating event a UID of its own. It includes the original date, in UTC, because
// programs write it in different zones.
func (c *calendar) readSeries(event *ical.Component, e *Entry) {
	p := event.Props.Get(ical.PropRecurrenceID)
	if p == nil || e.UID == "" {
		return
	}
	date := propText(p)
	if m, err := c.moment(p); err == nil && !isDay(p) {
		date = m.at.UTC().Format(wallLayout) + "Z"
	}
	e.Series, e.UID = e.UID, e.UID+" on "+date
}

func (c *calendar) readTime(event *ical.Component, e *Entry) error {
	begin := event.Props.Get(ical.PropDateTimeStart)
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
	if event.Props.Get(ical.PropRecurrenceRule) != nil || event.Props.Get(ical.PropRecurrenceDates) != nil {
		e.remark("it repeats; only the first date is taken")
	}
	return nil
}
