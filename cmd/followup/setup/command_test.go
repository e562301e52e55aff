package setup

import (
	"testing"

	"followup/cmd/followup/config"
	"followup/cmd/followup/service"
)

// TestCommandsToType checks that a path with a space is one word of a printed command.
func TestCommandsToType(t *testing.T) {
	i, path := Init{Source: config.Source{System: service.Machine}}, "/a folder/x"
	for _, tt := range []struct{ said, want string }{
		{i.command("test-mail", path), `followup test-mail --config "/a folder/x"`},
		{i.startOfDaemon(path), `followup run --config "/a folder/x"`},
	} {
		if tt.said != tt.want {
			t.Errorf("it says %q, want %q", tt.said, tt.want)
		}
	}
}
