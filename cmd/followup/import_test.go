package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/term"
)

// endless is an input that never ends. Reading from it sends an interrupt.
type endless struct{ interrupt func() }

func (e endless) Read([]byte) (int, error) {
	e.interrupt()
	select {}
}

// TestCtrlC checks that an interrupt ends a command that waits for input.
func TestCtrlC(t *testing.T) {
	t.Setenv("FOLLOWUP_CONFIG", "")
	home := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", home)
	config := filepath.Join(home, "followup", "config.toml")
	if err := errors.Join(os.Mkdir(filepath.Dir(config), 0o700),
		os.WriteFile(config, []byte("[user]\nemail = \"sam@example.test\"\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	calendar := filepath.Join(t.TempDir(), "chat.ics")
	event := "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201T140000\nORGANIZER:mailto:jo@acme.test\n" +
		"SUMMARY:Chat\nEND:VEVENT\nEND:VCALENDAR\n"
	if err := os.WriteFile(calendar, []byte(event+event), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name string
		args []string
		want string
	}{
		{"an import that reads", []string{"import", "-"}, "interrupted; nothing was imported"},
		{"an import that asks", []string{"import", calendar}, "no answer; nothing was changed"},
		{"an add that asks", []string{"add"}, "no answer; nothing was changed"},
	} {
		t.Run(row.name, func(t *testing.T) {
			ctx, interrupt := context.WithCancel(t.Context())
			var out, errs bytes.Buffer
			a := &world{Terminal: &term.Terminal{In: endless{interrupt}, Out: &out, Err: &errs, Interactive: true},
				clock: time.Now}
			code := a.run(ctx, append(row.args, "--db", filepath.Join(t.TempDir(), "followup.db")))
			if code != exitFailed || strings.Contains(out.String(), "added") ||
				strings.Count(errs.String(), row.want) != 1 {
				t.Errorf("exit code %d, %q, %q; want %d and %q", code, out.String(), errs.String(), exitFailed,
					row.want)
			}
		})
	}
}

// TestFaultsAreToldByTheScreenful checks that a file with many mistakes does not print more than a screenful.
func TestFaultsAreToldByTheScreenful(t *testing.T) {
	t.Setenv("FOLLOWUP_CONFIG", "")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	const event = "BEGIN:VEVENT\nDTSTART:20261201T140000Z\nSUMMARY:Interview\nEND:VEVENT\n"
	for _, row := range []struct{ name, file, first, last string }{
		{
			"events that name no company", "BEGIN:VCALENDAR\n" + strings.Repeat(event, 50) + "END:VCALENDAR\n",
			`followup: -: line 2: "Interview", `, "followup: and 30 more",
		},
		{
			"lines that contradict each other",
			"company,role,start,fit\n" +
				strings.Repeat("Acme,clerk,2026-12-01 14:00,two years of it\n"+
					"Acme,clerk,2026-12-01 14:00,my licence\n", 50),
			`followup: -: line 3, column "fit": it contradicts`, "followup: and 30 more",
		},
		{
			"lines of one interview with too many people",
			"company,role,start,with\n" + manyLines(600),
			"followup: -: line 503: together with -: line 2 it names more than 500 people", "followup: and 80 more",
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			a := &world{Terminal: &term.Terminal{In: strings.NewReader(row.file), Out: &out, Err: &errs},
				clock: time.Now}
			code := a.run(t.Context(), []string{"import", "-", "--db", filepath.Join(t.TempDir(), "followup.db")})
			var lines []string
			for line := range strings.Lines(errs.String()) {
				if strings.HasPrefix(line, "followup: ") {
					lines = append(lines, strings.TrimSpace(line))
				}
			}
			if code != exitFailed || len(lines) != 21 || !strings.HasPrefix(lines[0], row.first) ||
				lines[20] != row.last {
				t.Errorf("exit code %d, %d lines:\n%s", code, len(lines), strings.Join(lines, "\n"))
			}
		})
	}
}

// TestLinesThatAreTooMuchTogether checks that rows of one interview are refused if one row with all of it would be.
func TestLinesThatAreTooMuchTogether(t *testing.T) {
	t.Setenv("FOLLOWUP_CONFIG", "")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	for n, want := range map[int]string{50: "", 51: "followup: -: line 2: interviewers are 51; expected at most 50\n"} {
		var out, errs bytes.Buffer
		a := &world{Terminal: &term.Terminal{In: strings.NewReader("company,role,start,with\n" + manyLines(n)),
			Out: &out, Err: &errs},
			clock: time.Now}
		code := a.run(t.Context(), []string{"import", "-", "--db", filepath.Join(t.TempDir(), "followup.db")})
		if errs.String() != want || (code == 0) != (want == "") {
			t.Errorf("%d lines: exit code %d, %q; want %q", n, code, errs.String(), want)
		}
	}
}

// manyLines returns rows of one interview, each with a different interviewer.
func manyLines(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Acme,clerk,2026-12-01 14:00,Jo %d\n", i)
	}
	return b.String()
}
