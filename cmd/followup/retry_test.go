package main

import (
	"strings"
	"testing"
)

// TestRetryAll: a server that refuses the letters refuses all that is due, and one command has all of it sent again.
func TestRetryAll(t *testing.T) {
	a, out, flags := canaryApp(t, "password", "text", newRefusingServer(t, ".").port)
	for _, row := range []struct {
		command string
		code    int
		want    string
	}{
		{"add --company Acme --role x --at 2026-12-01T14:00", 0, "Added interview 1"},
		{"add --company Globex --role x --at 2026-12-01T13:00 --with Jo --with Ann", 0, "Added interview 2"},
		{"add --company Initech --role x --at 2026-12-24T13:00", 0, "Added interview 3"},
		{"retry --all", 0, "Nothing was refused."},
		{"once", exitFailed, "refused 2"},
		{"retry --all 1", exitUsage, `--all means every application; leave "1" out`},
		{"retry", exitUsage, "ID is missing"},
		{"retry --all", 0, "To be sent again by the next pass: 2."},
		{"retry --all", 0, "Nothing was refused."},
		{"once", exitFailed, "refused 2"},
		{"retry 2", 0, "To be sent again by the next pass: 1."},
	} {
		out.Reset()
		if code := a.run(t.Context(), append(strings.Fields(row.command), flags...)); code != row.code || !strings.Contains(out.String(), row.want) {
			t.Errorf("%s: exit code %d, want %d and %q:\n%s", row.command, code, row.code, row.want, out)
		}
	}
}
