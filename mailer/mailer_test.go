package mailer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNewRefuses(t *testing.T) {
	broken := t.TempDir()
	letter := filepath.Join(broken, "thank-you.txt")
	if err := os.WriteFile(letter, []byte("Subject: x\n\n{{.Nmae}}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		change func(*Config)
		want   string
	}{
		{"no name", func(c *Config) { c.User.Name = " " }, "user.name is empty"},
		{"no address", func(c *Config) { c.User.Email = "" }, `user.email "" is not an address`},
		{"an address with a line end", func(c *Config) { c.User.Email = "sam@example.org\r\nBcc: x" }, "user.email"},
		{"no zone", func(c *Config) { c.Location = nil }, "no time zone"},
		{"a broken letter", func(c *Config) { c.TemplatesDir = broken }, "thank-you.txt:3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cfg := config()
			tt.change(&cfg)
			if _, err := New(cfg); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func TestNewNeedsNoInstallID(t *testing.T) {
	cfg := config()
	cfg.InstallID = ""
	if _, err := New(cfg); err != nil {
		t.Error(err)
	}
}
