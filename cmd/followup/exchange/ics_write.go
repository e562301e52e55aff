package exchange

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"
)

// An Event is a coming event for a calendar.
type Event struct {
	UID, Summary, Description string
	At                        time.Time
}

// eventLength is long enough to be seen in a calendar, and short enough not to look like an appointment.
const eventLength = 15 * time.Minute

// WriteICS writes events as a calendar to which programs can subscribe. The same events and the same now give the same
// bytes. The calendar is never held as a whole: there may be very many events.
func WriteICS(w io.Writer, events iter.Seq[Event], now time.Time) error {
	out := bufio.NewWriter(w) // its first error is returned by Flush
	cal := &ics.Calendar{}
	cal.SetVersion("2.0")
	cal.SetProductId("-//followup//followup//EN")
	cal.SetXWRCalName("followup")
	format := &ics.SerializationConfiguration{MaxLength: 75, PropertyMaxLength: 75, NewLine: "\r\n"}
	var frame strings.Builder
	if err := cal.SerializeTo(&frame, format); err != nil {
		return fmt.Errorf("cannot write the calendar: %w", err)
	}
	head, tail, _ := strings.Cut(frame.String(), "END:VCALENDAR")
	_, _ = out.WriteString(head)
	n := 0
	for e := range events {
		n++
		if strings.TrimSpace(e.UID) == "" {
			return fmt.Errorf("event %d, %q, has no UID; a calendar could not tell it from a new one", n, e.Summary)
		}
		event := ics.NewEvent(printable(e.UID))
		event.SetDtStampTime(now)
		event.SetStartAt(e.At)
		event.SetEndAt(e.At.Add(eventLength))
		event.SetSummary(printable(e.Summary))
		if e.Description != "" {
			event.SetDescription(printable(e.Description))
		}
		event.SetTimeTransparency(ics.TransparencyTransparent) // the user is not busy then
		if err := event.SerializeTo(out, format); err != nil {
			return fmt.Errorf("cannot write the calendar: %w", err)
		}
	}
	_, _ = out.WriteString("END:VCALENDAR" + tail)
	if err := out.Flush(); err != nil {
		return fmt.Errorf("cannot write the calendar: %w", err)
	}
	return nil
}

// printable replaces control characters with blanks.
func printable(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' {
			return ' '
		}
		return r
	}, s)
}
