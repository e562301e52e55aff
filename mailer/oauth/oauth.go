// Package oauth logs in to a mail account in the browser instead of with a password, by the device authorization grant
// of OAuth 2.0 (RFC 8628). It keeps the token that it gets in a file, and renews it.
package oauth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"followup/pattern"
)

// An Issuer is who gives the tokens.
type Issuer struct {
	Name          string
	Device, Token string   // the addresses for a code and for a token; "{tenant}" in them is the tenant
	Pages         []string // the only addresses that a user is ever sent to
	Servers       []string // the domains of the only mail servers that are shown a token
	Send, Read    string   // the scopes for sending by SMTP and for reading by IMAP
}

// Microsoft returns the issuer for Outlook.com and Microsoft 365, as in learn.microsoft.com, "OAuth 2.0 device
// authorization grant" and "Authenticate an IMAP, POP or SMTP connection using OAuth". The first page is the one of
// those pages; personal accounts are sent to the second; the third is where the first has led since 2024.
func Microsoft() Issuer {
	const base = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/"
	return Issuer{
		Name:   "Microsoft",
		Device: base + "devicecode",
		Token:  base + "token",
		Pages: []string{
			"https://microsoft.com/devicelogin", "https://www.microsoft.com/link",
			"https://login.microsoft.com/device",
		},
		Servers: []string{"outlook.com", "office365.com", "office.com"},

		Send: "https://outlook.office.com/SMTP.Send",
		Read: "https://outlook.office.com/IMAP.AccessAsUser.All",
	}
}

// Serves returns an error unless a mail server is one of the issuer's. Another one could use a token that it is shown.
func (i Issuer) Serves(host string) error {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if slices.ContainsFunc(i.Servers, func(d string) bool { return host == d || strings.HasSuffix(host, "."+d) }) {
		return nil
	}
	return fmt.Errorf("%q is not a mail server of %s, which alone may see the token of a login", host, i.Name)
}

// Config is an account, and what followup may do in it.
type Config struct {
	Issuer     Issuer
	ClientID   string // of the application that is registered with the issuer
	Tenant     string
	Send, Read bool // what the token is for

	File    string // keeps the token
	Command string // what the user runs to log in, for messages
	Now     func() time.Time

	// Transport replaces the default in tests.
	Transport http.RoundTripper
}

// An Account gives access tokens. Several processes may use the same one.
type Account struct{ cfg Config }

// New returns an account. It opens nothing.
func New(cfg Config) *Account { return &Account{cfg} }

// word matches what may stand in an address as it is.
var word = pattern.Lazy(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// CheckClient returns an error if a client id or a tenant cannot be one.
func CheckClient(id, tenant string) error {
	switch {
	case !word.MatchString(id):
		return fmt.Errorf("oauth.client_id is %q; write the application id of the registered application", id)
	case !word.MatchString(tenant):
		return fmt.Errorf(`oauth.tenant is %q; expected "common", "consumers", "organizations", or the id or domain `+
			`of your organization`, tenant)
	}
	return nil
}

// scopes returns what the token is for, and no more. The last one is for a token that can be renewed.
func (a *Account) scopes() (scopes []string) {
	if a.cfg.Send {
		scopes = append(scopes, a.cfg.Issuer.Send)
	}
	if a.cfg.Read {
		scopes = append(scopes, a.cfg.Issuer.Read)
	}
	return append(scopes, "offline_access")
}

func (a *Account) client() *oauth2.Config {
	at := func(address string) string { return strings.ReplaceAll(address, "{tenant}", a.cfg.Tenant) }
	return &oauth2.Config{
		ClientID: a.cfg.ClientID,
		Scopes:   a.scopes(),
		Endpoint: oauth2.Endpoint{
			DeviceAuthURL: at(a.cfg.Issuer.Device), TokenURL: at(a.cfg.Issuer.Token),
			AuthStyle: oauth2.AuthStyleInParams, // or the library tries a code twice
		},
	}
}

// patience is how long the issuer may take for one answer. Together with the wait for another process it is less than
// the half minute that a mail server is kept waiting for a password.
const patience = 14 * time.Second

// asking returns a context in which the library asks the issuer.
func (a *Account) asking(ctx context.Context) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, &http.Client{
		Timeout:   patience,
		Transport: a.cfg.Transport,
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // nobody else gets the token
		},
	})
}

// Token returns an access token. It renews one that has expired or soon will.
func (a *Account) Token(ctx context.Context) (string, error) {
	t, err := a.read()
	if err != nil || t.isFresh(a.cfg.Now()) {
		return t.Access, err
	}
	waiting, enough := context.WithTimeout(ctx, patience)
	unlock, err := a.lock(waiting)
	enough()
	if err != nil {
		return "", err
	}
	defer unlock()
	t, err = a.read() // another process may have renewed it meanwhile
	if err != nil || t.isFresh(a.cfg.Now()) {
		return t.Access, err
	}
	return a.renew(ctx, t)
}

// renew gets a new token for the old one. The caller has locked the file. It does not end with ctx: an issuer may have
// given a new refresh token for the old one by then, and the answer has it.
func (a *Account) renew(ctx context.Context, old token) (string, error) {
	next, err := a.begin()
	if err != nil {
		return "", err
	}
	defer next.drop()
	ctx = a.asking(context.WithoutCancel(ctx))
	got, err := a.client().TokenSource(ctx, &oauth2.Token{RefreshToken: old.Refresh}).Token()
	if err != nil {
		return "", a.explain(err, old.Refresh)
	}
	t := a.tokenOf(got)
	t.Scopes = old.Scopes // whoever looks at the mailbox again need not log in again
	return t.Access, next.keep(t)
}

// tokenOf returns what is kept of a token. The library has an expiry by another clock.
func (a *Account) tokenOf(got *oauth2.Token) token {
	now := a.cfg.Now()
	return token{
		ClientID: a.cfg.ClientID, Tenant: a.cfg.Tenant, Scopes: a.scopes(), Since: now,
		Until:  now.Add(time.Duration(got.ExpiresIn) * time.Second),
		Access: got.AccessToken, Refresh: got.RefreshToken,
	}
}

// Check reports an error if the user has not logged in. It asks nobody.
func (a *Account) Check() error {
	_, err := a.read()
	return err
}

// userCode matches what a user can be asked to type.
var userCode = pattern.Lazy(`^[A-Za-z0-9-]{4,32}$`)

// Login gets the first token. It calls show with the address to open and the code to enter there, and waits until the
// user has done so.
func (a *Account) Login(ctx context.Context, show func(address, code string)) error {
	if err := a.keep(ctx, nil); err != nil { // nobody logs in for nothing
		return err
	}
	ask := a.asking(ctx)
	code, err := a.client().DeviceAuth(ask)
	if err != nil {
		return a.explain(err, "")
	}
	page := slices.Index(a.cfg.Issuer.Pages, code.VerificationURI)
	if page < 0 || !userCode.MatchString(code.UserCode) {
		return fmt.Errorf("%s names another page to log in on than it should, or an odd code; nothing was done, "+
			"because somebody may want your password there", a.cfg.Issuer.Name)
	}
	show(a.cfg.Issuer.Pages[page], code.UserCode)
	got, err := a.wait(ask, code)
	if err != nil {
		return err
	}
	if got.RefreshToken == "" {
		return fmt.Errorf("%s gave a token that cannot be renewed; check the permissions of the application "+
			"(offline_access)", a.cfg.Issuer.Name)
	}
	return a.keep(ctx, got)
}

// keep writes the file, or without a token finds out whether it can.
func (a *Account) keep(ctx context.Context, got *oauth2.Token) error {
	unlock, err := a.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	next, err := a.begin()
	if err != nil {
		return err
	}
	defer next.drop()
	if got == nil {
		return nil
	}
	return next.keep(a.tokenOf(got))
}

// wait waits until the user has entered the code. A network that is away for a moment does not end it.
func (a *Account) wait(ctx context.Context, code *oauth2.DeviceAuthResponse) (*oauth2.Token, error) {
	for {
		got, err := a.client().DeviceAccessToken(ctx, code)
		var wrong *url.Error
		switch refused := new(oauth2.RetrieveError); {
		case err == nil:
			return got, nil
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case errors.Is(err, context.DeadlineExceeded) && !errors.As(err, &wrong),
			errors.As(err, &refused) && refused.ErrorCode == "expired_token":
			return nil, fmt.Errorf("the code was not entered in time; run `%s` again", a.cfg.Command)
		case errors.As(err, &refused) && slices.Contains([]string{"access_denied", "authorization_declined"},
			refused.ErrorCode):
			return nil, errors.New("the login was declined in the browser; nothing was changed")
		case errors.As(err, &refused) && refused.Response.StatusCode >= http.StatusInternalServerError:
		case !errors.As(err, &wrong):
			return nil, a.explain(err, code.DeviceCode)
		}
	}
}
