package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"followup/cmd/followup/service"
)

// FuzzConfig reads any file with a password in it, written in any way. The file is either refused, or complete enough
// to make a mail client of it. No message may contain the password.
func FuzzConfig(f *testing.F) {
	for _, value := range []string{
		`"c4n4ry-pa55"`, `'c4n4ry-pa55'`, `"""c4n4ry-pa55"""`, `c4n4ry-pa55`, `"c4n4ry-pa55`, `'c4n4ry-pa55`,
		`"c4n4ry-pa55" x`, `"\c4n4ry-pa55"`,
		`["c4n4ry-pa55"]`, `{ x = "c4n4ry-pa55" }`, `"c4n4ry-pa55\u12"`, `canary`, `canary-x`, `12c4n4ry`,
		`2026-13-01`, `"c4n4ry-pa55\n"`, "",
	} {
		f.Add("[user]\nname = \"Sam\"\n", value, "[store]\npath = \"/x.db\"\n")
	}
	f.Add(Example, `"c4n4ry-pa55"`, "")
	f.Add("[schedule]\ntimezone = \"Europe/Berlin\"\nholidays = [\"2026-12-24\"]\n", `"c4n4ry-pa55"`,
		"password_file = \"/x\"\n")
	f.Add("[rules]\nwait_days = 1e9\n", `"c4n4ry-pa55"`, "username = 'sam'\npassword = 'again'\n[smtp]\n")
	f.Fuzz(func(t *testing.T, before, value, after string) {
		path := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(path, []byte(before+"\n[smtp]\npassword = "+value+"\n"+after), 0o600); err != nil {
			t.Fatal(err)
		}
		cfg, err := Read(path, service.Machine)
		if err == nil {
			if err := cfg.Validate(); err != nil {
				t.Errorf("it is valid and then not: %v", err)
			}
			p, err := cfg.Policy()
			if err != nil {
				t.Fatal(err)
			}
			_, _ = cfg.post(p, "test")
			return
		}
		if !strings.Contains(err.Error(), path) || strings.TrimSpace(err.Error()) == path+":" {
			t.Errorf("the error does not tell what is wrong: %v", err)
		}
		_, whole := toml.Decode(before, new(map[string]any))
		if secret := secretIn(value); whole == nil && secret != "" &&
			strings.Contains(strings.TrimPrefix(err.Error(), path), secret) {
			t.Errorf("the password is in the error: %v", err)
		}
	})
}

// secretIn returns the first run of letters and digits in a written password, or "" if it is so short that it may
// occur in an error message by chance.
func secretIn(value string) string {
	word := strings.FieldsFunc(value, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	if len(word) == 0 || len(word[0]) < 4 || strings.ContainsAny(value, "\n\r") {
		return ""
	}
	return word[0]
}
