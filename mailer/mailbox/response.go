package mailbox

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"

	"followup/pattern"
)

// The most bytes of a line, and of the literals of one response. The longest line is the answer to a SEARCH: a hundred
// thousand mails take 800 KB. The longest literal is the part of a mail that is asked for.
const (
	maxLine    = 1 << 20
	maxLiteral = maxText + 64<<10
)

var (
	errLongLine     = errors.New("it sent a line without end")
	errLargeLiteral = errors.New("it sent more of a mail than it was asked for")
)

// A response is what the server says at once: a line, or several with literals between them.
type response struct {
	text     []byte // without the line breaks; each literal is a NUL
	literals [][]byte
}

// literal matches the end of a line that a literal follows. RFC 3516 has ~, RFC 7888 has +.
var literal = pattern.Lazy(`~?\{([0-9]{1,19})\+?\}$`)

// data matches a response that may have literals. The text of one with OK and its like, which forEyes matches, is for
// people, and may end like a literal.
var (
	data    = pattern.Lazy(`^\* `)
	forEyes = pattern.Lazy(`(?i)^\* (OK|NO|BAD|BYE|PREAUTH)\b`)
)

// readResponse reads one response. An error in the middle of one is never io.EOF.
func readResponse(in *bufio.Reader) (response, error) {
	var r response
	room := maxLiteral
	for {
		line, err := readLine(in)
		if err != nil {
			return r, midway(err, len(r.text) > 0)
		}
		line = bytes.ReplaceAll(line, []byte{0}, []byte("?"))
		var end []int
		if bytes.HasSuffix(line, []byte("}")) {
			end = literal.FindSubmatchIndex(line)
		}
		if end == nil || len(r.text) == 0 && (!data.Match(line) || forEyes.Match(line)) {
			r.text = append(r.text, line...)
			return r, nil
		}
		size, err := strconv.Atoi(string(line[end[2]:end[3]]))
		if err != nil || size > room || len(r.text)+len(line) > maxLine {
			return r, errLargeLiteral
		}
		room -= size
		r.text = append(append(r.text, line[:end[0]]...), 0)
		text := make([]byte, size)
		if _, err := io.ReadFull(in, text); err != nil {
			return r, midway(err, true)
		}
		r.literals = append(r.literals, text)
	}
}

// midway returns io.ErrUnexpectedEOF for the end of a connection inside a response. The library takes a literal that
// was cut short for a whole one.
func midway(err error, inside bool) error {
	if inside && errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// readLine reads a line, of at most maxLine bytes, and returns it without its line break.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		piece, err := in.ReadSlice('\n')
		line = append(line, piece...)
		switch {
		case len(line) > maxLine:
			return nil, errLongLine
		case err == nil:
			return bytes.TrimRight(line, "\r\n"), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, midway(err, len(line) > 0)
		}
	}
}

// A lexer reads the values of a response one by one.
type lexer struct {
	text     []byte
	literals [][]byte
}

// accept skips blanks and then the byte, if it comes next.
func (l *lexer) accept(b byte) bool {
	l.text = bytes.TrimLeft(l.text, " ")
	if len(l.text) == 0 || l.text[0] != b {
		return false
	}
	l.text = l.text[1:]
	return true
}

// name returns the name of an item of a FETCH, in upper case: UID, FLAGS, or BODY for BODY[…]<0>.
func (l *lexer) name() string {
	l.text = bytes.TrimLeft(l.text, " ")
	end := bytes.IndexAny(l.text, " [(")
	if end < 0 {
		return ""
	}
	name := string(bytes.ToUpper(l.text[:end]))
	l.text = l.text[end:]
	if l.text[0] == '[' {
		l.section()
	}
	return name
}

// section skips what is asked of a mail, as the server repeats it. Quoted names of fields may have brackets.
func (l *lexer) section() {
	quoted := false
	for i, b := range l.text {
		switch {
		case b == '"':
			quoted = !quoted
		case b == ']' && !quoted:
			l.text = l.text[i+1:]
			if _, after, found := bytes.Cut(l.text, []byte(">")); found && l.text[0] == '<' {
				l.text = after // the offset
			}
			return
		}
	}
	l.text = nil
}

// value returns the next value. A list is skipped, and is nil as NIL is. ok is false if there is no value.
func (l *lexer) value() (value []byte, ok bool) {
	l.text = bytes.TrimLeft(l.text, " ")
	if len(l.text) == 0 {
		return nil, false
	}
	switch l.text[0] {
	case 0:
		value, l.literals, l.text = l.literals[0], l.literals[1:], l.text[1:]
		return value, true
	case '"':
		return l.quoted()
	case '(':
		return nil, l.list()
	case ')':
		return nil, false
	}
	end := bytes.IndexAny(l.text, " ()")
	if end < 0 {
		end = len(l.text)
	}
	value, l.text = l.text[:end], l.text[end:]
	if bytes.EqualFold(value, []byte("NIL")) {
		return nil, true
	}
	return value, true
}

// quoted returns the next value, which begins with a quotation mark.
func (l *lexer) quoted() (value []byte, ok bool) {
	value = []byte{}
	for i := 1; i < len(l.text); i++ {
		switch b := l.text[i]; {
		case b == '"':
			l.text = l.text[i+1:]
			return value, true
		case b == '\\' && i+1 < len(l.text):
			i++
			value = append(value, l.text[i])
		default:
			value = append(value, b)
		}
	}
	return nil, false
}

// list skips a list with the lists in it.
func (l *lexer) list() bool {
	for depth := 0; ; {
		switch {
		case l.accept('('):
			depth++
		case l.accept(')'):
			depth--
		default:
			if _, ok := l.value(); !ok {
				return false
			}
		}
		if depth == 0 {
			return true
		}
	}
}
