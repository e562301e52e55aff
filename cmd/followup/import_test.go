package main

import (
	"bytes"
	"context"
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

// TestImportIsInterrupted: Ctrl-C ends it although the input does not.
func TestImportIsInterrupted(t *testing.T) {
	t.Setenv("FOLLOWUP_CONFIG", "")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	ctx, interrupt := context.WithCancel(t.Context())
	var out, errs bytes.Buffer
	a := &app{stdin: endless{interrupt}, stdout: &out, stderr: &errs, clock: time.Now}
	code := a.run(ctx, []string{"import", "-", "--db", filepath.Join(t.TempDir(), "followup.db")})
	if code != exitFailed || out.Len() > 0 || !strings.Contains(errs.String(), "interrupted; nothing was imported") {
		t.Errorf("exit code %d, %q, %q; want %d and that nothing was imported", code, out.String(), errs.String(), exitFailed)
	}
}
