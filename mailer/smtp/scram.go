package smtp

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	gomail "github.com/wneessen/go-mail/smtp"
)

// The rounds of key derivation that a server may ask for. The minimum is that of RFC 5802 and 7677; the maximum takes
// half a second.
const (
	minRounds = 4096
	maxRounds = 1_000_000
)

// scram is go-mail's SCRAM (RFC 5802 and 7677), held to the order of the messages. By itself, go-mail derives a key
// with as many rounds and as often as the server likes, which nothing can interrupt. It accepts a signature that
// was computed without a key, and it does not insist on one.
type scram struct {
	gomail.Auth
	heard int // messages of the server
}

var errUnproven = errors.New("the server did not prove that it knows the password, as SCRAM has it; check smtp.host")

// Next answers the server's messages: an empty one; its nonce, salt and rounds; its signature; and success.
func (s *scram) Next(challenge []byte, more bool) ([]byte, error) {
	s.heard++
	prefix, inOrder := map[int]string{1: "", 2: "r=", 3: "v="}[s.heard]
	switch {
	case !more && s.heard != 4:
		return nil, errUnproven
	case !more:
		return s.Auth.Next(challenge, more)
	case !inOrder, !bytes.HasPrefix(challenge, []byte(prefix)), s.heard == 1 && len(challenge) > 0:
		return nil, errors.New("the server does not keep to the order of SCRAM")
	}
	if s.heard == 2 {
		if err := checkRounds(challenge); err != nil {
			return nil, err
		}
	}
	return s.Auth.Next(challenge, more)
}

// checkRounds checks the rounds in "r=nonce,s=salt,i=rounds". It finds them by position, as go-mail does.
func checkRounds(challenge []byte) error {
	fields := bytes.Split(challenge, []byte(","))
	if len(fields) < 3 {
		return errors.New("the server's SCRAM challenge lacks something")
	}
	rounds, _ := bytes.CutPrefix(fields[2], []byte("i="))
	if n, err := strconv.Atoi(string(rounds)); err != nil || n < minRounds || n > maxRounds {
		return fmt.Errorf("the server asks for %.20q rounds of SCRAM, where %d to %d make sense; "+
			"check smtp.host, or choose another way with smtp.auth", rounds, minRounds, maxRounds)
	}
	return nil
}
