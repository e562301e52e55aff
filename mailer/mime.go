package mailer

import (
	"bytes"
	"fmt"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/rules"
)

// maxHeaderLine is the length that RFC 5322 asks for. Longer words are encoded, so that they can be split.
const maxHeaderLine = 76

// header writes a mail's header, field by field. Only trusted values go through add. What a person typed goes through
// text and address, whose output cannot end a line or be taken for an encoded word.
type header struct{ bytes.Buffer }

// add writes a field as it is.
func (h *header) add(name, value string) { fmt.Fprintf(h, "%s: %s\r\n", name, value) }

// text writes a field of free text.
func (h *header) text(name, value string) { h.fold(name, phrase(value)) }

// address writes a field with one address, which safeAddress has accepted.
func (h *header) address(name string, a mail.Address) {
	spec := (&mail.Address{Address: a.Address}).String()
	switch {
	case a.Name == "":
		h.fold(name, []string{spec})
	case isPlain(a.Name) && len(a.Name) < 50:
		h.fold(name, []string{quoted(a.Name), spec})
	default:
		h.fold(name, append(encodedWords(a.Name), spec))
	}
}

// fold writes the words and breaks the line before each that would not fit.
func (h *header) fold(name string, words []string) {
	h.WriteString(name + ":")
	length := len(name) + 1
	for _, w := range words {
		if length+1+len(w) > maxHeaderLine && length > len(name)+1 {
			h.WriteString("\r\n")
			length = 0
		}
		h.WriteString(" " + w)
		length += 1 + len(w)
	}
	h.WriteString("\r\n")
}

// phrase returns free text as words between which a header may be folded.
func phrase(s string) []string {
	words := strings.Split(s, " ")
	for _, w := range words {
		if !isPlain(w) || w == "" || len(w) > maxHeaderLine/2 {
			return encodedWords(s)
		}
	}
	return words
}

// isPlain reports whether a header can carry s as it is. It must not contain "=?", which begins an encoded word.
func isPlain(s string) bool {
	for _, r := range s {
		if r < ' ' || r > '~' {
			return false
		}
	}
	return !strings.Contains(s, "=?")
}

var quotedPairs = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

func quoted(s string) string { return `"` + quotedPairs.Replace(s) + `"` }

// encodedWords returns s as encoded words of RFC 2047. None splits a rune, and each fits into a line that begins
// with a field's name. The standard library's encoder leaves a typed "=?…?=" as it is, so it is not safe for what a
// person typed.
func encodedWords(s string) []string {
	const begin, end, limit = "=?utf-8?q?", "?=", 64
	var words []string
	word := begin
	for _, r := range s {
		enc := encodedRune(r)
		if len(word)+len(enc)+len(end) > limit {
			words, word = append(words, word+end), begin
		}
		word += enc
	}
	return append(words, word+end)
}

func encodedRune(r rune) string {
	switch {
	case r == ' ':
		return "_"
	case r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)), strings.ContainsRune("!*+-/", r):
		return string(r)
	}
	var enc strings.Builder
	for _, b := range []byte(string(r)) {
		fmt.Fprintf(&enc, "=%02X", b)
	}
	return enc.String()
}

// quotedPrintable encodes text in lines of at most 76 ASCII characters with CRLF line ends.
func quotedPrintable(text string) []byte {
	var b bytes.Buffer
	b.Grow(len(text) + len(text)/8) // text that is not ASCII takes more, but is rare
	w := quotedprintable.NewWriter(&b)
	_, _ = w.Write([]byte(text)) // a write to memory cannot fail
	_ = w.Close()
	return b.Bytes()
}

// safeAddress returns the bare address if it is safe in a header, in a link and on an SMTP command line.
func safeAddress(email string) (string, bool) {
	address, err := rules.ParseAddress(email)
	return address, err == nil
}
