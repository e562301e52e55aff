package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// endless is input that never comes: whoever waits for it is interrupted.
type endless struct{ interrupt func() }

func (e endless) Read([]byte) (int, error) {
	e.interrupt()
	select {}
}

// TestCtrlC ends what waits for input, which does not end by itself.
func TestCtrlC(t *testing.T) {
	t.Setenv("FOLLOWUP_CONFIG", "")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	calendar := filepath.Join(t.TempDir(), "chat.ics")
	event := "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201T140000\nSUMMARY:Chat\nEND:VEVENT\nEND:VCALENDAR\n"
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
			a := &app{stdin: endless{interrupt}, stdout: &out, stderr: &errs, clock: time.Now, interactive: true}
			code := a.run(ctx, append(row.args, "--db", filepath.Join(t.TempDir(), "followup.db")))
			if code != exitFailed || strings.Contains(out.String(), "added") || strings.Count(errs.String(), row.want) != 1 {
				t.Errorf("exit code %d, %q, %q; want %d and %q", code, out.String(), errs.String(), exitFailed, row.want)
			}
		})
	}
}

// TestLongImportsShowHowFarTheyAre on a terminal, in one line that is written over.
func TestLongImportsShowHowFarTheyAre(t *testing.T) {
	t.Setenv("FOLLOWUP_CONFIG", "")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	const inSteps = "\r500 of 1100\r1000 of 1100\r1100 of 1100\n"
	for _, row := range []struct {
		name     string
		terminal bool
		rows     int
		want     string
	}{
		{"a long one on a terminal", true, 1100, inSteps},
		{"a short one is over too soon", true, 999, ""},
		{"nobody looks at a file", false, 1100, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			table := "company,role,start\n"
			for i := range row.rows {
				table += fmt.Sprintf("Acme %d,clerk,2026-12-01 14:00\n", i)
			}
			var out, errs bytes.Buffer
			a := &app{stdin: strings.NewReader(table), stdout: &out, stderr: &errs, clock: time.Now, interactive: row.terminal}
			code := a.run(t.Context(), []string{"import", "-", "--dry-run", "--db", filepath.Join(t.TempDir(), "followup.db")})
			progress, _, found := strings.Cut(out.String(), "added")
			if code != 0 || !found || progress != row.want {
				t.Errorf("exit code %d, %s\nbefore what was added stands %q, want %q", code, errs.String(), progress, row.want)
			}
		})
	}
}
