// Package budget bounds how much a peer can make the program read.
package budget

import (
	"errors"
	"net"
)

// ErrExceeded is the error of reading from a peer that has said more than it may.
var ErrExceeded = errors.New("it said far more than an answer takes")

// A Conn is a connection with a budget of bytes for each answer and one for the session. It belongs below the
// encryption: TLS never yields more bytes than it reads, so one count bounds both.
//
// Only one goroutine at a time may use Read, Left, NextAnswer and NextSession. Close and the deadlines are for any
// goroutine.
type Conn struct {
	net.Conn

	answer, session         int // the full budgets
	answerLeft, sessionLeft int
	exceeded                bool
}

// New returns the connection with both budgets full.
func New(c net.Conn, answer, session int) *Conn {
	return &Conn{Conn: c, answer: answer, session: session, answerLeft: answer, sessionLeft: session}
}

// NextAnswer refills the budget of an answer. That of the session stays as it is.
func (c *Conn) NextAnswer() { c.answerLeft = c.answer }

// NextSession refills the budget of the session, for a peer that has earned it.
func (c *Conn) NextSession() { c.sessionLeft = c.session }

// Left returns what is left of the budget of the session.
func (c *Conn) Left() int { return c.sessionLeft }

// Exceeded reports whether the peer has said more than it may. It is for readers that ignore an error if they got some
// bytes before it. Nothing more is read from the connection.
func (c *Conn) Exceeded() bool { return c.exceeded }

// Read reads at most what is left of both budgets. Once nothing is left, it always fails with [ErrExceeded].
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
