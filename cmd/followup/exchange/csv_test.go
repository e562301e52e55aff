package exchange

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/rules"
)

func TestReadCSVTables(t *testing.T) {
	for _, row := range []struct {
		why, file string
		mapped    map[string]string
	}{
		{"a table as this program writes it", "own.csv", nil},
		{"a German spreadsheet, with semicolons, a mark before the text and names of its own", "german.csv",
			map[string]string{"Firma": "company", "Stelle": "role", "Gehalt": "-", "Uhrzeit": "time", "Datum": "date",
				"Mit": "with", "Adresse": "email"}},
		{"a table with tabs, breaks in cells and empty lines", "tabs.csv", nil},
	} {
		t.Run(row.file, func(t *testing.T) {
			data, err := os.ReadFile("testdata/" + row.file)
			if err != nil {
				t.Fatal(err)
			}
			o := berlin(t)
			o.Map = row.mapped
			entries, err := ReadCSV(t.Context(), bytes.NewReader(data), o)
			if err != nil {
				t.Fatalf("%s: %v", row.why, err)
			}
			golden(t, row.file+".golden", showAll(entries, o.Location))
		})
	}
}

func TestReadCSVCells(t *testing.T) {
	for _, row := range []struct {
		why, table string
		want       func(app rules.Application, iv rules.Interview) bool
	}{
		{"an hour is the default", "company,role,start\nAcme,clerk,2026-12-01 14:00\n",
			func(_ rules.Application, iv rules.Interview) bool { return iv.Duration == time.Hour }},
		{"a bare number is minutes", "company,role,start,duration\nAcme,clerk,2026-12-01 14:00,45\n",
			func(_ rules.Application, iv rules.Interview) bool { return iv.Duration == 45*time.Minute }},
		{"a clock is hours and minutes", "company,role,start,duration\nAcme,clerk,2026-12-01 14:00,1:30:00\n",
			func(_ rules.Application, iv rules.Interview) bool { return iv.Duration == 90*time.Minute }},
		{"words are units", "company,role,start,duration\nAcme,clerk,2026-12-01 14:00,1 hour 15 min\n",
			func(_ rules.Application, iv rules.Interview) bool { return iv.Duration == 75*time.Minute }},
		{"the zone of a line is that of its time",
			"company,role,start,time zone\nAcme,clerk,2026-12-01 14:00,America/New_York\n",
			func(_ rules.Application, iv rules.Interview) bool {
				return iv.Start.UTC().Hour() == 19 && iv.Zone == "America/New_York"
			}},
		{"a time that comes twice is the first", "company,role,start\nAcme,clerk,2026-10-25 02:30\n",
			func(_ rules.Application, iv rules.Interview) bool { return iv.Start.UTC().Format("15:04") == "00:30" }},
		{"an offset outranks the zone", "company,role,start\nAcme,clerk,2026-12-01T14:00:00-05:00\n",
			func(_ rules.Application, iv rules.Interview) bool { return iv.Start.UTC().Hour() == 19 }},
		{"an apostrophe before a formula is a guard", "company,role,start\n'=Acme,''tis,2026-12-01 14:00\n",
			func(app rules.Application, _ rules.Interview) bool {
				return app.Company == "=Acme" && app.Role == "''tis"
			}},
		{"a first line can name the separator", "sep=;\r\ncompany;role;start\r\nAcme, Inc.;clerk;2026-12-01 14:00\r\n",
			func(app rules.Application, _ rules.Interview) bool { return app.Company == "Acme, Inc." }},
		{"addresses stand beside names", "company,role,start,with,email\nAcme,clerk,2026-12-01 14:00,Jo; " +
			"Ann,jo@acme.test; ann@acme.test\n",
			func(_ rules.Application, iv rules.Interview) bool {
				return len(iv.Interviewers) == 2 && iv.Interviewers[1] == rules.Person{Name: "Ann",
					Email: "ann@acme.test"}
			}},
		{"an address is somebody without a name", "company,role,start,email\nAcme,clerk,2026-12-01 " +
			"14:00,jo@acme.test\n",
			func(_ rules.Application, iv rules.Interview) bool {
				return slices.Equal(iv.Interviewers, []rules.Person{{Email: "jo@acme.test"}})
			}},
		{"a name with a comma is one person", "company,role,start,with\nAcme,clerk,2026-12-01 14:00,\"\"\"Smith; " +
			"Jo\"\" <jo@acme.test>\"\n",
			func(_ rules.Application, iv rules.Interview) bool {
				return slices.Equal(iv.Interviewers, []rules.Person{{Name: "Smith; Jo", Email: "jo@acme.test"}})
			}},
		{"the main contact need not be an interviewer",
			"company,role,start,contact,recruiter\nAcme,clerk,2026-12-01 14:00,Jo,Rae <rae@acme.test>\n",
			func(app rules.Application, iv rules.Interview) bool {
				return app.Contact == rules.Person{Name: "Rae", Email: "rae@acme.test"} &&
					slices.Equal(iv.Interviewers, []rules.Person{{Name: "Jo"}})
			}},
		{"a contact alone is whom people met", "company,role,start,contact\nAcme,clerk,2026-12-01 14:00,Jo\n",
			func(app rules.Application, iv rules.Interview) bool {
				return app.Contact == rules.Person{} && slices.Equal(iv.Interviewers, []rules.Person{{Name: "Jo"}})
			}},
		{"rows of one application have its number", "company,role,start,application\nAcme,clerk,2026-12-01 14:00,7\n",
			func(app rules.Application, _ rules.Interview) bool { return app.ID == 7 }},
		{"links are taken off names",
			"company,role,start\nAcme (https://notion.test/a-1),[clerk](https://x.test),2026-12-01 14:00\n",
			func(app rules.Application, _ rules.Interview) bool {
				return app.Company == "Acme" && app.Role == "clerk"
			}},
		{"a card has both in its title", "Card Name,Start\nclerk at Acme,2026-12-01 14:00\n",
			func(app rules.Application, _ rules.Interview) bool {
				return app.Company == "Acme" && app.Role == "clerk"
			}},
		{"a deadline is the last day to apply", "company,role,start,deadline\nAcme,clerk,2026-12-01 14:00,2026-12-04\n",
			func(_ rules.Application, iv rules.Interview) bool { return iv.DecisionBy.IsZero() }},
		{"the user, programs, rooms and placeholders are nobody",
			"company,role,start,with\nAcme,clerk,2026-12-01 14:00," +
				"sam+jobs@home.test; no-reply@acme.test; Meeting Room Elbe; N/A; 2 people; HR; Jo\n",
			func(_ rules.Application, iv rules.Interview) bool {
				return slices.Equal(iv.Interviewers, []rules.Person{{Name: "HR"}, {Name: "Jo"}})
			}},
		{"German names of columns", "Firma;Stelle;Datum;Uhrzeit;Ansprechpartner;E-Mail\n" +
			"Acme;clerk;2026-12-01;14:00;Jo;jo@acme.test\n",
			func(app rules.Application, iv rules.Interview) bool {
				return app.Company == "Acme" && iv.Start.UTC().Hour() == 13 &&
					iv.Interviewers[0].Email == "jo@acme.test"
			}},
		{"another encoding is Latin-1", "company,role,start\nM\xfcller,clerk,2026-12-01 14:00\n",
			func(app rules.Application, _ rules.Interview) bool { return app.Company == "Müller" }},
		{"no contact is a yes", "company,role,start,no_contact\nAcme,clerk,2026-12-01 14:00,Yes\n",
			func(app rules.Application, _ rules.Interview) bool { return app.NoContact }},
	} {
		t.Run(row.why, func(t *testing.T) {
			entries, err := ReadCSV(t.Context(), strings.NewReader(row.table), berlin(t))
			if err != nil {
				t.Fatal(err)
			}
			if len(entries) != 1 || !row.want(entries[0].Application, entries[0].Interview) {
				t.Errorf("got %s", showAll(entries, time.UTC))
			}
		})
	}
}

func TestReadCSVFaults(t *testing.T) {
	const head = "company,role,start,with,decision by,duration,no contact,topic for,zone\n"
	for _, row := range []struct {
		why, table string
		mapped     map[string]string
		want       []string
	}{
		{"an empty file has no columns", "", nil, []string{"the file is empty"}},
		{"a mapping to nothing known is named", "company,role,start\n", map[string]string{"company": "compny"},
			[]string{`mapped to "compny"`}},
		{"a mapped column must be there", "company,role,start\n", map[string]string{"Firma": "company"},
			[]string{`no column "firma"`}},
		{"two columns cannot hold the same", "company,firm,role,start\n", nil,
			[]string{`column "firm"`, `the column "company" does`}},
		{"a table without companies is none", "role,start\n", nil, []string{"no column holds the company"}},
		{"a table without times is none", "company,role\n", nil, []string{"no column says when"}},
		{"a start and a date contradict each other", "company,role,start,date\n", nil, []string{"and so does another"}},
		{"what is left empty is named with its line and column", head + "\n,clerk,2026-12-01 14:00\n", nil,
			[]string{`line 3, column "company": company is empty`}},
		{"a time that nobody can read is named", head + "Acme,clerk,soon\n", nil,
			[]string{`line 2, column "start": "soon" is not a time`}},
		{"a person without an address behind the bracket is named", head + "Acme,clerk,2026-12-01 14:00,Jo <jo\n",
			nil, []string{`line 2, column "with"`, "is not an address"}},
		{"the same person twice is refused", head + "Acme,clerk,2026-12-01 14:00,jo@acme.test; JO@acme.test\n",
			nil, []string{`column "with"`, "twice"}},
		{"a decision before the interview is refused", head + "Acme,clerk,2026-12-01 14:00,,2026-11-01\n", nil,
			[]string{`column "decision by"`, "is before the interview"}},
		{"a duration of nothing is refused", head + "Acme,clerk,2026-12-01 14:00,,,0\n", nil,
			[]string{`column "duration"`, "expected whole minutes"}},
		{"a duration in words is refused", head + "Acme,clerk,2026-12-01 14:00,,,long\n", nil,
			[]string{`"long" is not a duration`}},
		{"a perhaps is neither yes nor no", head + "Acme,clerk,2026-12-01 14:00,,,,perhaps\n", nil,
			[]string{"neither yes nor no"}},
		{"a topic is somebody's", head + "Acme,clerk,2026-12-01 14:00,Jo,,,,Ann=the rota\n", nil,
			[]string{`column "topic for": "Ann" is none of the interviewers`}},
		{"a fit too long for the application is told with its column",
			"company,role,start,fit\nAcme,clerk,2026-12-01 14:00," + strings.Repeat("x", 5000) + "\n", nil,
			[]string{`line 2, column "fit": fit has 5000 characters`}},
		{"notes go to one contact", "company,role,start,main contact\nAcme,clerk,2026-12-01 14:00,Jo; Ann\n", nil,
			[]string{`line 2, column "main contact": names several people`}},
		{"a contact's address must be one",
			"company,role,start,main contact\nAcme,clerk,2026-12-01 14:00,Jo <jo>\n", nil,
			[]string{`line 2, column "main contact": "Jo <jo>"`}},
		{"an application's number is one", "company,role,start,application\nAcme,clerk,2026-12-01 14:00,sent in May\n",
			nil,
			[]string{`line 2, column "application": "sent in May" is not a number`}},
		{"a number stands for one application", "company,role,start,application\nAcme,clerk,2026-12-01 14:00,1\n" +
			"ACME,Clerk,2026-12-02 14:00,1\nGlobex,clerk,2026-12-03 14:00,1\n", nil,
			[]string{`line 4, column "application": 1 is the application of line 2, clerk at Acme`}},
		{"an unknown zone is refused, and nothing more said of the time", head + "Acme,clerk,soon,,,,,,Berlin\n",
			nil, []string{`column "zone"`, "Europe/Berlin"}},
		{"a cell too many is refused", "company,role,start\nAcme, Inc.,clerk,2026-12-01 14:00\n", nil,
			[]string{"line 2: cell 4", "stands under no column"}},
		{"a quotation mark that does not end is told where it begins",
			"company,role,start\nAcme,\"clerk,2026-12-01 14:00\nAcme,x,y\n", nil,
			[]string{"line 2: a cell that begins"}},
		{"a quotation mark within a cell is told", "company,role,start\nAcme,a \"clerk\",2026-12-01 14:00\n", nil,
			[]string{"line 2: a quotation mark stands"}},
	} {
		t.Run(row.why, func(t *testing.T) {
			o := berlin(t)
			o.Map = row.mapped
			entries, err := ReadCSV(t.Context(), strings.NewReader(row.table), o)
			wantErr(t, err, row.want...)
			if entries != nil {
				t.Errorf("and yet there are %d entries", len(entries))
			}
		})
	}
}

// What is none of ours is left out, and named.
func TestReadCSVLeavesOut(t *testing.T) {
	entries, err := ReadCSV(t.Context(), strings.NewReader("Company,Role,Board,Start,Salary\n"+
		"Acme,clerk,Search,TBD,1\nGlobex,cook,Search,,1\nInitech,cook,Search,2026-12-04,\nStark,cook,,2026-12-01 "+
		"14:00,1\n"),
		berlin(t))
	if err != nil || len(entries) != 4 {
		t.Fatal(entries, err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Summary+": "+strings.Join(e.Remarks, "; "))
	}
	want := []string{
		"clerk at Acme: it has no date, so there was no interview yet",
		"cook at Globex: it has no date, so there was no interview yet",
		"cook at Initech: it has a date without a time of day",
		"cook at Stark: columns that nothing is taken from: Board, Salary",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// How an application ended, by the words of trackers.
func TestReadCSVStatus(t *testing.T) {
	for status, want := range map[string]rules.EventKind{
		"Rejected": rules.Rejected, "Not selected": rules.Rejected, "Absage": rules.Rejected, "OFFER": rules.Offered,
		"ghosted": rules.Stopped, "I withdrew": rules.Stopped, "Interviewing": "", "Applied": "", "": "",
	} {
		entries, err := ReadCSV(t.Context(), strings.NewReader("company,role,start,status\nAcme,clerk,2026-12-01 "+
			"14:00,"+
			status+"\n"), berlin(t))
		if err != nil || entries[0].Outcome != want {
			t.Errorf("%q is %q (%v), want %q", status, entries[0].Outcome, err, want)
		}
	}
}

// Times as spreadsheets and people write them, and the way in which package dates reads them.
func TestAsTyped(t *testing.T) {
	for cell, want := range map[string]string{
		"46349.5833333333": "2026-11-23 14:00", "46349": "2026-11-23", "46349.999": "2026-11-23 23:59",
		"Mo, 23.11.2026 14:00": "mon 23.11.2026 14:00", "Mittwoch 2.12.2026 9:00": "wed 2.12.2026 9:00",
		"23. Dezember 2026 14 Uhr": "23. dec 2026 14:00", "1. März 2027 9.30 Uhr": "1. mar 2027 9:30",
		"23.11.2026 14h00": "23.11.2026 14:00", "23.11.2026 9h": "23.11.2026 9:00",
		"23.11.26 14:00": "23.11.2026 14:00",
		"11/23/26":       "11/23/2026", "2026-11-23 14:00": "2026-11-23 14:00", "Dec 1 2pm": "Dec 1 2pm", "": "",
		"Mon 23 Nov 2026": "Mon 23 Nov 2026", "1 May 2026 14:00": "1 May 2026 14:00", "23-11-26": "23-11-26",
	} {
		if got := asTyped(cell); got != want {
			t.Errorf("%q becomes %q, want %q", cell, got, want)
		}
	}
}

func TestReadCSVReportsAllFaultsAtOnce(t *testing.T) {
	table := "company,role,start\n" + strings.Repeat("Acme,clerk,soon\n", 30)
	_, err := ReadCSV(t.Context(), strings.NewReader(table), berlin(t))
	wantErr(t, err, "line 2,", "line 21,", "and 10 more")
	if n := strings.Count(err.Error(), "\n"); n != maxFaults {
		t.Errorf("%d lines of faults", n+1)
	}
}

// TestReadCSVWhatPeopleType: words count from the day of the import.
func TestReadCSVWhatPeopleType(t *testing.T) {
	o := berlin(t)
	entries, err := ReadCSV(t.Context(), strings.NewReader("company,role,date,time,decision\n"+
		"Acme,clerk,yesterday,2pm,friday\n"), o)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 12, 8, 13, 0, 0, 0, time.UTC)
	if iv := entries[0].Interview; !iv.Start.Equal(at) || iv.DecisionBy.Day != 11 {
		t.Errorf("got %s", showAll(entries, o.Location))
	}
}

func TestWriteCSVGuardsAgainstFormulas(t *testing.T) {
	var b strings.Builder
	err := WriteCSV(&b, each(rules.Case{
		Application: rules.Application{
			ID: 3, Company: `=HYPERLINK("http://evil.test")`, Role: "+1", Fit: "tables; =1+1", Hook: "＝1+1",
			Contact: rules.Person{Name: "=Rae"},
		},
		Interviews: []rules.Interview{{
			Said: "@SUM(A1)", Topic: "-2", Start: time.Unix(1796130000, 0), Duration: 90 * time.Minute,
			Interviewers: []rules.Person{{Name: `Smith; "Jo"`, Email: "jo@acme.test", Topic: "the rota; and more"},
				{Name: "Lee, Ann"}},
		}, {Start: time.Unix(1796230000, 0), Duration: time.Hour}},
	}), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "formulas.golden.csv", b.String())
}

// TestGuarded: what could begin a formula has an apostrophe before it, wherever a program begins a cell, and loses it
// again.
func TestGuarded(t *testing.T) {
	for _, row := range []struct{ why, cell, want string }{
		{"at the beginning", "=1", "'=1"},
		{"not in the middle", "a=1+1-1@x", "a=1+1-1@x"},
		{"behind a semicolon", "a;=1+1;", "a;'=1+1;"},
		{"behind a comma", "a,+1", "a,'+1"},
		{"behind a bar", "a|-1", "a|'-1"},
		{"behind a tab, which is one itself behind another separator", "a\t@x;\t=1", "a\t'@x;'\t'=1"},
		{"behind a line break", "a\n=1\r\n=2", "a\n'=1\r\n'=2"},
		{"behind blanks, which some programs take away", "a; \u00a0=1", "a; \u00a0'=1"},
		{"behind quotation marks, which are taken away too", `a;"=1`, `a;"'=1`},
		{"the wide ones of Chinese and Japanese", "＝1;＋1,－1|＠x", "'＝1;'＋1,'－1|'＠x"},
		{"an apostrophe of its own stays, beside another", "'=1;'=1", "''=1;''=1"},
		{"an apostrophe before anything else is nothing", "'tis;'x", "'tis;'x"},
		{"one sign is enough", "==1", "'==1"},
		{"a list of addresses is as it was", "Jo <jo@acme.test>; Ann", "Jo <jo@acme.test>; Ann"},
	} {
		t.Run(row.why, func(t *testing.T) {
			got := guarded(row.cell)
			if got != row.want || unguarded(got) != row.cell {
				t.Errorf("%q becomes %q and then %q; want %q", row.cell, got, unguarded(got), row.want)
			}
		})
	}
}

func TestReadCSVRefusesAHugeFile(t *testing.T) {
	_, err := ReadCSV(t.Context(), zeroes{}, berlin(t))
	wantErr(t, err, "line 1: a row is larger than 2 MB, or has too many cells; is this the right file, and is "+
		"every quotation mark closed?")
}

type zeroes struct{}

func (zeroes) Read(p []byte) (int, error) { return len(p), nil }
