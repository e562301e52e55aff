package oauth

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"

	"golang.org/x/oauth2"

	"followup/mailer/redact"
	"followup/rules"
)

// maxWords is how much of what the issuer says is shown, in characters.
const maxWords = 200

// The codes by which an issuer says that only the user can go on, and that something is wrong with the application.
// The first is of RFC 6749, 5.2; the others Microsoft has when it wants to see the user again.
var (
	needUser   = []string{"invalid_grant", "interaction_required", "consent_required", "login_required"}
	needClient = []string{"invalid_client", "unauthorized_client", "invalid_scope", "invalid_request"}
)

// explain returns an error of the library in words, without the secret. What the library itself says of an answer may
// be all of the answer.
func (a *Account) explain(err error, secret string) error {
	refused := new(oauth2.RetrieveError)
	name := a.cfg.Issuer.Name
	if !errors.As(err, &refused) {
		return fmt.Errorf("cannot reach %s (%s)", name, reason(err))
	}
	said := fmt.Sprint(refused.Response.StatusCode)
	if refused.ErrorCode != "" {
		said = refused.ErrorCode
		if refused.ErrorDescription != "" {
			said += ": " + refused.ErrorDescription
		}
	}
	if secret != "" {
		said = redact.Login(said, "", secret)
	}
	said = rules.Clip(rules.OneLine(said), maxWords)
	switch {
	case slices.Contains(needUser, refused.ErrorCode):
		return fmt.Errorf("%s has ended the login (%s); run `%s`", name, said, a.cfg.Command)
	case slices.Contains(needClient, refused.ErrorCode):
		return fmt.Errorf("%s does not accept the application (%s); check oauth.client_id, oauth.tenant and the "+
			"permissions of the application", name, said)
	}
	return fmt.Errorf("%s gives no token just now (%s)", name, said)
}

// reason returns why nothing was heard of the issuer.
func reason(err error) string {
	var timeout net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout() {
		return "no answer in time"
	}
	if failed := new(url.Error); errors.As(err, &failed) {
		return rules.Clip(rules.OneLine(failed.Err.Error()), maxWords)
	}
	return "its answer makes no sense" // and may have a token in it
}
