package mailbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"

	"github.com/emersion/go-imap/v2"

	"followup/rules"
)

// maxWords is how much of what a server said is shown, in characters.
const maxWords = 300

// A fault says at which step a session failed.
type fault struct {
	step string
	err  error
}

func (f fault) Error() string { return f.step + " (" + words(f.err) + ")" }

// Unwrap returns what the server or the network said.
func (f fault) Unwrap() error { return f.err }

// reason returns what is behind an error of the library.
func (s *session) reason(err error) error {
	if refused := new(imap.Error); errors.As(err, &refused) || errors.As(err, new(challenge)) {
		return err
	}
	if farewell := s.farewell.Load(); farewell != nil && *farewell != "" {
		return errors.New("BYE " + *farewell)
	}
	if cause := s.failure(); cause != nil {
		return cause
	}
	return err
}

// words returns an error of the dialogue on one line, cut short: the server's answer if there is one, else plain words.
func words(err error) string { return short(inFull(err)) }

// inFull returns the same as the server said it, however long it is.
func inFull(err error) string {
	var timeout net.Error
	refused := new(imap.Error)
	switch {
	case errors.As(err, &refused) && refused.Code != "":
		return fmt.Sprintf("%s [%s] %s", refused.Type, refused.Code, refused.Text)
	case errors.As(err, &refused):
		return fmt.Sprintf("%s %s", refused.Type, refused.Text)
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded),
		errors.As(err, &timeout) && timeout.Timeout():
		return "no answer in time"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.ErrClosedPipe),
		errors.Is(err, net.ErrClosed), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "the connection was closed"
	}
	return err.Error()
}

// short returns s on one line, cut to maxWords characters.
func short(s string) string { return rules.Clip(rules.OneLine(s), maxWords) }
