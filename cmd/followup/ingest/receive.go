package ingest

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"

	"followup/mailer/message"
	"followup/rules"
)

// A Mail is a mail as it came in.
type Mail struct {
	Hash [sha256.Size]byte // of all of it
	data []byte            // the part of it that is looked at
}

// mboxFrom begins the line that Postfix and procmail put before a mail. It has the time of the attempt, so it is no
// part of the mail.
const mboxFrom = "From "

// Receive reads a mail to its end, because a program that writes to one that has stopped reading may call that a
// failure. It keeps no more than is looked at.
func Receive(r io.Reader) (m Mail, err error) {
	b := bufio.NewReader(r)
	if begin, _ := b.Peek(len(mboxFrom)); bytes.Equal(begin, []byte(mboxFrom)) {
		for err = bufio.ErrBufferFull; err == bufio.ErrBufferFull; { // until the end of the line
			_, err = b.ReadSlice('\n')
		}
		if err != nil && err != io.EOF {
			return m, fmt.Errorf("reading the mail: %w", err)
		}
	}
	hash := sha256.New()
	all := io.TeeReader(b, hash)
	if m.data, err = io.ReadAll(io.LimitReader(all, message.Default.Bytes)); err == nil {
		_, err = io.Copy(io.Discard, all)
	}
	if err != nil {
		return m, fmt.Errorf("reading the mail: %w", err)
	}
	hash.Sum(m.Hash[:0])
	return m, nil
}

// Read reads what the mail says. The authserv is as for [message.Read].
func (m Mail) Read(authserv string) (rules.Mail, error) {
	return message.Read(bytes.NewReader(m.data), authserv, message.Default)
}
