package setup

import (
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"followup/cmd/followup/config"
)

// TestEdit has configs as people write them, and how they read after a change: everything else stays as it is.
func TestEdit(t *testing.T) {
	name, country, file := setting{"user", "name", "Jo \"J\" Weber"}, setting{"schedule", "country", "DE"},
		setting{"smtp", "password_file", "/x/y"}
	for _, tt := range []struct {
		name     string
		text     string
		settings []setting
		want     string // after "error: ", why it is left alone
	}{
		{"a key keeps its comment", "[user]\n# who\nname   =  \"Sam\"   # me\n", []setting{name},
			"[user]\n# who\nname   =  \"Jo \\\"J\\\" Weber\"   # me\n"},
		{"a value in single quotes", "[user]\nname = 'Sam # \"x\"'#me\n", []setting{name},
			"[user]\nname = \"Jo \\\"J\\\" Weber\"#me\n"},
		{"a number", "[smtp]\nport=587 # usual\n", []setting{{"smtp", "port", 465}}, "[smtp]\nport=465 # usual\n"},
		{"what is the same is not written", "[smtp]\nport = 0x24B\n", []setting{{"smtp", "port", 587}},
			"[smtp]\nport = 0x24B\n"},
		{"a default is not written", "[smtp]\n", []setting{{"smtp", "port", 587}, {"schedule", "country", ""}},
			"[smtp]\n"},
		{"unknown keys and tables stay", "odd = 1\n[user]\nname = \"Sam\"\nshoe = 44\n[else]\nname = \"x\"\n",
			[]setting{name}, "odd = 1\n[user]\nname = \"Jo \\\"J\\\" Weber\"\nshoe = 44\n[else]\nname = \"x\"\n"},
		{"a key below the comment that shows it", "[smtp]\n# password_file = \"/a\"\n# password = \"\"\nauth = \"\"\n",
			[]setting{file},
			"[smtp]\n# password_file = \"/a\"\npassword_file = \"/x/y\"\n# password = \"\"\nauth = \"\"\n"},
		{"a key at the end of its table", "[schedule]\nholidays = [\n  \"2026-12-24\",\n]\n\n[store]\n",
			[]setting{country}, "[schedule]\nholidays = [\n  \"2026-12-24\",\n]\ncountry = \"DE\"\n\n[store]\n"},
		{"a table of its own", "[user]\nname = \"Sam\"", []setting{country},
			"[user]\nname = \"Sam\"\n\n[schedule]\ncountry = \"DE\"\n"},
		{"an empty file", "", []setting{country}, "\n[schedule]\ncountry = \"DE\"\n"},
		{"a key that goes", "[smtp]\npassword_command = \"x\"\npassword_file = \"/a\" # old\n",
			[]setting{{"smtp", "password_command", nil}, file}, "[smtp]\npassword_file = \"/x/y\" # old\n"},
		{"a key that is not there goes", "[smtp]\n", []setting{{"smtp", "password_command", nil}}, "[smtp]\n"},
		{"line ends as on Windows", "[user]\r\nname = \"Sam\"\r\n", []setting{name, country},
			"[user]\r\nname = \"Jo \\\"J\\\" Weber\"\r\n\r\n[schedule]\r\ncountry = \"DE\"\r\n"},
		{"blanks and quotes around names", "[ \"user\" ] # me\n  \"name\" = \"Sam\"\n", []setting{name},
			"[ \"user\" ] # me\n  \"name\" = \"Jo \\\"J\\\" Weber\"\n"},
		{"a dotted key", "user.name = \"Sam\"\n", []setting{name}, "user.name = \"Jo \\\"J\\\" Weber\"\n"},
		{"a table inside a line", "user = { name = \"Sam\" }\n", []setting{name},
			"error: it is written in a way that cannot be changed line by line; change user.name by hand"},
		{"a value of several lines", "[user]\nname = \"\"\"\nSam\"\"\"\n", []setting{name},
			"error: it is written in a way"},
		{"a line inside of a text that looks like the key", "[user]\nphone = '''\nname = \"x\"'''\n", []setting{name},
			"error: it is written in a way"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, _, err := edit(tt.text, tt.settings)
			if err != nil {
				got = "error: " + err.Error()
			}
			if got != tt.want && !(err != nil && strings.HasPrefix(got, tt.want)) {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestEditOfTheExample sets each key of the dialogue in the config that it begins with.
func TestEditOfTheExample(t *testing.T) {
	acc := account{
		was: config.Default(), name: "Sam", email: "sam@example.test",
		username: "sam", password: "s3cret", mailbox: true,
		provider: provider{smtp: server{"smtp.example.test", 465, "implicit"}, auth: "login",
			imap: server{"imap.example.test", 143, "starttls"}},
		timezone: "Europe/Berlin", country: "DE", background: "I ran two wards.",
	}
	text, changes, err := edit(config.Example, acc.settings("/etc/secret"))
	if err != nil {
		t.Fatal(err)
	}
	cfg := config.Default()
	if _, err := toml.Decode(text, cfg); err != nil {
		t.Fatal(err)
	}
	if cfg.User.Background != acc.background || cfg.SMTP.Port != 465 || cfg.SMTP.PasswordFile != "/etc/secret" ||
		cfg.Mailbox.TLS != "starttls" || cfg.Schedule.Country != "DE" {
		t.Errorf("the config is %+v", cfg)
	}
	if added := strings.Count(text, "\n") - strings.Count(config.Example, "\n"); added != 1 {
		t.Errorf("%d lines more, want one for the password file", added)
	}
	again := accountOf(cfg)
	again.provider, again.kept = providerOfConfig(cfg), true
	if same, more, err := edit(text, again.settings("/other")); err != nil || same != text || len(more) > 0 {
		t.Errorf("the second time, %v changes, %v", more, err)
	}
	if len(changes) < 10 {
		t.Errorf("only %v changes", changes)
	}
}
