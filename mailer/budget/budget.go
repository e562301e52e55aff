// Package budget bounds how much a peer can make the program read.
package budget

import (
	"errors"
	"net"
)

// ErrExceeded is the error of a connection whose peer has said more than it may.
var ErrExceeded = errors.New("it said far more than an answer takes")

// Conn is a connection with a budget of bytes for each answer and one for the whole session. It belongs below the
// encryption: what comes out of TLS is never more than what went in, so one count bounds both.
//
// Like the reads that it counts, NextAnswer and NextSession are for one goroutine at a time. Close and the deadlines
// are for any.
type Conn struct {
	net.Conn

	answer, session         int // what each may take
	answerLeft, sessionLeft int
	exceeded                bool
}

// New returns the connection with both budgets full.
func New(c net.Conn, answer, session int) *Conn {
	return &Conn{Conn: c, answer: answer, session: session, answerLeft: answer, sessionLeft: session}
}

// NextAnswer fills the budget of an answer again. What is left of the session's stays as it is.
func (c *Conn) NextAnswer() { c.answerLeft = c.answer }

// NextSession fills the session's budget again, for a peer that has earned it.
func (c *Conn) NextSession() { c.sessionLeft = c.session }

// Exceeded reports whether the peer said more than it may, for readers that take what comes before an error for all
// there is. Nothing is read from the connection any more.
func (c *Conn) Exceeded() bool { return c.exceeded }

// Read reads no more than is left. When nothing is, it fails with [ErrExceeded], now and ever after.
func (c *Conn) Read(p []byte) (int, error) {
	left := min(c.answerLeft, c.sessionLeft)
	if c.exceeded = c.exceeded || left == 0; c.exceeded {
		return 0, ErrExceeded
	}
	n, err := c.Conn.Read(p[:min(len(p), left)])
	c.answerLeft -= n
	c.sessionLeft -= n
	return n, err
}
