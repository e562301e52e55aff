package intake

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/cmd/followup/exchange"
	"followup/cmd/followup/term"
	"followup/rules"
	"followup/store"
)

// knownEvents are the events of three interviews of one application: one in the past and one in the future, both
// organized by hal, and one without an organizer.
const knownEvents = `BEGIN:VCALENDAR
BEGIN:VEVENT
UID:held
ORGANIZER:mailto:hal@acme.test
DTSTART:20261130T140000Z
SUMMARY:Interview: clerk at Acme
END:VEVENT
BEGIN:VEVENT
UID:coming
ORGANIZER:mailto:hal@acme.test
DTSTART:20261210T140000Z
SUMMARY:Interview: clerk at Acme
END:VEVENT
BEGIN:VEVENT
UID:open
DTSTART:20261211T140000Z
SUMMARY:Interview: clerk at Acme
END:VEVENT
END:VCALENDAR
`

// Whatever is in an imported file, only the organizer can change a known interview, an interview in the past is not
// called off, and what is added is valid and survives being exported and imported again.
func FuzzImport(f *testing.F) {
	for _, pattern := range []string{"*.ics", "*.csv"} {
		files, err := filepath.Glob(filepath.Join("../exchange/testdata", pattern))
		if err != nil || len(files) == 0 {
			f.Fatalf("no seeds: %v", err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Add([]byte(knownEvents))
	for _, change := range [][2]string{
		{"BEGIN:VEVENT", "METHOD:CANCEL\nBEGIN:VEVENT\nSEQUENCE:3"}, {"hal@", "eve@"},
		{"ORGANIZER:", "ORGANIZER;SENT-BY=\"mailto:hal@acme.test\":x"},
		{"T140000Z", "T150000Z\nRECURRENCE-ID:20261210T140000Z"}, {"SUMMARY", "STATUS:CANCELLED\nSUMMARY"},
	} {
		f.Add([]byte(strings.ReplaceAll(knownEvents, change[0], change[1])))
	}

	now := time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC)
	st, err := store.Open(f.Context(), filepath.Join(f.TempDir(), "followup.db"))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { st.Close() })
	o := exchange.Options{Location: time.UTC, User: "sam@home.test", Name: "Sam Doe"}
	imported := func(t testing.TB, file string, dryRun bool) (
		list []entry, done []store.Imported, said string, err error,
	) {
		var errs bytes.Buffer
		dlg := Dialogue{
			Terminal: &term.Terminal{In: strings.NewReader(file), Out: io.Discard, Err: &errs},
			Store:    st, Location: time.UTC, Now: func() time.Time { return now },
		}
		list, err = dlg.readAll(t.Context(), []string{"-"}, o)
		if err == nil {
			list, _, err = dlg.complete(t.Context(), list, false)
		}
		if err == nil {
			done, err = st.Import(t.Context(), now, asImports(list), store.ImportOptions{DryRun: dryRun})
		}
		if err == nil {
			dlg.printImported(t.Context(), list, done, dryRun)
		}
		return list, done, errs.String(), err
	}
	if _, done, _, err := imported(f, knownEvents, false); err != nil || len(done) != 3 {
		f.Fatal(done, err)
	}
	before, err := st.List(f.Context(), store.ListOptions{Closed: true})
	if err != nil {
		f.Fatal(err)
	}

	f.Fuzz(func(t *testing.T, file []byte) {
		list, done, said, err := imported(t, string(file), true)
		if strings.ContainsFunc(said, isControl) {
			t.Errorf("it prints %q", said)
		}
		if err != nil {
			return
		}
		var added []rules.Case
		moved := false // the past interview, perhaps into the future
		for i, d := range done {
			e := list[i]
			switch d.Outcome {
			case store.ImportAdded:
				if err := e.validate(time.UTC); err != nil {
					t.Errorf("%s: %v", e.where(), err)
				}
				c := rules.Case{Application: e.Application, Interviews: []rules.Interview{e.Interview}}
				c.ID = int64(i + 1)
				added = append(added, c)
			case store.ImportMoved, store.ImportStopped, store.ImportRestored:
				if (e.UID == "held" || e.UID == "coming") && e.Organizer != "hal@acme.test" {
					t.Errorf("%q: %s by %q", e.UID, d.Outcome, e.Organizer)
				}
				if e.UID == "held" && e.Cancelled && !moved {
					t.Errorf("the past interview was %s", d.Outcome)
				}
				moved = moved || e.UID == "held"
			}
		}
		after, err := st.List(t.Context(), store.ListOptions{Closed: true})
		if diff := cmp.Diff(before, after); err != nil || diff != "" {
			t.Errorf("a trial run changed something (%v):\n%s", err, diff)
		}
		readBack(t, added, o)
	})
}

// isControl reports whether a character could rewrite the terminal.
func isControl(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == 0x9b }

// readBack fails if the interviews are not the same after they are written to a table and read again.
func readBack(t *testing.T, list []rules.Case, o exchange.Options) {
	t.Helper()
	var table bytes.Buffer
	each := func(yield func(rules.Case, error) bool) {
		for _, c := range list {
			if !yield(c, nil) {
				return
			}
		}
	}
	if err := exchange.WriteCSV(&table, each, time.UTC); err != nil {
		t.Fatal(err)
	}
	text := table.String()
	again, err := exchange.ReadCSV(t.Context(), &table, o)
	if err != nil || len(again) != len(list) {
		t.Fatalf("%d of %d interviews are read back (%v)\n%s", len(again), len(list), err, text)
	}
	for i, e := range again {
		app, want, got := list[i].Application, list[i].Interviews[0], e.Interview
		if e.Application.ID != app.ID || e.Application.Company != strings.TrimSpace(app.Company) ||
			e.Application.Role != strings.TrimSpace(app.Role) {
			t.Errorf("%+v is read back as %+v\n%s", app, e.Application, text)
		}
		if !got.Start.Equal(want.Start) || fmt.Sprint(got.Interviewers) != fmt.Sprint(want.Interviewers) ||
			got.Duration != want.Duration || got.Said != strings.TrimSpace(want.Said) {
			t.Errorf("%+v is read back as %+v\n%s", want, got, text)
		}
	}
}
