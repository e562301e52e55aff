package exchange

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/textfile"
)

func TestReadICSFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.ics")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			o := berlin(t)
			entries, err := ReadICS(t.Context(), bytes.NewReader(data), o)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Base(file)+".golden", showAll(entries, o.Location))
			crlf := bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
			again, err := ReadICS(t.Context(), bytes.NewReader(crlf), o)
			if err != nil || showAll(again, o.Location) != showAll(entries, o.Location) {
				t.Errorf("the other line ends make a difference: %v", err)
			}
		})
	}
}

// event is a calendar with one event of these lines, the first of which is line 3 of the file.
func event(lines ...string) string {
	return "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + strings.Join(lines, "\n") + "\nEND:VEVENT\nEND:VCALENDAR\n"
}

// inOwnZone is a calendar with an interview at that time in a zone that it describes, with one text replaced by
// another.
func inOwnZone(wall, old, with string) string {
	const calendar = `BEGIN:VCALENDAR
BEGIN:VTIMEZONE
TZID:Home
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Interview
DTSTART;TZID=Home:%s
END:VEVENT
END:VCALENDAR
`
	return strings.Replace(fmt.Sprintf(calendar, wall), old, with, 1)
}

func TestReadICSTimes(t *testing.T) {
	for _, row := range []struct{ why, file, utc, zone string }{
		{"a Z is UTC, which is no zone of the interview's own", event("DTSTART:20261201T130000Z"),
			"2026-12-01 13:00", ""},
		{"a floating time is in the user's zone", event("DTSTART:20261201T140000"), "2026-12-01 13:00", ""},
		{"an IANA name is kept", event("DTSTART;TZID=America/New_York:20261201T080000"), "2026-12-01 13:00",
			"America/New_York"},
		{"the user's own zone needs no name", event("DTSTART;TZID=Europe/Berlin:20261201T140000"),
			"2026-12-01 13:00", ""},
		{"a Windows name is known without rules", event("DTSTART;TZID=Pacific Standard Time:20260701T080000"),
			"2026-07-01 15:00", "America/Los_Angeles"},
		{"a Windows name may be quoted", event(`DTSTART;TZID="GMT Standard Time":20260701T080000`),
			"2026-07-01 07:00", "Europe/London"},
		{"a path ends in an IANA name",
			event("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Lisbon:20260701T080000"), "2026-07-01 07:00",
			"Europe/Lisbon"},
		{"an IANA name may have three parts", event("DTSTART;TZID=/x/America/Argentina/Ushuaia:20260701T080000"),
			"2026-07-01 11:00", "America/Argentina/Ushuaia"},
		{"UTC by name is still no place", event("DTSTART;TZID=UTC:20260701T080000"), "2026-07-01 08:00", ""},
		{"skipped by the clocks in spring: the first moment after", event("DTSTART:20260329T023000"),
			"2026-03-29 01:00", ""},
		{"shown twice in autumn: the first of the two", event("DTSTART:20261025T023000"), "2026-10-25 00:30", ""},
		{"the file's own zone in winter", inOwnZone("20261201T140000", "", ""), "2026-12-01 13:00", ""},
		{"the file's own zone in summer", inOwnZone("20260701T140000", "", ""), "2026-07-01 12:00", ""},
		{"the file's own zone, skipped in spring", inOwnZone("20260329T023000", "", ""), "2026-03-29 01:00", ""},
		{"the file's own zone, just before the change", inOwnZone("20260329T015900", "", ""), "2026-03-29 00:59", ""},
		{"the file's own zone, just after the change", inOwnZone("20260329T030000", "", ""), "2026-03-29 01:00", ""},
		{"the file's own zone, shown twice in autumn", inOwnZone("20261025T023000", "", ""), "2026-10-25 00:30", ""},
		{"a rule may say its hour again, as Notes does", inOwnZone("20261201T140000", "RRULE:",
			"RRULE:BYMINUTE=0;BYHOUR=3;"),
			"2026-12-01 13:00", ""},
		{"an IANA name in another case", event("DTSTART;TZID=america/new_york:20261201T080000"), "2026-12-01 13:00",
			"America/New_York"},
		{"a second copy of a zone of Windows", event("DTSTART;TZID=Pacific Standard Time 1:20260701T080000"),
			"2026-07-01 15:00", "America/Los_Angeles"},
		{"an American zone as Windows shows it",
			event(`DTSTART;TZID="(UTC-08:00) Pacific Time (US & Canada)":20260701T080000`),
			"2026-07-01 15:00", "America/Los_Angeles"},
		{"a zone of cities is that of none of them",
			event(`DTSTART;TZID="(UTC+02:00) Helsinki\, Kyiv\, Riga":20260701T080000`),
			"2026-07-01 05:00", ""},
		{"a bare offset", event("DTSTART;TZID=GMT-0500:20260701T080000"), "2026-07-01 13:00", ""},
		{"an offset of one digit", event("DTSTART;TZID=UTC+2:20260701T080000"), "2026-07-01 06:00", ""},
		{"a time without seconds", event("DTSTART:20261201T1300Z"), "2026-12-01 13:00", ""},
		{"the name of a place outranks the file's own rules",
			inOwnZone("20260701T140000", "TZID:Home", "TZID:Home\nX-LIC-LOCATION:Asia/Tokyo"), "2026-07-01 05:00",
			"Asia/Tokyo"},
	} {
		t.Run(row.why, func(t *testing.T) {
			entries, err := ReadICS(t.Context(), strings.NewReader(row.file), berlin(t))
			if err != nil {
				t.Fatal(err)
			}
			iv := entries[0].Interview
			if got := iv.Start.UTC().Format("2006-01-02 15:04"); got != row.utc || iv.Zone != row.zone {
				t.Errorf("got %s UTC, zone %q; want %s, %q", got, iv.Zone, row.utc, row.zone)
			}
		})
	}
}

func TestReadICSRemarks(t *testing.T) {
	const at = "DTSTART:20261201T140000"
	for _, row := range []struct {
		why, file, remark string
		skip              bool
	}{
		{"no end is an hour", event(at), "does not say how long", false},
		{"two days are no interview", event(at, "DURATION:P2D"), "it lasts 48h0m0s", false},
		{"an end before the beginning is none", event(at, "DTEND:20261201T130000"), "so an hour is taken", false},
		{"an end that cannot be read is none", event(at, "DTEND:later"), "its end cannot be read", false},
		{"a repeating event is taken once", event(at, "RRULE:FREQ=DAILY"), "only the first date", false},
		{"a day is no interview", event("DTSTART;VALUE=DATE:20261201"), "lasts all day", true},
		{"a day as Outlook writes it is no interview",
			event("DTSTART:20261201T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"), "lasts all day", true},
		{"an answer is no event", strings.Replace(event(at), "BEGIN:VEVENT", "METHOD:REPLY\nBEGIN:VEVENT", 1),
			"an answer to an invitation", true},
		{"nobody is named", event(at), "it names nobody else", false},
		{"an organizer who is no guest is named",
			event(at, "ORGANIZER;CN=Hal:mailto:hal@acme.test", "ATTENDEE:mailto:jo@acme.test"),
			"Hal <hal@acme.test> invited and is not among the guests", false},
		{"what is pasted from a remark is one word to a shell",
			event(at, `ORGANIZER;CN="$(id)":mailto:hal@acme.test`, "ATTENDEE:mailto:jo@acme.test"),
			`--with '$(id) <hal@acme.test>'`, false},
		{"what turns a title around is left out", event(at, "SUMMARY:Interview: clerk at A\u202ecme"),
			"it has characters in it that nobody sees, or that turn the text around; they are left out", false},
		{"a name that is another address is left out",
			event(at, `ATTENDEE;CN="boss@acme.test":mailto:eve@evil.test`),
			`eve@evil.test has the name "boss@acme.test", which reads as another address and is left out`, false},
		{"so is the organizer's", event(at, `ORGANIZER;CN="Hal boss＠acme.test":mailto:eve@evil.test`),
			`eve@evil.test has the name "Hal boss＠acme.test", which reads as another address`, false},
		{"a skipped time is told", event("DTSTART:20260329T023000"), "the clocks skip 02:30", false},
		{"an event that nobody can read is left out, unless it is an interview", event("DTSTART:soon"),
			`its DTSTART: "SOON" is no time`, true},
		{"so is one in a zone that nobody knows", event("DTSTART;TZID=Sector 7:20261201T140000"),
			`its time zone "Sector 7" is not known`, true},
		{"so is one with a line that is broken off", event(at, `ATTENDEE;CN="Jo"`),
			"line 4: the ATTENDEE is malformed", true},
		{"the rest of a text with a line break in it is named", event(at, "SUMMARY:Interview: clerk at", "Acme"),
			`line 5, "Acme", is no line of a calendar and is left out`, false},
		{"what only looks like a second title is not taken", event(at, "SUMMARY:a", "DESCRIPTION:x", "Summary: b"),
			"line 6: it has a second SUMMARY", true},
		{"Latin-1 is read, and said", event(at, "SUMMARY:M\xfcller"), "is read as Western European (Latin-1)", false},
		{"a calendar's own zone is not that of its times", strings.Replace(event(at), "BEGIN:VEVENT",
			"X-WR-TIMEZONE:Asia/Tokyo\nBEGIN:VEVENT", 1), "read in yours, Europe/Berlin; the calendar's is Asia/Tokyo",
			false},
		{"an open day has too many guests", event(at, guestList(51)), "it has 51 guests, of which none is taken",
			false},
	} {
		t.Run(row.why, func(t *testing.T) {
			entries, err := ReadICS(t.Context(), strings.NewReader(row.file), berlin(t))
			if err != nil {
				t.Fatal(err)
			}
			e := entries[0]
			if e.Skip != row.skip || !strings.Contains(strings.Join(e.Remarks, "\n"), row.remark) {
				t.Errorf("got\n%s\nwant a remark with %q", show(e, time.UTC), row.remark)
			}
		})
	}
}

// TestRemarksAdviseWhatThereIs: import has no flag to name somebody or something with, but edit has.
func TestRemarksAdviseWhatThereIs(t *testing.T) {
	for _, lines := range [][]string{
		{"SUMMARY:Dentist"},
		{"ORGANIZER;CN=Hal:mailto:hal@acme.test", "ATTENDEE:mailto:jo@acme.test"},
	} {
		for _, o := range []Options{berlin(t), {Location: time.UTC, User: "sam@home.test"}} {
			entries, err := ReadICS(t.Context(), strings.NewReader(event(append(lines,
				"DTSTART:20261201T140000Z")...)), o)
			if err != nil || len(entries[0].Remarks) == 0 {
				t.Fatal(entries, err)
			}
			for _, r := range entries[0].Remarks {
				if strings.Count(r, "--") != strings.Count(r, "followup edit ID --") {
					t.Errorf("%q", r)
				}
			}
		}
	}
}

// TestReadICSWithoutUser: nobody knows which of the guests is the user. An event without guests is read.
func TestReadICSWithoutUser(t *testing.T) {
	const start, guest = "DTSTART:20261201T140000Z", "ATTENDEE:mailto:jo@acme.test"
	for _, row := range []struct{ why, event, want string }{
		{"a guest", event(start, guest), "line 2: the event names guests, and user.email is missing"},
		{"an organizer", event(start, "ORGANIZER:mailto:jo@acme.test"), "set it before you import the calendar"},
		{"nobody", event(start), ""},
		{"guests of a whole day, which is no interview", event("DTSTART;VALUE=DATE:20261201", guest), ""},
	} {
		t.Run(row.why, func(t *testing.T) {
			o := berlin(t)
			o.User = ""
			entries, err := ReadICS(t.Context(), strings.NewReader(row.event), o)
			if row.want != "" {
				wantErr(t, err, row.want)
			} else if err != nil || len(entries) != 1 {
				t.Errorf("%d entries, %v", len(entries), err)
			}
		})
	}
}

// TestReadICSSeries: of a repeating event the first date is taken; one date that comes alone is an interview of its
// own.
func TestReadICSSeries(t *testing.T) {
	const whole = "BEGIN:VEVENT\nUID:a\nDTSTART:20261201T140000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
	one := func(recurrence string) string { // moved to three o'clock
		return "BEGIN:VEVENT\nUID:a\nDTSTART:20261202T150000Z\nRECURRENCE-ID" + recurrence + "\nEND:VEVENT\n"
	}
	utc := one(":20261202T140000Z")
	for _, row := range []struct {
		why, events string
		want        []string // the UIDs of what is taken
	}{
		{"the whole is one", whole, []string{"a"}},
		{"a date beside the whole is left out", whole + utc, []string{"a"}},
		{"whichever comes first", utc + whole, []string{"a"}},
		{"a date alone is one", utc, []string{"a on 20261202T140000Z"}},
		{"in any zone it is the same", one(";TZID=Europe/Berlin:20261202T150000"), []string{"a on 20261202T140000Z"}},
		{"a day names it too", one(";VALUE=DATE:20261202"), []string{"a on 20261202"}},
		{"two dates are two", utc + one(":20261203T140000Z"),
			[]string{"a on 20261202T140000Z", "a on 20261203T140000Z"}},
		{"another event does not matter", strings.Replace(whole, "UID:a", "UID:b", 1) + utc,
			[]string{"b", "a on 20261202T140000Z"}},
		{"without a UID it is an event like any", strings.Replace(utc, "UID:a\n", "", 1), []string{""}},
	} {
		t.Run(row.why, func(t *testing.T) {
			entries, err := ReadICS(t.Context(), strings.NewReader("BEGIN:VCALENDAR\n"+row.events+"END:VCALENDAR\n"),
				berlin(t))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range entries {
				if !e.Skip {
					got = append(got, e.UID)
				} else if !slices.Equal(e.Remarks, []string{e.OneOfSeries()}) {
					t.Errorf("what is left out is remarked on with %q", e.Remarks)
				}
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("taken are %q, want %q", got, row.want)
			}
		})
	}
}

// TestReadICSCancellations: what is called off needs a UID to be known by, and nothing else.
func TestReadICSCancellations(t *testing.T) {
	const uid, off = "UID:a@acme.test", "STATUS:CANCELLED"
	for _, row := range []struct {
		why, file, utc string
		sequence       int
	}{
		{"one with all of it",
			event(uid, off, "DTSTART:20261201T130000Z", "DTSTAMP:20261120T101500Z", "SEQUENCE:2"),
			"2026-12-01 13:00", 2},
		{"one without DTSTAMP", event(uid, off, "DTSTART:20261201T130000Z", "SEQUENCE:2"), "2026-12-01 13:00", 2},
		{"one without DTSTART", event(uid, off, "SEQUENCE:2"), "", 2},
		{"one that became a day", event(uid, off, "DTSTART;VALUE=DATE:20261201", "SEQUENCE:2"), "", 2},
		{"one that became a day of Outlook's",
			event(uid, off, "DTSTART:20261130T230000Z", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "SEQUENCE:2"),
			"2026-11-30 23:00", 2},
		{"one without SEQUENCE tells that it has none", event(uid, off), "", -1},
		{"the method calls it off as well",
			strings.Replace(event(uid), "BEGIN:VEVENT", "METHOD:CANCEL\nBEGIN:VEVENT", 1), "", -1},
	} {
		t.Run(row.why, func(t *testing.T) {
			entries, err := ReadICS(t.Context(), strings.NewReader(row.file), berlin(t))
			if err != nil {
				t.Fatal(err)
			}
			e, start := entries[0], ""
			if !e.Interview.Start.IsZero() {
				start = e.Interview.Start.UTC().Format("2006-01-02 15:04")
			}
			if !e.Cancelled || e.Skip || e.UID != "a@acme.test" || e.Sequence != row.sequence || start != row.utc {
				t.Errorf("got\n%s\nwant it cancelled, sequence %d, start %q UTC", show(e, time.UTC), row.sequence,
					row.utc)
			}
		})
	}
}

func TestReadICSFaults(t *testing.T) {
	const at, title = "DTSTART:20261201T140000", "SUMMARY:Interview"
	for _, row := range []struct {
		why, file string
		want      []string
	}{
		{"an empty file is no calendar", "", []string{"this is no calendar"}},
		{"a table is no calendar", "company,role\nAcme,clerk\n", []string{"this is no calendar"}},
		{"something else in calendar dress is no calendar", "BEGIN:VCARD\nFN:Jo\nEND:VCARD\n",
			[]string{"this is no calendar"}},
		{"a file that was cut off is refused", strings.TrimSuffix(event(at), "END:VEVENT\nEND:VCALENDAR\n"),
			[]string{"line 2: BEGIN:VEVENT does not end"}},
		{"components may not overlap", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n",
			[]string{"line 3", "open since line 2 is VEVENT"}},
		{"an interview without a time is refused, with its line", event(title),
			[]string{`line 2: the event "Interview"`, "no DTSTART"}},
		{"a time that is none is refused", event(title, "DTSTART:20261301T140000"),
			[]string{"line 2", `"20261301T140000" is no time`}},
		{"an unknown zone without rules is refused", event(title, "DTSTART;TZID=Nowhere:20261201T140000"),
			[]string{"line 2", `"Nowhere" is not known`, "IANA"}},
		{"a zone that jumps every second is refused", inOwnZone("20261201T140000", "FREQ=YEARLY", "FREQ=SECONDLY"),
			[]string{"is not for one day of every year"}},
		{"a zone that jumps in another hour than it says is refused",
			inOwnZone("20261201T140000", "FREQ=YEARLY", "BYHOUR=5;FREQ=YEARLY"), []string{"has the part BYHOUR"}},
		{"a zone without offsets is refused", inOwnZone("20261201T140000", "TZOFFSETTO:+0100", "TZOFFSETTO:one"),
			[]string{`"one" is no offset`}},
		{"a sequence that is no number is refused", event(title, at, "SEQUENCE:first"), []string{`SEQUENCE "first"`}},
		{"a parameter that the line ends in is refused", event(title, at, `ATTENDEE;CN="Jo"`),
			[]string{"line 2", "line 5: the ATTENDEE is malformed"}},
		{"so it is if the title comes later", event(at, `ATTENDEE;CN="Jo"`, title), []string{"line 2", "malformed"}},
		{"a parameter with something behind its quotation marks is refused",
			event(title, at, `ATTENDEE;CN="Jo"x:mailto:jo@acme.test`), []string{"line 2", "malformed"}},
		{"parameters without an end are refused", event(title, at, "ATTENDEE"+strings.Repeat(";x=y", 101)+":jo"),
			[]string{"the ATTENDEE has too many parameters"}},
		{"an overlong line is refused", event(title, at, "ORGANIZER:"+strings.Repeat("x", 9000)),
			[]string{"line 5: the ORGANIZER has"}},
		{"two bad events are told together", event("SUMMARY:Interview a") + event("SUMMARY:Interview b"),
			[]string{`line 2: the event "Interview a"`, `line 7: the event "Interview b"`}},
	} {
		t.Run(row.why, func(t *testing.T) {
			entries, err := ReadICS(t.Context(), strings.NewReader(row.file), berlin(t))
			wantErr(t, err, row.want...)
			if entries != nil {
				t.Error("and yet there are entries")
			}
		})
	}
}

func TestReadICSTakesAsMuchOfACharacterAsALineHolds(t *testing.T) {
	file := strings.ReplaceAll(event("DTSTART:20261201T140000", "SUMMARY:Interview: Data engineer at Müller"),
		"\xc3\xbc", "\xc3\n \xbc")
	entries, err := ReadICS(t.Context(), strings.NewReader("\ufeff"+file), berlin(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := entries[0].Application.Company; got != "Müller" {
		t.Errorf("the company is %q", got)
	}
}

func TestReadICSIsNotKeptBusyByGarbage(t *testing.T) {
	deep := strings.Repeat("BEGIN:VEVENT\n", 200_000)
	if _, err := ReadICS(t.Context(), strings.NewReader("BEGIN:VCALENDAR\n"+deep), berlin(t)); err == nil {
		t.Error("components without an end were read")
	}
}

func FuzzReadICS(f *testing.F) {
	seeds(f, "*.ics")
	o := berlin(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := ReadICS(t.Context(), bytes.NewReader(data), o)
		if err != nil {
			return
		}
		for _, e := range entries {
			if e.Line < 1 || !e.Skip && !e.Cancelled && (e.Interview.Duration < time.Minute ||
				e.Interview.Duration > 24*time.Hour) {
				t.Errorf("%s", show(e, o.Location))
			}
		}
	})
}

// TestForeignTextIsSeen: what nobody sees is not in what is taken of a file.
func TestForeignTextIsSeen(t *testing.T) {
	for _, row := range []struct{ why, file string }{
		{"a calendar",
			event("DTSTART:20261201T140000", "SUMMARY:Interview: cl\u200berk at A\u202ecme",
				"ATTENDEE;CN=J\u2066o:mailto:jo@acme.test", "ATTENDEE;CN=boss@acme.test:mailto:eve@evil.test")},
		{"a table",
			"company,role,start,with\nA\u202ecme,cl\u200berk,2026-12-01 14:00,\"J\u2066o <jo@acme.test>; " +
				"\"\"boss@acme.test\"\" <eve@evil.test>\"\n"},
	} {
		t.Run(row.why, func(t *testing.T) {
			read := ReadCSV
			if strings.HasPrefix(row.file, "BEGIN:") {
				read = ReadICS
			}
			entries, err := read(t.Context(), strings.NewReader(row.file), berlin(t))
			if err != nil {
				t.Fatal(err)
			}
			app, iv := entries[0].Application, entries[0].Interview
			if app.Company != "Acme" || app.Role != "clerk" || len(iv.Interviewers) != 2 ||
				iv.Interviewers[0].Name != "Jo" || iv.Interviewers[1].Name != "" {
				t.Errorf("taken is %+v of %+v", iv, app)
			}
			if !slices.Contains(entries[0].Remarks, textfile.Unseen) {
				t.Errorf("the remarks are %q", entries[0].Remarks)
			}
		})
	}
	_, err := ReadCSV(t.Context(), strings.NewReader("company,role,start\n\u202e,clerk,2026-12-01 14:00\n"), berlin(t))
	wantErr(t, err, `line 2, column "company": company is empty`)
}

// TestOrganizer: one and the same address, however programs write it.
func TestOrganizer(t *testing.T) {
	const at = "DTSTART:20261201T140000"
	for _, row := range []struct{ why, line, want string }{
		{"a plain one", "ORGANIZER:mailto:hal@acme.test", "hal@acme.test"},
		{"case does not matter, nor that of mailto:", "organizer:MAILTO:Hal@Acme.TEST", "hal@acme.test"},
		{"nor blanks", "ORGANIZER: mailto: hal@acme.test ", "hal@acme.test"},
		{"nor that mailto: is missing", "ORGANIZER:hal@acme.test", "hal@acme.test"},
		{"nor quotation marks around it", `ORGANIZER:"mailto:hal@acme.test"`, "hal@acme.test"},
		{"nor brackets", "ORGANIZER:mailto:<hal@acme.test>", "hal@acme.test"},
		{"nor quotation marks that need not be there", `ORGANIZER:mailto:"hal"@acme.test`, "hal@acme.test"},
		{"an escaped sign is that sign", "ORGANIZER:mailto:hal%2Bjobs@acme.test", "hal+jobs@acme.test"},
		{"a subject is no part of it", "ORGANIZER:mailto:hal@acme.test?subject=Hi", "hal@acme.test"},
		{"a name with everything in it", `ORGANIZER;CN="Hal: <eve@evil.test>; Boss, the":mailto:hal@acme.test`,
			"hal@acme.test"},
		{"who sent it for them does not matter", `ORGANIZER;SENT-BY="mailto:eve@evil.test":mailto:hal@acme.test`,
			"hal@acme.test"},
		{"and cannot stand in for them", `ORGANIZER;SENT-BY="mailto:hal@acme.test":mailto:eve@evil.test`,
			"eve@evil.test"},
		{"beside an address of Apple's own stands the real one", `ORGANIZER;EMAIL=Hal@acme.test:/aMTY/principal/`,
			"hal@acme.test"},
		{"no address", "ORGANIZER;CN=Hal:invalid:nomail", ""},
		{"nobody", "SUMMARY:Chat", ""},
		{"one that mail programs read as two is none", `ORGANIZER:mailto:"a,boss@now.test"@acme.test`, ""},
		{"letters that look like others are none", "ORGANIZER:mailto:hal@аcme.test", ""},
		{"a line break in an address is none", "ORGANIZER:mailto:hal@acme.test%0Aeve@evil.test", ""},
		{"the user is one too", "ORGANIZER:mailto:sam@home.test", "sam@home.test"},
	} {
		t.Run(row.why, func(t *testing.T) {
			for _, file := range []string{event(at, row.line), strings.Replace(event("UID:a", row.line),
				"BEGIN:VEVENT", "METHOD:CANCEL\nBEGIN:VEVENT", 1)} {
				entries, err := ReadICS(t.Context(), strings.NewReader(file), berlin(t))
				if err != nil || entries[0].Organizer != row.want {
					t.Errorf("the organizer is %q (%v), want %q", entries[0].Organizer, err, row.want)
				}
			}
		})
	}
}
