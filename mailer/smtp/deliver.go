package smtp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"os"
	"syscall"

	gomail "github.com/wneessen/go-mail/smtp"

	"followup/mailer/budget"
	"followup/rules"
	"followup/rules/outbox"
)

// Deliver sends the message, over the connection of the message before if that is still open. The reply says
// exactly what is known afterwards; see [outbox.Outcome].
func (cl *Client) Deliver(ctx context.Context, msg rules.Message) outbox.Reply {
	cl.mu.Lock()
	defer cl.mu.Unlock()
	reply, stale := cl.attempt(ctx, msg)
	if stale && ctx.Err() == nil {
		reply, _ = cl.attempt(ctx, msg)
	}
	return reply
}

// attempt dials if necessary and sends the message. It keeps the connection only after a success, because servers
// differ in what a refusal leaves of a transaction. stale reports that a connection kept from an earlier message
// turned out to be closed, before anything of this one was sent.
func (cl *Client) attempt(ctx context.Context, msg rules.Message) (reply outbox.Reply, stale bool) {
	if ctx.Err() != nil {
		return outbox.Reply{Outcome: outbox.ChannelFault, Text: stoppedBefore}, false
	}
	if cl.conn == nil {
		c, err := cl.dial(ctx)
		if err != nil {
			return outbox.Reply{Outcome: outbox.ChannelFault, Text: err.Error()}, false
		}
		cl.conn = c
	}
	reply, stale = cl.conn.send(ctx, cl.envelope(cl.conn), msg.Bytes)
	switch reply.Outcome {
	case outbox.Accepted:
		cl.conn.used = true
		cl.conn.raw.NextSession() // a server that takes mail has earned a new budget
	case outbox.Denied, outbox.Deferred:
		cl.conn.hangup()
		cl.conn = nil
	default:
		cl.conn.close()
		cl.conn = nil
	}
	return reply, stale
}

// Hangup ends the connection, if there is one.
func (cl *Client) Hangup() {
	cl.mu.Lock()
	defer cl.mu.Unlock()
	if cl.conn != nil {
		cl.conn.hangup()
		cl.conn = nil
	}
}

// Check goes as far as RCPT, over a connection of its own, and sends nothing.
func (cl *Client) Check(ctx context.Context) error {
	c, err := cl.dial(ctx)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = c.raw.Close() })
	defer stop()
	defer c.hangup()
	if at, err := c.walk(cl.envelope(c)); err != nil {
		return errors.New(beforeDot(ctx, at, err).Text)
	}
	c.nextStep()
	_ = c.client.Reset() // the answer does not matter: QUIT also ends the transaction
	return nil
}

// stoppedBefore is the text of a reply when the program itself was told to stop.
const stoppedBefore = "stopped before the message was sent"

// lastDotPatience is how many steps' time the server has to answer the final dot. It may scan the message first,
// and giving up too early means sending the message twice.
const lastDotPatience = 5

// LongestDelivery is the longest that [Client.Deliver] takes with the default StepTimeout, if the server uses up
// the time of every step: MAIL over a connection that turns out to be closed; then the password, the connection,
// the encryption, the greeting, EHLO and the login; MAIL, RCPT, DATA and the text; and the final dot. A watchdog
// must wait for longer.
const LongestDelivery = (1+6+4+lastDotPatience)*defaultStepTimeout + quitTimeout

// send runs one mail transaction.
func (c *conn) send(ctx context.Context, envelope []exchange, msg []byte) (reply outbox.Reply, stale bool) {
	stop := context.AfterFunc(ctx, func() { _ = c.raw.Close() })
	defer stop()

	var data io.WriteCloser
	at, err := c.walk(append(envelope,
		exchange{atData, func() (err error) { data, err = c.client.Data(); return err }},
		exchange{atData, func() error { _, err := data.Write(msg); return err }},
	))
	if err != nil {
		return beforeDot(ctx, at, err), at == atSender && c.used && goneAway(err)
	}
	c.patience(lastDotPatience * c.timeout)
	if err = data.Close(); err != nil { // a 250 counts, whatever else came with it
		err = c.cause(err)
	}
	return afterDot(ctx, err, data.(*gomail.DataCloser).ServerResponse()), false
}

// exchange is a command and the answer to it.
type exchange struct {
	at stage
	do func() error
}

// envelope returns the exchanges that are the same for every message.
func (cl *Client) envelope(c *conn) []exchange {
	from, to := "<"+cl.cfg.From+">", "<"+cl.cfg.Address+">"
	return []exchange{
		{atSender, func() error { return c.client.Mail(from) }},
		{atRecipient, func() error { return c.client.Rcpt(to) }},
	}
}

// walk makes the exchanges one after the other and returns the stage that failed.
func (c *conn) walk(exchanges []exchange) (at stage, err error) {
	for _, e := range exchanges {
		c.nextStep()
		if err := c.outOfTurn(); err != nil {
			return e.at, err
		}
		if err := c.cause(e.do()); err != nil {
			return e.at, err
		}
	}
	return anywhere, nil
}

// beforeDot is the reply about a message that the server certainly does not have.
func beforeDot(ctx context.Context, at stage, err error) outbox.Reply {
	code := codeOf(err)
	switch {
	case code/100 == 4, code/100 == 5:
		return refusal(at, err)
	case code != 0:
		return outbox.Reply{Outcome: outbox.Broken, Text: fmt.Sprintf(
			"the server's answer makes no sense here (%s)", words(err))}
	case ctx.Err() != nil:
		return outbox.Reply{Outcome: outbox.ChannelFault, Text: stoppedBefore}
	case errors.Is(err, budget.ErrExceeded):
		return outbox.Reply{Outcome: outbox.ChannelFault, Text: fmt.Sprintf(
			"the connection was ended before the message was sent (%s)", words(err))}
	}
	return outbox.Reply{Outcome: outbox.Broken, Text: fmt.Sprintf(
		"the connection broke before the message was sent (%s)", words(err))}
}

// afterDot is the reply about a message that was sent completely. err is nil after a 250.
func afterDot(ctx context.Context, err error, text string) outbox.Reply {
	code := codeOf(err)
	switch {
	case err == nil:
		return outbox.Reply{Outcome: outbox.Accepted, Text: said(250, text)}
	case code/100 == 2: // the client expects 250 and nothing else
		return outbox.Reply{Outcome: outbox.Accepted, Text: words(err)}
	case code/100 == 4, code/100 == 5:
		return refusal(atDot, err)
	case ctx.Err() != nil:
		return outbox.Reply{Outcome: outbox.Lost, Text: "stopped before the server answered; a copy may have arrived"}
	}
	return outbox.Reply{Outcome: outbox.Lost, Text: fmt.Sprintf(
		"the server takes the mail but does not answer (%s); copies of it may have arrived", words(err))}
}

// refusal is the reply about a message that the server refused, for now or for good.
func refusal(at stage, err error) outbox.Reply {
	reply := replyIn(err)
	outcome := verdict(at, reply.Code, statusOf(reply))
	if outcome == outbox.Deferred {
		return outbox.Reply{Outcome: outcome, Text: fmt.Sprintf("the server put %s off (%s)", at, words(err))}
	}
	text := fmt.Sprintf("the server refused %s (%s)", at, words(err))
	if outcome != outbox.Denied { // for those, `followup status` says what to do
		text += "; " + whatToDo(at, reply)
	}
	return outbox.Reply{Outcome: outcome, Text: text}
}

// goneAway reports whether the connection had ended before the command reached the server: there was no answer, or
// the 421 that a server sends when a session was idle for too long.
func goneAway(err error) bool { return codeOf(err) == 0 || codeOf(err) == 421 }

// replyIn returns the server's reply in the error, or one with code 0.
func replyIn(err error) *textproto.Error {
	reply := new(textproto.Error)
	errors.As(err, &reply)
	return reply
}

// codeOf returns the code of the server's reply in the error, or 0.
func codeOf(err error) int { return replyIn(err).Code }

// maxWords is how many characters of what a server says are kept.
const maxWords = 300

// words returns an error of the dialogue on one line: the server's reply if there is one, else plain words.
func words(err error) string {
	var timeout net.Error
	var reply *textproto.Error
	switch {
	case errors.As(err, &reply):
		return said(reply.Code, reply.Msg)
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded),
		errors.As(err, &timeout) && timeout.Timeout():
		return "no answer in time"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.ErrClosedPipe),
		errors.Is(err, net.ErrClosed), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "the connection was closed"
	}
	return short(err.Error())
}

// said returns a reply on one line. It is cleaned and cut short, because it ends up in the database and on a terminal.
func said(code int, text string) string {
	return short(fmt.Sprintf("%d %s", code, text))
}

// short returns s on one line, cut to maxWords characters.
func short(s string) string { return rules.Clip(rules.OneLine(s), maxWords) }
