package exchange

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// An Event is a coming event for a calendar.
type Event struct {
	UID, Summary, Description string
	At                        time.Time
}

// eventLength is long enough to be seen in a calendar, and short enough not to look like an appointment.
const eventLength = 15 * time.Minute

// utcLayout is the format of a time in UTC.
const utcLayout = "20060102T150405Z"

// WriteICS writes events as a calendar to which programs can subscribe. The same events and the same now give the same
// bytes. go-ical's encoder is not used because it refuses a calendar without events and does not fold lines.
func WriteICS(w io.Writer, events []Event, now time.Time) error {
	var b bytes.Buffer
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//followup//followup//EN\r\nX-WR-CALNAME:followup\r\n")
	for i, e := range events {
		if strings.TrimSpace(e.UID) == "" {
			return fmt.Errorf("event %d, %q, has no UID; a calendar could not tell it from a new one", i+1, e.Summary)
		}
		writeEvent(&b, e, now)
	}
	b.WriteString("END:VCALENDAR\r\n")
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("cannot write the calendar: %w", err)
	}
	return nil
}

func writeEvent(b *bytes.Buffer, e Event, now time.Time) {
	writeLine(b, "BEGIN", "VEVENT")
	writeLine(b, "UID", escapeText(e.UID))
	writeLine(b, "DTSTAMP", now.UTC().Format(utcLayout))
	writeLine(b, "DTSTART", e.At.UTC().Format(utcLayout))
	writeLine(b, "DTEND", e.At.Add(eventLength).UTC().Format(utcLayout))
	writeLine(b, "SUMMARY", escapeText(e.Summary))
	if e.Description != "" {
		writeLine(b, "DESCRIPTION", escapeText(e.Description))
	}
	writeLine(b, "TRANSP", "TRANSPARENT") // the user is not busy then
	writeLine(b, "END", "VEVENT")
}

// escapeText escapes special characters with a backslash, and replaces control characters with blanks.
func escapeText(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n")
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\\' || r == ';' || r == ',':
			b.WriteRune('\\')
			b.WriteRune(r)
		case unicode.IsControl(r) && r != '\t':
			b.WriteRune(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// maxOctets is how many bytes a line may have, without its end, before it is folded (RFC 5545, 3.1).
const maxOctets = 75

// writeLine writes a property, folded between characters.
func writeLine(b *bytes.Buffer, name, value string) {
	line := name + ":" + value
	for limit := maxOctets; len(line) > limit; limit = maxOctets - 1 { // the blank that begins a folded line counts
		end := limit
		for !utf8.RuneStart(line[end]) {
			end--
		}
		b.WriteString(line[:end] + "\r\n ")
		line = line[end:]
	}
	b.WriteString(line + "\r\n")
}
