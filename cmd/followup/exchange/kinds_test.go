package exchange

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// These are the kinds of titles, guests, zones and tables that people have, each with what a person would read.

// says returns the one entry of a file in a line: what is taken, or why not. A "?" is before what is suggested.
func says(t *testing.T, name, file string) string {
	t.Helper()
	o := berlin(t)
	o.Name = "Sam Doe"
	entries, err := Read(t.Context(), strings.NewReader(file), name, o)
	if err != nil {
		return "refused: " + err.Error()
	}
	var all []string
	for _, e := range entries {
		all = append(all, saysOf(e))
	}
	return strings.Join(all, "\n")
}

func saysOf(e Entry) string {
	if e.Skip {
		return "left out: " + strings.Join(e.Remarks, "; ")
	}
	part := func(taken, suggested string) string {
		if taken == "" && suggested != "" {
			return "?" + suggested
		}
		return taken
	}
	var with []string
	for _, p := range e.Interview.Interviewers {
		with = append(with, p.String())
	}
	s := fmt.Sprintf("%s at %s, %s", part(e.Application.Role, e.Suggested.Role),
		part(e.Application.Company, e.Suggested.Company), e.Interview.Start.UTC().Format("2 Jan 15:04"))
	if len(with) > 0 {
		s += ", with " + strings.Join(with, " and ")
	}
	if d := e.Interview.Duration; d != time.Hour && d != 0 {
		s += ", for " + d.String()
	}
	if e.Outcome != "" {
		s += ", " + string(e.Outcome)
	}
	if e.Cancelled {
		s += ", called off"
	}
	if e.Doubtful {
		s += ", no interview"
	}
	return s
}

func TestKindsOfTitles(t *testing.T) {
	for _, row := range []struct{ title, want string }{
		{"Interview: Site Reliability Engineer at Hafenkran", "Site Reliability Engineer at Hafenkran"},
		{"Technical Interview - Backend Developer at Mosaik Labs", "Backend Developer at Mosaik Labs"},
		{"Vorstellungsgespräch: Pflegefachkraft (m/w/d) bei der Klinik Sonnenhof",
			"Pflegefachkraft at Klinik Sonnenhof"},
		{"Vorstellungsgespräch bei Stadtwerke Lindau als Netzplanerin", "Netzplanerin at Stadtwerke Lindau"},
		{"Re: Interview: Clerk at Oakfield", "Clerk at Oakfield"},
		{"AW: WG: Vorstellungsgespräch: Koch bei Gasthof Adler", "Koch at Gasthof Adler"},
		{"Updated invitation: Interview: QA Lead at Fjordtech @ Mon Dec 7\\, 2026 10am - 11am (CET) (sam@home.test)",
			"QA Lead at Fjordtech"},
		{"Cancelled: Interview: Tester at Birkenhof", "Tester at Birkenhof"},
		{"Final round interview with Jana Kern", " at "},
		{"Interview with Nordmann AG", " at ?Nordmann AG"},
		{"Interview (Zoom)", " at "},
		{"Interview: Head of Data at Bank of Cork", "Head of Data at Bank of Cork"},
		{"Phone interview: Nurse at St. Mary's Hospital", "Nurse at St. Mary's Hospital"},
		{"Interview: C++ Developer at 4flow", "C++ Developer at 4flow"},
		{"Interview: Manager\\, Customer Success at Relay", "Manager, Customer Success at Relay"},
		{"Interview at The Guardian as Reporter", "Reporter at The Guardian"},
		{"Interview: Sam Doe at Acme", " at Acme"},
		{"Interview at 10:30", " at "},
		{"Interview: Engineer at home", "Engineer at ?home"},
		{"Interview for the position of Controller at Weberei Kolb", "?Controller at ?Weberei Kolb"},
		{"Sam Doe <> Blauwerk: Interview for Product Owner", "?Product Owner at ?Blauwerk"},
		{"Interview - Brückner Maschinenbau GmbH - Einkäufer", "?Einkäufer at ?Brückner Maschinenbau GmbH"},
		{"2nd interview: Data Analyst at Sparrow & Sons", "Data Analyst at Sparrow & Sons"},
		{"Interview: Pilot at KLM as discussed", "Pilot at ?KLM"},
	} {
		t.Run(row.title, func(t *testing.T) {
			got := says(t, "a.ics", event("DTSTART:20261201T130000Z", "SUMMARY:"+row.title))
			if want := row.want + ", 1 Dec 13:00"; got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
	for _, title := range []string{"Coffee with Paula", "Mock interview: Data Engineer at Acme",
		"Interview prep with coach", "Workshop: interviews at Acme"} {
		if got := says(t, "a.ics", event("DTSTART:20261201T130000Z", "SUMMARY:"+title)); !strings.HasSuffix(got,
			", no interview") {
			t.Errorf("%s: %q", title, got)
		}
	}
}

func TestKindsOfGuests(t *testing.T) {
	const lena = "ATTENDEE;CN=Lena Vogt:mailto:lena@acme.test"
	for _, row := range []struct{ why, lines, want string }{
		{"a note taker", lena + "\nATTENDEE;CN=Fathom Notetaker:mailto:notes@fathom.video",
			"Lena Vogt <lena@acme.test>"},
		{"one who may come", "ATTENDEE;ROLE=OPT-PARTICIPANT;CN=Lena Vogt:mailto:lena@acme.test",
			"Lena Vogt <lena@acme.test>"},
		{"a group", lena + "\nATTENDEE;CUTYPE=GROUP;CN=All:mailto:panel@acme.test", "Lena Vogt <lena@acme.test>"},
		{"a room with a name", lena + "\nATTENDEE;CN=Konferenzraum Alster:mailto:alster@acme.test",
			"Lena Vogt <lena@acme.test>"},
		{"an address book's order", `ATTENDEE;CN="Vogt, Lena":mailto:lena@acme.test`, "Lena Vogt <lena@acme.test>"},
		{"one who said no", lena + "\nATTENDEE;PARTSTAT=DECLINED;CN=Tom Kern:mailto:tom@acme.test",
			"Lena Vogt <lena@acme.test>"},
		{"the user with a tag", lena + "\nATTENDEE:mailto:Sam+jobs@home.test", "Lena Vogt <lena@acme.test>"},
		{"the user elsewhere", lena + "\nATTENDEE;CN=\"Doe, Sam\":mailto:doe@work.test", "Lena Vogt <lena@acme.test>"},
		{"a person behind a scheduler", "ORGANIZER;CN=Lena Vogt:mailto:noreply@calendly.com", "Lena Vogt"},
		{"a shared mailbox", "ORGANIZER;CN=Acme Recruiting:mailto:recruiting@acme.test", ""},
		{"one twice", lena + "\nATTENDEE;CN=L. Vogt:mailto:LENA@acme.test", "Lena Vogt <lena@acme.test>"},
		{"no name", "ATTENDEE:mailto:lena@acme.test", "lena@acme.test"},
		{"the address as name", "ATTENDEE;CN=lena@acme.test:mailto:lena@acme.test", "lena@acme.test"},
		{"who only invited", "ORGANIZER;CN=Tom Kern:mailto:tom@acme.test\n" + lena, "Lena Vogt <lena@acme.test>"},
		{"a team", lena + "\nATTENDEE;CN=HR Team:mailto:hr@acme.test", "Lena Vogt <lena@acme.test>"},
		{"a projector", lena + "\nATTENDEE;CUTYPE=RESOURCE;CN=Beamer:mailto:beamer@acme.test",
			"Lena Vogt <lena@acme.test>"},
		{"no name yet", "ATTENDEE;CN=TBD:mailto:x@acme.test", "x@acme.test"},
		{"an address beside another", "ATTENDEE;CN=Lena Vogt;EMAIL=lena@acme.test:urn:uuid:1",
			"Lena Vogt <lena@acme.test>"},
		{"a job board", lena + "\nATTENDEE;CN=Indeed Interviews:mailto:no-reply@indeed.com",
			"Lena Vogt <lena@acme.test>"},
		{"an encoded name", "ATTENDEE;CN==?utf-8?Q?J=C3=BCrgen_Gro=C3=9F?=:mailto:j@acme.test",
			"Jürgen Groß <j@acme.test>"},
		{"an assistant that records", lena + "\nATTENDEE;CN=Meeting Assistant:mailto:a@acme.test",
			"Lena Vogt <lena@acme.test>"},
	} {
		t.Run(row.why, func(t *testing.T) {
			got := says(t, "a.ics", event("DTSTART:20261201T130000Z", "SUMMARY:Interview: Cook at Acme", row.lines))
			want := "Cook at Acme, 1 Dec 13:00, with " + row.want
			if want = strings.TrimSuffix(want, ", with "); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

func TestKindsOfZones(t *testing.T) {
	for _, row := range []struct{ zone, want string }{
		{"TZID=America/New_York", "1 Dec 14:00"},
		{`TZID="(UTC-08:00) Pacific Time (US & Canada)"`, "1 Dec 17:00"},
		{"TZID=Eastern Standard Time", "1 Dec 14:00"},
		{"TZID=europe/lisbon", "1 Dec 09:00"},
		{`TZID="UTC+02:00"`, "1 Dec 07:00"},
		{"TZID=GMT-0500", "1 Dec 14:00"},
		{"TZID=/freeassociation.sourceforge.net/Europe/Madrid", "1 Dec 08:00"},
		{"TZID=India Standard Time", "1 Dec 03:30"},
		{`TZID="(UTC+09:00) Osaka, Sapporo, Tokyo"`, "1 Dec 00:00"},
		{"TZID=AUS Eastern Standard Time", "30 Nov 22:00"},
		{"TZID=Asia/Kathmandu", "1 Dec 03:15"},
		{"TZID=Asia/Calcutta", "1 Dec 03:30"},
		{"TZID=W. Europe Standard Time 1", "1 Dec 08:00"},
		{"VALUE=DATE-TIME", "1 Dec 08:00"},
		{"TZID=Etc/GMT+5", "1 Dec 14:00"},
		{"TZID=US/Pacific", "1 Dec 17:00"},
		{"TZID=Nowhere/Atall", "refused"},
		{"TZID=Berlin", "refused"},
	} {
		t.Run(row.zone, func(t *testing.T) {
			got := says(t, "a.ics", event("DTSTART;"+row.zone+":20261201T090000", "SUMMARY:Interview: Cook at Acme"))
			if !strings.Contains(got, row.want) {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

func TestKindsOfChanges(t *testing.T) {
	for _, row := range []struct{ why, method, lines, want string }{
		{"called off without a time", "CANCEL", "SUMMARY:Interview: Cook at Acme", "called off"},
		{"called off in a calendar", "PUBLISH", "STATUS:CANCELLED\nDTSTART:20261201T130000Z", "called off"},
		{"an answer", "REPLY", "DTSTART:20261201T130000Z", "left out: it is an answer"},
		{"another time is asked for", "COUNTER", "DTSTART:20261201T130000Z", "left out: it is an answer"},
		{"a day", "REQUEST", "DTSTART;VALUE=DATE:20261201\nSUMMARY:Interview: Cook at Acme",
			"left out: it lasts all day"},
		{"a version without a number", "REQUEST", "DTSTART:20261201T130000Z\nSEQUENCE:x\nSUMMARY:Interview",
			"is no number"},
	} {
		t.Run(row.why, func(t *testing.T) {
			file := strings.Replace(event("UID:a", row.lines), "BEGIN:VEVENT", "METHOD:"+row.method+"\nBEGIN:VEVENT", 1)
			if got := says(t, "a.ics", file); !strings.Contains(got, row.want) {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

func TestKindsOfTables(t *testing.T) {
	const head = "company,role,start,with,status\n"
	for _, row := range []struct{ why, table, want string }{
		{"month first, as another row shows", "Company,Position,Interview Date,Interview Time,Interviewer,Notes\n" +
			"Hafenkran,SRE,12/01/2026,2:00 PM,Lena Vogt,x\nOstsee,SRE,12/15/2026,9:30 AM,,\n",
			"SRE at Hafenkran, 1 Dec 13:00, with Lena Vogt\nSRE at Ostsee, 15 Dec 08:30"},
		{"month first, as a column shows that is not read", "Company,Position,Interview Date,Interview Time,Applied\n" +
			"Hafenkran,SRE,12/01/2026,2:00 PM-3:30 PM,10/28/2026\n", "SRE at Hafenkran, 1 Dec 13:00, for 1h30m0s"},
		{"two columns that differ show nothing", "Company,Position,Applied,Got,Interview Date,Interview Time\n" +
			"Acme,Cook,10/28/2026,28/10/2026,12/01/2026,2pm\n",
			"refused: line 2, column \"Interview Date\": \"12/01/2026 2pm\" may begin"},
		{"in German", "Datum;Uhrzeit;Firma;Stelle;Ansprechpartner\nDi, 01.12.2026;14:00;Acme;Koch;Lena Vogt\n",
			"Koch at Acme, 1 Dec 13:00, with Lena Vogt"},
		{"a month in German", "Firma;Stelle;Datum;Uhrzeit\nAcme;Koch;1. Dezember 2026;14 Uhr\n",
			"Koch at Acme, 1 Dec 13:00"},
		{"a sign between day and time", head + "Acme,Cook,2026-12-01T14:00,,\n", "Cook at Acme, 1 Dec 13:00"},
		{"seconds", head + "Acme,Cook,2026-12-01 14:00:00,,\n", "Cook at Acme, 1 Dec 13:00"},
		{"as Notion writes a time", head + "Acme,Cook,\"December 1, 2026 2:00 PM\",,\n", "Cook at Acme, 1 Dec 13:00"},
		{"as Notion writes a span", head + "Acme,Cook,\"December 1, 2026 2:00 PM → 3:00 PM\",,\n",
			"Cook at Acme, 1 Dec 13:00"},
		{"a span in the column of times", "company,role,date,time\nAcme,Cook,2026-12-01,14:00–15:30\n",
			"Cook at Acme, 1 Dec 13:00, for 1h30m0s"},
		{"a span with blanks", "company,role,date,time\nAcme,Cook,1.12.2026,14 Uhr - 14:45 Uhr\n",
			"Cook at Acme, 1 Dec 13:00, for 45m0s"},
		{"a part of a day", "company,role,date,time\nAcme,Cook,2026-12-01,0.5\n", "Cook at Acme, 1 Dec 11:00"},
		{"a status with a note", head + "Acme,Cook,2026-12-01 14:00,,Rejected (no budget)\n",
			"Cook at Acme, 1 Dec 13:00, rejected"},
		{"a serial number", head + "Acme,Cook,46357.583333,,\n", "Cook at Acme, 1 Dec 13:00"},
		{"two serial numbers", "company,role,date,time\nAcme,Cook,46357,0.5833333333\n", "Cook at Acme, 1 Dec 13:00"},
		{"a date of Google's with weekday", head + "Acme,Cook,\"Tue, Dec 1, 2026 2:00 PM\",,\n",
			"Cook at Acme, 1 Dec 13:00"},
		{"12 hours without a blank", head + "Acme,Cook,1 Dec 2026 2pm,,\n", "Cook at Acme, 1 Dec 13:00"},
		{"a sign in the status", head + "Acme,Cook,2026-12-01 14:00,,Rejected ❌\n",
			"Cook at Acme, 1 Dec 13:00, rejected"},
		{"when it ended", head + "Acme,Cook,2026-12-01 14:00,,Rejected after interview\n",
			"Cook at Acme, 1 Dec 13:00, rejected"},
		{"silence", head + "Acme,Cook,2026-12-01 14:00,,No response\n", "Cook at Acme, 1 Dec 13:00, stopped"},
		{"nothing yet", head + "Acme,Cook,2026-12-01 14:00,,Interview scheduled\n", "Cook at Acme, 1 Dec 13:00"},
		{"a refusal in German", head + "Acme,Cook,2026-12-01 14:00,,Absage\n", "Cook at Acme, 1 Dec 13:00, rejected"},
		{"an offer with a sign", head + "Acme,Cook,2026-12-01 14:00,,🎉 Offer\n", "Cook at Acme, 1 Dec 13:00, offer"},
		{"a post behind a name", head + "Acme,Cook,2026-12-01 14:00,\"Lena Vogt, Head of HR\",\n",
			"Cook at Acme, 1 Dec 13:00, with Lena Vogt, Head of HR"},
		{"two people", head + "Acme,Cook,2026-12-01 14:00,Lena Vogt; Tom Kern,\n",
			"Cook at Acme, 1 Dec 13:00, with Lena Vogt and Tom Kern"},
		{"two people in a line", head + "Acme,Cook,2026-12-01 14:00,Lena Vogt & Tom Kern,\n",
			"refused: line 2, column \"with\": \"Lena Vogt & Tom Kern\" reads like several people"},
		{"two people around a slash", head + "Acme,Cook,2026-12-01 14:00,Lena Vogt / Tom Kern,\n",
			"refused: line 2, column \"with\": \"Lena Vogt / Tom Kern\" reads like several people"},
		{"an address in brackets", head + "Acme,Cook,2026-12-01 14:00,Lena Vogt (lena@acme.test),\n",
			"Cook at Acme, 1 Dec 13:00, with Lena Vogt <lena@acme.test>"},
		{"addresses alone", "company,role,start,emails\nAcme,Cook,2026-12-01 14:00,\"lena@acme.test, tom@acme.test\"\n",
			"Cook at Acme, 1 Dec 13:00, with lena@acme.test and tom@acme.test"},
		{"nobody known", head + "Acme,Cook,2026-12-01 14:00,TBC,\n", "Cook at Acme, 1 Dec 13:00"},
		{"nobody known, with a dash", head + "Acme,Cook,2026-12-01 14:00,—,\n", "Cook at Acme, 1 Dec 13:00"},
		{"a tracker without times", "Company,Job Position,Status,Date Applied,Deadline\nAcme,Cook,Applied,1,2\n",
			"refused: line 1: no column says when it begins"},
		{"a card", "Card Name,List Name,start\nData Engineer at Acme,Interview,2026-12-01 14:00\n",
			"Data Engineer at Acme, 1 Dec 13:00"},
		{"a comma in a company", head + "\"Acme, Inc.\",Cook,2026-12-01 14:00,,\n", "Cook at Acme, Inc., 1 Dec 13:00"},
		{"a sum", head + "Acme,Cook,2026-12-01 14:00,,\nTotal,,,,\n",
			"Cook at Acme, 1 Dec 13:00\nleft out: it has no date, so there was no interview yet"},
		{"a day alone", head + "Acme,Cook,2026-12-01,,\n", "left out: it has a date without a time of day"},
		{"a day alone in words", head + "Acme,Cook,1 December 2026,,\n",
			"left out: it has a date without a time of day"},
		{"no day yet", head + "Acme,Cook,tbd,,\n", "left out: it has no date, so there was no interview yet"},
		{"a link", head + "[Acme](https://acme.test),Cook,2026-12-01 14:00,,\n", "Cook at Acme, 1 Dec 13:00"},
	} {
		t.Run(row.why, func(t *testing.T) {
			if got := says(t, "a.csv", row.table); got != row.want && !(strings.HasPrefix(row.want, "refused") &&
				strings.HasPrefix(got, row.want)) {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}
