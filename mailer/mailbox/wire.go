package mailbox

import (
	"bufio"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"followup/mailer/budget"
)

// answerBudget is how many bytes the server may say in one response.
const answerBudget = maxLine + maxLiteral + 256<<10

// A wire is the connection that the library has. It reads from the server response by response, and hands on what
// [wire.translate] makes of them. It also keeps the time, because the library waits without end for what comes next.
type wire struct {
	net.Conn              // with the encryption
	raw      *budget.Conn // below it; closing it ends every wait
	patience time.Duration
	expiry   *time.Timer // of the current answer

	in  *bufio.Reader
	out []byte // translated, and not read by the library yet

	loggingIn  atomic.Bool  // a login is under way
	unreadable atomic.Int64 // mails that could not be read
	farewell   atomic.Pointer[string]

	mu    sync.Mutex
	cause error // what ended the connection
}

// past is a deadline that has passed on any clock.
var past = time.Unix(1, 0)

func newWire(raw *budget.Conn, patience time.Duration) *wire {
	w := &wire{Conn: raw, raw: raw, patience: patience, in: bufio.NewReader(raw)}
	w.expiry = time.AfterFunc(patience, func() { _ = raw.SetDeadline(past) })
	return w
}

// encrypt replaces the stream by an encrypted one.
func (w *wire) encrypt(secure net.Conn) {
	w.Conn = secure
	w.in.Reset(secure)
}

// next reads a response. Nothing but a tagged one ends the time that a command has; each of the others begins it anew.
func (w *wire) next() (response, error) {
	w.raw.NextAnswer()
	r, err := readResponse(w.in)
	switch {
	case w.raw.Exceeded():
		err = budget.ErrExceeded
	case err != nil:
	case len(r.text) > 0 && r.text[0] != '*' && r.text[0] != '+':
		w.expiry.Stop()
	default:
		w.expiry.Reset(w.patience)
	}
	return r, err
}

// Read implements [net.Conn] for the library.
func (w *wire) Read(p []byte) (int, error) {
	for len(w.out) == 0 {
		r, err := w.next()
		if err != nil {
			w.fail(err)
			return 0, err
		}
		w.out = w.translate(r)
	}
	n := copy(p, w.out)
	w.out = w.out[n:]
	return n, nil
}

// Write implements [net.Conn] for the library. It begins the time that the server has for its answer.
func (w *wire) Write(p []byte) (int, error) {
	w.expiry.Reset(w.patience)
	n, err := w.Conn.Write(p)
	if err != nil {
		w.fail(err)
	}
	return n, err
}

// Close implements [net.Conn] without a word to the server.
func (w *wire) Close() error {
	w.expiry.Stop()
	return w.raw.Close()
}

// The library's own deadlines are for the time between two bytes, and it has none between two responses.

// SetDeadline does nothing.
func (w *wire) SetDeadline(time.Time) error { return nil }

// SetReadDeadline does nothing.
func (w *wire) SetReadDeadline(time.Time) error { return nil }

// SetWriteDeadline does nothing.
func (w *wire) SetWriteDeadline(time.Time) error { return nil }

// fail notes what ended the connection. The library keeps the words of an error and not the error.
func (w *wire) fail(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cause == nil {
		w.cause = err
	}
}

// failure returns what ended the connection, or nil.
func (w *wire) failure() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cause
}
