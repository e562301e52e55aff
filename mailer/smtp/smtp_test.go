package smtp

import (
	"strings"
	"testing"
)

func TestNewRefuses(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*Config)
		want   string
	}{
		{"no address", func(c *Config) { c.Address = "" }, `user.email "" is not an address`},
		{"an address with a line end", func(c *Config) { c.Address = "sam@example.org\r\nRCPT TO:<x>" }, "user.email"},
		{"no host", func(c *Config) { c.Host = "" }, "smtp.host is empty"},
		{"no port", func(c *Config) { c.Port = 0 }, "smtp.port is 0"},
		{"an unknown encryption", func(c *Config) { c.TLS = "ssl" },
			`smtp.tls is "ssl"; expected "starttls", "implicit" or "none"`},
		{"no encryption to another machine", func(c *Config) { c.Host = "smtp.example.org" },
			"everybody on the way could read along"},
		{"no encryption to a name that only begins like this machine's",
			func(c *Config) { c.Host = "localhost.example.org" }, "everybody on the way"},
		{"an unknown login", func(c *Config) { c.Auth = "cram-md5" },
			`smtp.auth is "cram-md5"; expected nothing or one of ` +
				"scram-sha-256, scram-sha-1, plain, login, xoauth2, none"},
		{"a username without a password", func(c *Config) { c.Username = "sam" }, "but no password"},
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

func TestNewAllows(t *testing.T) {
	for name, change := range map[string]func(*Config){
		"no encryption on this machine":       func(c *Config) { c.Host = "localhost" },
		"no encryption on this machine, IPv6": func(c *Config) { c.Host = "::1" },
		"no encryption to another machine, if permitted": func(c *Config) {
			c.Host, c.AllowUnencrypted = "mail.lan", true
		},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := config()
			change(&cfg)
			if _, err := New(cfg); err != nil {
				t.Error(err)
			}
		})
	}
}
