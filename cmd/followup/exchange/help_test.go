package exchange

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"followup/cmd/followup/dates"
	"followup/rules"
)

var update = flag.Bool("update", false, "write the golden files anew")

func zoneNamed(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := rules.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func berlin(t testing.TB) Options {
	t.Helper()
	loc := zoneNamed(t, "Europe/Berlin")
	calendar, err := rules.NewCalendar(rules.CalendarConfig{})
	if err != nil {
		t.Fatal(err)
	}
	return Options{Location: loc, User: "sam@home.test", Now: time.Date(2026, 12, 9, 10, 30, 0, 0, loc),
		Calendar: calendar}
}

// golden compares what was got with the file, or writes the file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; look at it, and run with -update if it is right.\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

// show is an entry in words, a line for each thing that is known.
func show(e Entry, loc *time.Location) string {
	var b strings.Builder
	app, iv := e.Application, e.Interview
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-9s %s\n", name, value)
		}
	}
	fmt.Fprintf(&b, "line %d: %s\n", e.Line, e.Summary)
	if app.ID != 0 {
		line("number", fmt.Sprint(app.ID))
	}
	line("company", app.Company)
	line("role", app.Role)
	line("perhaps", strings.Trim(e.Suggested.Role+" at "+e.Suggested.Company, " at"))
	if !iv.Start.IsZero() {
		line("start", iv.Start.In(loc).Format("Mon 2006-01-02 15:04 -07:00")+" for "+dates.FormatDuration(iv.Duration))
	}
	line("zone", iv.Zone)
	for _, p := range iv.Interviewers {
		line("with", p.String())
		line("topic", p.Topic)
	}
	line("decision", iv.DecisionBy.String())
	line("said", iv.Said)
	line("topic", iv.Topic)
	line("fit", app.Fit)
	line("hook", app.Hook)
	line("contact", map[bool]string{true: "none wanted"}[app.NoContact])
	if !app.Contact.IsTeam() {
		line("contact", app.Contact.String())
	}
	if e.UID != "" {
		line("uid", fmt.Sprintf("%s, sequence %d", e.UID, e.Sequence))
	}
	line("cancelled", map[bool]string{true: "yes"}[e.Cancelled])
	line("skip", map[bool]string{true: "yes"}[e.Skip])
	for _, r := range e.Remarks {
		line("remark", r)
	}
	return b.String()
}

func showAll(entries []Entry, loc *time.Location) string {
	var b strings.Builder
	for _, e := range entries {
		b.WriteString(show(e, loc))
	}
	return b.String()
}

// wantErr checks that the error says all of what it should, or that there is none.
func wantErr(t *testing.T, err error, want ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error; want one that says %q", want)
	}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("the error is\n%v\nwhich does not say %q", err, w)
		}
	}
}
