package smtp

import (
	"bufio"
	"errors"
	"fmt"

	"followup/pattern"
)

// replies reads what the server says, line by line. It adds a blank to a code without text, because net/textproto
// insists on one, but by RFC 5321, 4.2 the code alone counts. If a bare 250 after the final dot were not
// understood, the message would be sent again and again.
type replies struct {
	in   *bufio.Reader
	rest []byte // of the current line
}

var bareCode = pattern.Lazy(`^[0-9]{3}\r?\n$`)

func (r *replies) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		line, err := r.in.ReadSlice('\n') // or a piece of one that is very long
		if len(line) == 0 {
			return 0, err
		}
		if bareCode.Match(line) {
			line = fmt.Appendf(nil, "%s \r\n", line[:3])
		}
		r.rest = line
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// listen puts replies between the server and the client.
func (c *conn) listen() {
	c.replies = &replies{in: c.client.Text.R}
	c.client.Text.R = bufio.NewReader(c.replies)
}

// outOfTurn returns an error if the server has said more than it was asked for. The rest would be taken for the
// answer to the next command, at worst for the 250 to a message that the server does not have.
func (c *conn) outOfTurn() error {
	if c.client.Text.R.Buffered()+len(c.replies.rest)+c.replies.in.Buffered() > 0 {
		return errors.New("the server answered before it was asked")
	}
	return nil
}
