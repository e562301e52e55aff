// Package redact takes secrets out of what a mail server says.
package redact

import (
	"encoding/base64"
	"strings"
)

// Login returns what a server said without the secret of a login, a password or an access token, in the forms in which
// a server may repeat it. The text must not have been cut short before, as that could leave half of a secret.
func Login(said, username, secret string) string {
	b64 := base64.StdEncoding.EncodeToString
	for _, form := range []string{
		b64([]byte("\x00" + username + "\x00" + secret)),
		b64([]byte("user=" + username + "\x01auth=Bearer " + secret + "\x01\x01")),
		b64([]byte("n,a=" + SASLName(username) + ",\x01auth=Bearer " + secret + "\x01\x01")),
		b64([]byte(secret)),
		secret,
	} {
		said = strings.ReplaceAll(said, form, "…")
	}
	return said
}

// SASLName returns a username as it stands in a login with OAUTHBEARER: RFC 5801, 4, sets two characters aside.
func SASLName(username string) string {
	return strings.NewReplacer("=", "=3D", ",", "=2C").Replace(username)
}
