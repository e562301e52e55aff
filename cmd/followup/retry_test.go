package main

import (
	"strings"
	"testing"
)

// TestRetryAll checks that one command sends again all that a server refused.
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
		{"retry --all", 0, "No reminder was refused."},
		{"once", exitFailed, "refused 2"},
		{"retry --all 1", exitUsage, `--all means every application; leave out "1"`},
		{"retry", exitUsage, "ID is missing"},
		{"retry --all", 0, "The next pass sends again: 2 reminders."},
		{"retry --all", 0, "No reminder was refused."},
		{"once", exitFailed, "refused 2"},
		{"retry 2", 0, "The next pass sends again: 1 reminder."},
	} {
		out.Reset()
		if code := a.run(t.Context(), append(strings.Fields(row.command), flags...)); code != row.code ||
			!strings.Contains(out.String(), row.want) {
			t.Errorf("%s: exit code %d, want %d and %q:\n%s", row.command, code, row.code, row.want, out)
		}
	}
}
