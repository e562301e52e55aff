package people

import (
	"mime"
	"net/url"
	"strings"
)

// Decoded returns text that was copied from the header of a mail with its encoded words, such as
// "=?utf-8?Q?J=C3=BCrgen?=", decoded. What cannot be decoded is left as it is.
func Decoded(s string) string {
	if !strings.Contains(s, "=?") {
		return s
	}
	if decoded, err := new(mime.WordDecoder).DecodeHeader(s); err == nil {
		return decoded
	}
	return s
}

// FromURI returns the address in a mailto: URI, in which some characters are written like %2B, or s itself.
func FromURI(s string) string {
	const scheme = "mailto:"
	if len(s) <= len(scheme) || !strings.EqualFold(s[:len(scheme)], scheme) {
		return s
	}
	address, _, _ := strings.Cut(s[len(scheme):], "?") // a subject and the like may follow
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}
