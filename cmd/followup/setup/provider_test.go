package setup

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"followup/cmd/followup/config"
)

var providerRow = regexp.MustCompile("^\\| (.+?) \\| `(\\S+):(\\d+)` (\\w+) \\| (?:`(\\S+):(\\d+)` (\\w+)|–) \\| " +
	`(.+?) \| (.+?) \| (.+?) \|$`)

// TestAccountsPage checks that docs/accounts.md has the providers that the program has, in its order, with the same
// servers and logins.
func TestAccountsPage(t *testing.T) {
	page, err := os.ReadFile("../../../docs/accounts.md")
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(page)) {
		if row := providerRow.FindStringSubmatch(strings.TrimSpace(line)); row != nil {
			rows = append(rows, row)
		}
	}
	known := slices.DeleteFunc(slices.Clone(providers), func(p provider) bool { return p.smtp.host == "" })
	if len(rows) != len(known) || !strings.Contains(string(page), "| "+exchange+" | its own") {
		t.Fatalf("the page has %d providers, the program %d and %s", len(rows), len(known), exchange)
	}
	for i, p := range known {
		row := rows[i]
		said := fmt.Sprintf("%s, %s %s %s, %s %s %s", row[1], row[2], row[3], row[4], row[5], row[6], row[7])
		port := fmt.Sprint(p.imap.port)
		if p.imap.host == "" {
			port = ""
		}
		want := fmt.Sprintf("%s, %s %d %s, %s %s %s", p.name, p.smtp.host, p.smtp.port, p.smtp.tls, p.imap.host, port,
			p.imap.tls)
		if said != want {
			t.Errorf("the page has   %s\nthe program has %s", said, want)
		}
		takes := row[8]
		for word, is := range map[string]bool{
			"a login in the browser": p.auth == "oauth", "no login": p.auth == "none",
			"the name before the @": p.short != "",
			"app password":          strings.Contains(p.needs, "app password"),
		} {
			if strings.Contains(takes, word) != is {
				t.Errorf("%s: the page says %q, and the program %q with auth %q", p.name, takes, p.needs, p.auth)
			}
		}
	}
}

// TestProviders checks each provider's answers: they make a config that is right.
func TestProviders(t *testing.T) {
	for _, p := range providers {
		t.Run(p.name, func(t *testing.T) {
			if p.smtp.host == "" { // it is asked for
				p.smtp.host = "mail.example.test"
			}
			acc := account{was: config.Default(), name: "Sam", email: "sam@example.test", provider: p,
				mailbox: p.imap.host != ""}
			if p.auth != "none" {
				acc.username, acc.password = "sam@example.test", "secret"
			}
			if p.auth == "oauth" {
				acc.password, acc.clientID = "", "app-1"
			}
			path := t.TempDir() + "/config.toml"
			text, _, err := edit(config.Example, acc.settings("/etc/secret"))
			if err == nil {
				err = os.WriteFile(path, []byte(text), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			source := config.Source{File: path, Database: "/nowhere/x.db"}
			cfg, err := source.Load()
			if err != nil {
				t.Fatal(err)
			}
			if _, _, err := cfg.NewPost(t.Context(), "test"); err != nil {
				t.Error(err)
			}
			box, err := cfg.NewMailbox(t.Context())
			if err != nil || (box != nil) != acc.mailbox {
				t.Errorf("mailbox %v, %v", box, err)
			}
			if p.short == "imap" && cfg.Mailbox.Username != "sam" || p.short != "imap" && cfg.Mailbox.Username != "" {
				t.Errorf("the mailbox has the username %q", cfg.Mailbox.Username)
			}
		})
	}
}

func TestProviderOfAddress(t *testing.T) {
	for address, want := range map[string]string{
		"sam@GMAIL.com": "Gmail", "sam@hotmail.co.uk": "Outlook.com", "sam@live.de": "Outlook.com",
		"sam@gmx.at": "GMX", "sam@gmx.fr": "GMX.com", "sam@yahoo.co.uk": "Yahoo", "sam@yahoo.co.jp": "",
		"sam@posteo.net": "Posteo", "sam@zoho.eu": "Zoho in Europe", "sam@mail.gmx.test": "", "sam@outlook": "",
		"sam@example.org": "", "sam@outlook.mycompany.de": "", "sam@posteo.example.org": "",
	} {
		if p, ok := providerOf(address); p.name != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", address, p.name, want)
		}
	}
}

func TestProviderNamed(t *testing.T) {
	for name, want := range map[string]string{
		"GMAIL": "Gmail", "gmial": "~Gmail", "fastmial": "~Fastmail", "web.de": "WEB.DE", "gmx": "GMX",
		"gmail.com": "Gmail", "outlok.com": "~Outlook.com", "smtp.gmail.com": "Gmail", "posteo.de": "Posteo",
		"localhost": "~", "127.0.0.1": "~", "mail.example.org": "~",
		"acme": "~", "university of nowhere": "~", "": "~",
	} {
		p, near, ok := providerNamed(name)
		if got := map[bool]string{true: p.name, false: "~" + near}[ok]; got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
