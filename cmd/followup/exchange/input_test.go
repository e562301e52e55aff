package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// calendarOf is a calendar with these components.
func calendarOf(components ...string) string {
	return "BEGIN:VCALENDAR\n" + strings.Join(components, "") + "END:VCALENDAR\n"
}

const (
	aRow  = "Acme,clerk,2026-12-01 14:00,Jo\n"
	aHead = "company,role,start,interviewers\n"
)

func anEvent(uid int, lines string) string {
	return fmt.Sprintf("BEGIN:VEVENT\nUID:%d\nDTSTART:20261201T140000Z\nSUMMARY:Interview: clerk at Acme\n"+
		"%sEND:VEVENT\n", uid, lines)
}

// times joins what make makes of 0 to n-1.
func times(n int, make func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(make(i))
	}
	return b.String()
}

// guestList are so many attendees.
func guestList(n int) string {
	return times(n, func(i int) string { return fmt.Sprintf("ATTENDEE;CN=Jo %d:mailto:jo%d@acme.test\n", i, i) })
}

// zoneOf is a time zone with so many rules, each of which sets the clocks every year.
func zoneOf(id, rules int) string {
	const rule = "BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n" +
		"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n"
	return fmt.Sprintf("BEGIN:VTIMEZONE\nTZID:Zone %d\n%sEND:VTIMEZONE\n", id, strings.Repeat(rule, rules))
}

// inZone is an event in a zone of the file's own.
func inZone(id int) string {
	return fmt.Sprintf("BEGIN:VEVENT\nDTSTART;TZID=Zone %d:20261201T140000\nEND:VEVENT\n", id)
}

// TestLimits: a file that is within the limits is read, and one that is beyond is refused, or the event left out, in
// one line that says so.
func TestLimits(t *testing.T) {
	long := strings.Repeat("x", 3000)
	events := func(n int) string { return calendarOf(times(n, func(i int) string { return anEvent(i, "") })) }
	zones := func(n int) string {
		return calendarOf(times(n, func(i int) string { return zoneOf(i, 1) }))
	}
	nested := func(n int) string {
		return calendarOf(strings.Repeat("BEGIN:X\n", n) + strings.Repeat("END:X\n", n))
	}
	for _, row := range []struct{ why, within, beyond, want string }{
		{"guests of an event", calendarOf(anEvent(1, guestList(500))), calendarOf(anEvent(1, guestList(501))),
			": it has more than 500 guests"},
		{
			"the size of an event", calendarOf(anEvent(1, strings.Repeat("RDATE:"+long+"\n", 80))),
			calendarOf(anEvent(1, strings.Repeat("RDATE:"+long+"\n", 90))), ": it is larger than 256 KB",
		},
		{"events", events(5000), events(5001),
			"line 25002: the file has more than 5000 events; export less of the calendar, such as this year's"},
		{
			"calendars", strings.Repeat(calendarOf(), 5000), strings.Repeat(calendarOf(), 5001),
			"line 10001: the file has more than 5000 calendars; export less",
		},
		{
			"the size of all events", calendarOf(times(1300,
				func(i int) string { return anEvent(i, "STATUS:"+long+"\n") })),
			calendarOf(times(1400, func(i int) string { return anEvent(i, "STATUS:"+long+"\n") })),
			"the file has too many events; export less",
		},
		{"nesting", nested(9), nested(10), "line 11: components are nested more than 10 deep"},
		{"time zones of a file", zones(200), zones(201), "the file describes more than 200 time zones"},
		{
			"time zones of its events", calendarOf(zoneOf(1, 1), strings.Repeat(inZone(1), 300)),
			calendarOf(times(201, func(i int) string {
				return fmt.Sprintf("BEGIN:VEVENT\nSTATUS:CANCELLED\nDTSTART;TZID=/x%d/Europe/Berlin:"+
					"20261201T140000\nEND:VEVENT\n", i)
			})), "line 802: the event \"\" cannot be read: the events before it are in 200 time zones already",
		},
		{"rules of a time zone", calendarOf(zoneOf(1, 4), inZone(1)), calendarOf(zoneOf(1, 5), inZone(1)),
			"its clocks are set more than 1000 times"},
		{"the size of a time zone", calendarOf(zoneOf(1, 4), inZone(1)), calendarOf(zoneOf(1, 2800), inZone(1)),
			"it is larger than 256 KB"},
		{"rows", aHead + strings.Repeat(aRow, 10_000), aHead + strings.Repeat(aRow, 10_001),
			"line 10002: the table is too large; at most 10000 rows and 4 MB are read, so split it"},
		{
			"the size of all rows", aHead + strings.Repeat("Acme,clerk,2026-12-01 14:00,\""+strings.Repeat("Jo\n",
				900)+"\"\n", 1),
			aHead + strings.Repeat("Acme,clerk,2026-12-01 14:00,"+long+"\n", 1400), "the table is too large",
		},
		{"the size of a row", aHead + aRow, aHead + "\"" + strings.Repeat(long, 800),
			"line 2: a row is larger than 2 MB, or has too many cells; is this the right file, and " +
				"is every quotation mark closed?"},
		{"cells of a row", aHead + strings.TrimSpace(aRow) + strings.Repeat(",", 1000) + "\n",
			aHead + aRow + strings.Repeat(",", 60_000), "line 3: a row is larger than 2 MB, or has too many cells"},
		{"columns", "company,role,start" + strings.Repeat(",", 2000) + "\n",
			"company,role,start" + strings.Repeat(",x", 1000) + "\n",
			"line 1: the table has 1003 columns; at most 1000 are read"},
		{"people of a row", aHead + aRow,
			aHead + "Acme,clerk,2026-12-01 14:00," + times(501,
				func(i int) string { return fmt.Sprintf("Jo %d;", i) }) + "\n",
			`column "interviewers": names more than 500 people`},
		{"a person", aHead + aRow, aHead + "Acme,clerk,2026-12-01 14:00," + long + "\n",
			"goes on for too long to be one person"},
		{"a time", aHead + aRow, aHead + "Acme,clerk," + long + ",Jo\n",
			"is too long; at most 200 characters are read"},
		{"addresses", "company,role,start,email\n",
			"company,role,start,email\nAcme,clerk,2026-12-01 14:00," + strings.Repeat("a@b.test;", 501) + "\n",
			"has more than 500 addresses"},
		{"an address", "company,role,start,email\n",
			"company,role,start,email\nAcme,clerk,2026-12-01 14:00," + long + "\n", "is too long to be an address"},
	} {
		t.Run(row.why, func(t *testing.T) {
			if said := readAny(t, row.within); strings.Contains(said, row.want[strings.Index(row.want, ": ")+2:]) {
				t.Errorf("within the limit it says\n%s", said)
			}
			said := readAny(t, row.beyond)
			if strings.Count(said, row.want) != 1 {
				t.Errorf("beyond the limit it says\n%.300s\nwant once %q", said, row.want)
			}
		})
	}
}

// readAny is what reading a file says: its faults, or why events are left out.
func readAny(t *testing.T, file string) string {
	t.Helper()
	read := ReadCSV
	if strings.HasPrefix(file, "BEGIN:") {
		read = ReadICS
	}
	entries, err := read(t.Context(), strings.NewReader(file), berlin(t))
	if err != nil {
		return err.Error()
	}
	var said []string
	for _, e := range entries {
		if e.Skip {
			said = append(said, fmt.Sprintf("line %d: %s", e.Line, strings.Join(e.Remarks, "; ")))
		}
	}
	return strings.Join(said, "\n")
}

// endless is a file that goes on and on, and calls off whoever reads it after a while.
type endless struct {
	start, more string
	calledOff   func()
	read        int // since then
	size        int
}

func (e *endless) Read(p []byte) (n int, err error) {
	if e.start == "" {
		e.start = strings.Repeat(e.more, 1+len(p)/len(e.more))
	}
	n = copy(p, e.start)
	e.start = e.start[n:]
	if e.size += n; e.size > 300_000 {
		e.calledOff()
		e.read += n
	}
	return n, nil
}

// TestReadingEndsWithItsContext, whatever the reader is busy with.
func TestReadingEndsWithItsContext(t *testing.T) {
	for _, row := range []struct{ why, start, more string }{
		{"lines of no use", "BEGIN:VCALENDAR\n", "X:y\n"},
		{"one line that does not end", "BEGIN:VCALENDAR\nX:", "y"},
		{"one that is folded again and again", "BEGIN:VCALENDAR\nX:y\n", " z\n"},
		{"empty lines", "BEGIN:VCALENDAR\n", "\n"},
		{"guests", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "ATTENDEE:mailto:jo@acme.test\n"},
		{"components of no use", "BEGIN:VCALENDAR\n", "BEGIN:X\nEND:X\n"},
		{"rows", aHead, strings.Replace(aRow, "Jo", strings.Repeat("x", 5000), 1)},
		{"rows that are none", aHead, "a\"b" + strings.Repeat("x", 5000) + "\n"},
		{"a cell that does not end", aHead + "\"", "x"},
	} {
		t.Run(row.why, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			file := &endless{start: row.start, more: row.more, calledOff: cancel}
			read := ReadCSV
			if strings.HasPrefix(row.start, "BEGIN:") {
				read = ReadICS
			}
			if _, err := read(ctx, file, berlin(t)); !errors.Is(err, context.Canceled) {
				t.Errorf("the error is %v, want that it was called off", err)
			}
			if file.read > 64<<10 {
				t.Errorf("it went on for %d bytes", file.read)
			}
		})
	}
}

// Each of these files is read at one size and at ten times that: the time for a byte is to stay the same.
func BenchmarkReading(b *testing.B) {
	for _, kind := range []struct {
		name  string
		sizes []int
		file  func(n int) string
	}{
		{"guests", []int{50, 500, 10_000, 100_000}, func(n int) string { return calendarOf(anEvent(1, guestList(n))) }},
		{"events", []int{500, 5000, 50_000},
			func(n int) string { return calendarOf(times(n, func(i int) string { return anEvent(i, "") })) }},
		{"folded lines", []int{10_000, 100_000, 1_000_000}, func(n int) string {
			return calendarOf(anEvent(1, "DESCRIPTION:x\n"+strings.Repeat(" y\n", n)))
		}},
		{"components", []int{10_000, 100_000}, func(n int) string {
			return calendarOf(strings.Repeat("BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\n", n))
		}},
		{"zone rules", []int{200, 2000, 100_000},
			func(n int) string { return calendarOf(zoneOf(1, n), strings.Repeat(inZone(1), 100)) }},
		{"zone dates", []int{1000, 10_000}, func(n int) string {
			dates := strings.Repeat("RDATE:"+strings.Repeat("20260101T000000,", 100)+"20260101T000000\n", n/100)
			return calendarOf("BEGIN:VTIMEZONE\nTZID:Zone 1\nBEGIN:STANDARD\nDTSTART:16010101T030000\n"+
				"TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"+
				dates+"END:STANDARD\nEND:VTIMEZONE\n", strings.Repeat(inZone(1), 100))
		}},
		{"unknown zones", []int{20, 200}, func(n int) string { return calendarOf(times(n, inZone)) }},
		{"repeating", []int{20, 200}, func(n int) string {
			return calendarOf(anEvent(1, "RRULE:FREQ=SECONDLY;COUNT=1000000000\n"+
				""+strings.Repeat("RDATE:20260101T000000Z\n", n)))
		}},
		{"a parameter", []int{380, 3800}, func(n int) string {
			return calendarOf(anEvent(1, "ATTENDEE;CN="+strings.Repeat("x", n)+":mailto:jo@acme.test\n"))
		}},
		{"a title", []int{50, 380, 3800}, func(n int) string {
			return calendarOf(anEvent(1, "SUMMARY:"+strings.Repeat("re: ", n/4)+"\n"))
		}},
		{"rows", []int{1000, 10_000, 100_000}, func(n int) string { return aHead + strings.Repeat(aRow, n) }},
		{"people of a row", []int{50, 500, 100_000}, func(n int) string {
			return aHead + "Acme,clerk,2026-12-01 14:00," + times(n,
				func(i int) string { return fmt.Sprintf("Jo %d;", i) }) + "\n"
		}},
	} {
		for _, n := range kind.sizes {
			file := []byte(kind.file(n))
			b.Run(fmt.Sprintf("%s/%d", kind.name, n), func(b *testing.B) {
				read := ReadCSV
				if bytes.HasPrefix(file, []byte("BEGIN:")) {
					read = ReadICS
				}
				b.SetBytes(int64(len(file)))
				b.ReportAllocs()
				for b.Loop() {
					_, _ = read(b.Context(), bytes.NewReader(file), berlin(b))
				}
			})
		}
	}
}
