package setup

import (
	"slices"
	"strings"

	"followup/cmd/followup/config"
	"followup/mailer/mailbox"
	"followup/pattern"
	"followup/typo"
)

// A server is a mail server: for sending by SMTP, or for reading by IMAP.
type server struct {
	host string
	port int
	tls  string
}

// A provider is a mail provider, and how to use it. docs/accounts.md has the same with the source of each.
type provider struct {
	name    string
	domains []string // of its addresses; one that ends with a dot goes on with any country
	smtp    server
	imap    server // no host if it is not known
	auth    string // of both, as in smtp.auth; "" for the best method that the server offers
	tenant  string // of a login in the browser
	short   string // where the username is what stands before the "@": "imap", or "both"
	needs   string // what the user must do or know first
}

const (
	appPassword = "It requires an app password, which you create in the security settings of your account; " +
		"your usual password is refused."
	noPassword = "It no longer takes a password, only a login in the browser (docs/accounts.md says how) or the " +
		"token of another program."
	allowIMAP = "First allow other programs in the settings of your account, under POP3/IMAP. With two-factor " +
		"authentication it requires an app password, which you create there under security."
)

var providers = []provider{
	{"Gmail", []string{"gmail.com", "googlemail.com"},
		server{"smtp.gmail.com", 587, "starttls"}, server{"imap.gmail.com", 993, "implicit"}, "", "", "",
		appPassword + " Two-step verification must be on. https://myaccount.google.com/apppasswords"},
	{"Outlook.com", []string{"outlook.", "hotmail.", "live.", "msn.com"},
		server{"smtp-mail.outlook.com", 587, "starttls"}, server{"outlook.office365.com", 993, "implicit"},
		"oauth", "consumers", "",
		noPassword + " For the mailbox, allow IMAP in its settings, under Forwarding and IMAP."},
	{"Microsoft 365", nil,
		server{"smtp.office365.com", 587, "starttls"}, server{"outlook.office365.com", 993, "implicit"},
		"oauth", "organizations", "", "Use a login in the browser (docs/accounts.md says how) or the token of " +
			"another program; passwords end with 2026. An administrator must allow SMTP for your mailbox."},
	{"Fastmail", []string{"fastmail."},
		server{"smtp.fastmail.com", 465, "implicit"}, server{"imap.fastmail.com", 993, "implicit"}, "", "", "",
		appPassword + " There are none with a Basic plan. https://www.fastmail.com/help/clients/apppassword.html"},
	{"iCloud", []string{"icloud.com", "me.com", "mac.com"},
		server{"smtp.mail.me.com", 587, "starttls"}, server{"imap.mail.me.com", 993, "implicit"}, "", "", "imap",
		appPassword + " https://account.apple.com"},
	{"Yahoo", []string{"yahoo.", "ymail.com", "myyahoo.com", "rocketmail.com"},
		server{"smtp.mail.yahoo.com", 465, "implicit"}, server{"imap.mail.yahoo.com", 993, "implicit"}, "", "", "",
		appPassword + " https://login.yahoo.com/account/security"},
	{"AOL", []string{"aol.", "aim.com"},
		server{"smtp.aol.com", 465, "implicit"}, server{"imap.aol.com", 993, "implicit"}, "", "", "",
		appPassword + " https://login.aol.com/account/security"},
	{"Proton Bridge", []string{"proton.me", "protonmail.com", "pm.me"},
		server{"127.0.0.1", 1025, "none"}, server{"127.0.0.1", 1143, "none"}, "", "", "",
		"The Bridge must be running on this machine; use the password that it shows. docs/accounts.md says how to " +
			"encrypt the connection to it as well."},
	{"mailbox.org", []string{"mailbox.org"},
		server{"smtp.mailbox.org", 465, "implicit"}, server{"imap.mailbox.org", 993, "implicit"}, "", "", "",
		"Use the password of your account, or an app password if you use two-factor authentication: in its settings."},
	{"GMX", []string{"gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.eu", "gmx.org", "gmx.info", "gmx.biz"},
		server{"mail.gmx.net", 587, "starttls"}, server{"imap.gmx.net", 993, "implicit"}, "", "", "", allowIMAP},
	{"GMX.com", []string{"gmx."},
		server{"mail.gmx.com", 587, "starttls"}, server{"imap.gmx.com", 993, "implicit"}, "", "", "", allowIMAP},
	{"WEB.DE", []string{"web.de"},
		server{"smtp.web.de", 587, "starttls"}, server{"imap.web.de", 993, "implicit"}, "", "", "both", allowIMAP},
	{"T-Online", []string{"t-online.de", "magenta.de"},
		server{"securesmtp.t-online.de", 465, "implicit"}, server{"secureimap.t-online.de", 993, "implicit"},
		"", "", "",
		"It requires the password for mail programs, which you set in the settings of its webmail, under passwords."},
	{"Posteo", []string{"posteo."},
		server{"posteo.de", 465, "implicit"}, server{"posteo.de", 993, "implicit"}, "", "", "",
		appPassword + " https://posteo.de/en/help/app-passwords"},
	{"Zoho", []string{"zoho.com", "zohomail.com"},
		server{"smtp.zoho.com", 465, "implicit"}, server{"imap.zoho.com", 993, "implicit"}, "", "", "", zohoNeeds},
	{"Zoho in Europe", []string{"zoho.eu", "zohomail.eu"},
		server{"smtp.zoho.eu", 465, "implicit"}, server{"imap.zoho.eu", 993, "implicit"}, "", "", "", zohoNeeds},
	{"freenet", []string{"freenet.de"},
		server{"mx.freenet.de", 465, "implicit"}, server{"mx.freenet.de", 993, "implicit"}, "", "", "",
		"First allow other programs in the settings of your mail, under POP3/IMAP/SMTP."},
	{"IONOS", nil,
		server{"smtp.ionos.de", 465, "implicit"}, server{"imap.ionos.de", 993, "implicit"}, "", "", "",
		"Use the password of your mailbox, or an app password if you use two-factor authentication."},
	{"Yandex", []string{"yandex.", "ya.ru", "narod.ru"},
		server{"smtp.yandex.com", 465, "implicit"}, server{"imap.yandex.com", 993, "implicit"}, "", "", "",
		"Allow mail programs in the settings of your mail, and use an app password. " +
			"https://yandex.com/support/passport/authorization/app-passwords.html"},
	{exchange, nil, server{"", 587, "starttls"}, server{}, "", "", "",
		"Ask for the names of its servers for SMTP and IMAP. The username may be your address, or as in CAMPUS\\sam. " +
			"If it sends you to a Microsoft page to log in, answer \"Microsoft 365\" instead."},
	{onThisMachine, nil, server{"localhost", 25, "none"}, server{}, "none", "", "",
		"It must accept mail from this machine without a login."},
}

const (
	onThisMachine = "a mail server on this machine"
	exchange      = "Exchange of a university or company"
	zohoNeeds     = "First allow IMAP in the settings of your mail. With multi-factor authentication it requires an " +
		"app password, which you create under Security at accounts.zoho.com or accounts.zoho.eu."
)

// ofCountry matches how a provider's domain goes on in other countries: "de", "co.uk".
var ofCountry = pattern.Lazy(`^(com|net|((com?)\.)?[a-z]{2})$`)

// providerOf returns the provider of an address.
func providerOf(address string) (provider, bool) {
	_, domain, _ := strings.Cut(strings.ToLower(address), "@")
	if domain == "yahoo.co.jp" { // another company
		return provider{}, false
	}
	i := slices.IndexFunc(providers, func(p provider) bool {
		return slices.ContainsFunc(p.domains, func(d string) bool {
			country, ok := strings.CutPrefix(domain, d)
			return d == domain || ok && strings.HasSuffix(d, ".") && ofCountry.MatchString(country)
		})
	})
	if i < 0 {
		return provider{}, false
	}
	return providers[i], true
}

// providerNames returns the names by which providers are known.
func providerNames() (names []string) {
	for _, p := range providers {
		names = append(names, p.name)
	}
	return names
}

// providerOfConfig returns the provider that a config has, with its servers and its login as they are there. One that
// is not known has the name of its server.
func providerOfConfig(cfg *config.Config) provider {
	here := server{cfg.SMTP.Host, cfg.SMTP.Port, cfg.SMTP.TLS}
	p := provider{name: here.host}
	for _, known := range providers {
		if known.smtp.host == here.host && known.smtp.port == here.port {
			p = known
			break
		}
	}
	p.smtp, p.auth, p.tenant = here, cfg.SMTP.Auth, cfg.OAuth.Tenant
	if cfg.Mailbox.IsOn() {
		p.imap = server{cfg.Mailbox.Host, cfg.Mailbox.Port, cfg.Mailbox.TLS}
	}
	return p
}

// providerNamed returns the provider of that name, in any case, or whose addresses or server have it. If there is none,
// it returns the name that was probably meant, or "".
func providerNamed(s string) (p provider, near string, ok bool) {
	s = strings.ToLower(s)
	if p, ok := providerOf("@" + s); ok {
		return p, "", true
	}
	best := 2                      // of keystrokes; more would be another word
	if !strings.Contains(s, ".") { // not a server
		best = max(best, len(s)/3)
	}
	for _, p := range providers {
		name := strings.ToLower(p.name)
		if name == s || s != "" && p.smtp.host == s && !mailbox.IsLoopback(s) {
			return p, "", true
		}
		if d := typo.Distance(name, s); d <= best && d > 0 {
			best, near = d-1, p.name
		}
	}
	return provider{}, near, false
}
