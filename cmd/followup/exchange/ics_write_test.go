package exchange

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"pgregory.net/rapid"
)

var written0 = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)

func TestWriteICS(t *testing.T) {
	var b bytes.Buffer
	err := WriteICS(&b, slices.Values([]Event{
		{UID: "1.thank-you@followup",
			Summary: "thank-you to Jürgen Groß (Müller & Söhne; Köln, Außenstelle) – für das Gespräch über " +
				"Schichtpläne",
			Description: "Why: the interview is over,\nso say thanks.\r\n\\ done", At: written0.Add(time.Hour)},
		{UID: "2", Summary: "second", At: time.Date(2026, 7, 1, 9, 0, 0, 0, zoneNamed(t, "Europe/Berlin"))},
	}), written0)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "coming.golden.ics.txt", b.String())
}

func TestWriteICSWithoutEventsIsACalendar(t *testing.T) {
	var b bytes.Buffer
	if err := WriteICS(&b, slices.Values([]Event{}), written0); err != nil {
		t.Fatal(err)
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(b.Bytes()))
	if err != nil || len(cal.Events()) != 0 {
		t.Errorf("read back: %v, %v", cal, err)
	}
	if entries, err := ReadICS(t.Context(), &b, berlin(t)); err != nil || len(entries) != 0 {
		t.Errorf("read back: %v, %v", entries, err)
	}
}

func TestWriteICSRefusesAnEventWithoutUID(t *testing.T) {
	wantErr(t, WriteICS(&bytes.Buffer{}, slices.Values([]Event{{Summary: "x"}}), written0), "event 1", "has no UID")
}

// TestWrittenCalendarIsReadBack: every text is read as it was, and no line is too long or broken within a character.
func TestWrittenCalendarIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := Event{UID: "u1", Summary: line(true).Draw(t, "summary"), Description: line(true).Draw(t, "description") +
			"\n" + strings.Repeat("ü日🙂", 40), At: written0}
		if strings.ContainsFunc(in.Summary+strings.ReplaceAll(in.Description, "\n", ""), isUnwritable) {
			t.Skip("a control character becomes a blank")
		}
		var b bytes.Buffer
		if err := WriteICS(&b, slices.Values([]Event{in}), written0); err != nil {
			t.Fatal(err)
		}
		for _, l := range strings.Split(strings.TrimSuffix(b.String(), "\r\n"), "\r\n") {
			if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n") {
				t.Fatalf("the line %q", l)
			}
		}
		cal, err := ics.ParseCalendar(&b)
		if err != nil {
			t.Fatal(err)
		}
		e := cal.Events()[0]
		summary := e.GetProperty(ics.ComponentPropertySummary).Value
		description := e.GetProperty(ics.ComponentPropertyDescription).Value
		if summary != in.Summary || description != in.Description {
			t.Fatalf("got %q, %q; want %q, %q", summary, description, in.Summary, in.Description)
		}
	})
}

func isUnwritable(r rune) bool { return unicode.IsControl(r) && r != '\t' }
