package setup

import (
	"slices"
	"strings"
)

// A provider is a mail provider and how to send mail through it, according to its help pages of November 2026.
type provider struct {
	name    string
	domains []string // of its addresses
	host    string
	port    int
	tls     string
	auth    string // "" for the best method that the server offers
	needs   string // what the user must do or know first
}

const (
	appPassword = "It requires an app password, which you create in the security settings of your account; " +
		"your usual password is refused."
	oauth = "It no longer accepts a password, only an access token (OAuth 2); enter a command that prints a fresh one."
)

var providers = []provider{
	{"Gmail", []string{"gmail.com", "googlemail.com"}, "smtp.gmail.com", 587, "starttls", "",
		appPassword + " Two-step verification must be on."},
	{"Outlook.com", []string{"outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.de", "hotmail.de"},
		"smtp-mail.outlook.com", 587, "starttls", "xoauth2", oauth},
	{"Microsoft 365", nil, "smtp.office365.com", 587, "starttls", "xoauth2",
		oauth + " An administrator must allow SMTP for your mailbox."},
	{"Fastmail", []string{"fastmail.com", "fastmail.fm"}, "smtp.fastmail.com", 465, "implicit", "", appPassword},
	{"iCloud", []string{"icloud.com", "me.com", "mac.com"}, "smtp.mail.me.com", 587, "starttls", "", appPassword},
	{"Yahoo", []string{"yahoo.com", "yahoo.de", "yahoo.co.uk", "yahoo.fr", "ymail.com"},
		"smtp.mail.yahoo.com", 465, "implicit", "", appPassword},
	{"Proton Bridge", []string{"proton.me", "protonmail.com", "pm.me"}, "127.0.0.1", 1025, "none", "",
		"The Bridge must be running on this machine; use the password that it shows."},
	{"mailbox.org", []string{"mailbox.org"}, "smtp.mailbox.org", 465, "implicit", "",
		"Use the password of your account, or an app password if you use two-factor authentication."},
	{"GMX", []string{"gmx.de", "gmx.net", "gmx.at", "gmx.ch"}, "mail.gmx.net", 587, "starttls", "",
		"First allow other programs in the settings of your account, under POP3/IMAP."},
	{"GMX.com", []string{"gmx.com", "gmx.us", "gmx.co.uk"}, "mail.gmx.com", 587, "starttls", "",
		"First allow other programs in the settings of your account, under POP3/IMAP."},
	{"Posteo", []string{"posteo.de", "posteo.net"}, "posteo.de", 465, "implicit", "",
		"Use the password of your account."},
	{"a mail server on this machine", nil, "localhost", 25, "none", "none",
		"It must accept mail from this machine without a login."},
}

// providerOf returns the provider of an address.
func providerOf(address string) (provider, bool) {
	_, domain, _ := strings.Cut(strings.ToLower(address), "@")
	i := slices.IndexFunc(providers, func(p provider) bool { return slices.Contains(p.domains, domain) })
	if i < 0 {
		return provider{}, false
	}
	return providers[i], true
}

// providerNamed returns the provider of that name, in any case.
func providerNamed(s string) (provider, bool) {
	i := slices.IndexFunc(providers, func(p provider) bool { return strings.EqualFold(p.name, s) })
	if i < 0 {
		return provider{}, false
	}
	return providers[i], true
}
