package command

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"followup/rules"
)

// KeySize is the size of the key of a [Signer] in bytes, that of the hash.
const KeySize = sha256.Size

// validFor is how long the tokens of a reminder are good. A request for news may be answered in weeks; most are in two
// months.
const validFor = 90 // days

// A token is the day after which it is void, and half of the HMAC, the least that RFC 2104 recommends: 24 characters of
// base64, none of which a mail program folds or changes in a subject.
const (
	daySize   = 2
	macSize   = sha256.Size / 2
	tokenSize = (daySize + macSize) / 3 * 4
)

// What may be wrong with a token.
var (
	ErrForged  = errors.New("its token is not one of this database, or not for these words")
	ErrExpired = fmt.Errorf("its token is too old; tokens are good for %d days", validFor)
)

// A Signer makes tokens, by which a mail shows that a reminder of this database offered what the mail says, and checks
// them. Whoever has the key can make tokens, and so can whoever reads the user's mail; nobody else.
type Signer struct{ key []byte }

// NewSigner returns a Signer with a secret key of [KeySize] bytes.
func NewSigner(key []byte) (Signer, error) {
	if len(key) != KeySize {
		return Signer{}, fmt.Errorf("the key for commands by mail has %d bytes; expected %d", len(key), KeySize)
	}
	return Signer{key}, nil
}

// Token returns the token with which a mail may say these words about the reminder with that key.
func (s Signer) Token(k rules.Key, words string, now time.Time) string {
	return base64.RawURLEncoding.EncodeToString(s.sign(k, words, day(now)+validFor))
}

// Check returns [ErrForged] or [ErrExpired] unless the token is good for these words about the reminder with that key.
func (s Signer) Check(token string, k rules.Key, words string, now time.Time) error {
	given, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(given) != daySize+macSize {
		return ErrForged
	}
	last := int64(binary.BigEndian.Uint16(given))
	if !hmac.Equal(given, s.sign(k, words, last)) {
		return ErrForged
	}
	if day(now) > last {
		return ErrExpired
	}
	return nil
}

// sign returns the bytes of a token that is good until the end of that day.
func (s Signer) sign(k rules.Key, words string, last int64) []byte {
	h := hmac.New(sha256.New, s.key)
	fmt.Fprintf(h, "followup command 1\n%d %d %s %v %d\n%d\n%s", // a kind has no blanks
		k.ApplicationID, k.InterviewID, k.Kind, k.LastCall, k.Round, last, words)
	token := binary.BigEndian.AppendUint16(nil, uint16(last)) // enough until 2149
	return append(token, h.Sum(nil)[:macSize]...)
}

// day returns the number of the day, in UTC, since 1970.
func day(t time.Time) int64 { return t.Unix() / (24 * 60 * 60) }
