package message

import (
	"fmt"
	"io"
	"mime"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// words decodes the words of RFC 2047 in a header.
var words = &mime.WordDecoder{CharsetReader: decode}

// decode returns a reader of UTF-8. It is used instead of the library's own way, which is a variable for the whole
// program.
func decode(charset string, r io.Reader) (io.Reader, error) {
	e, err := htmlindex.Get(strings.TrimSpace(charset))
	if err != nil {
		return nil, fmt.Errorf("no such character set: %w", err)
	}
	return e.NewDecoder().Reader(r), nil
}

// decodeWords returns free text of a header. Words in an unknown character set stay as they are.
func decodeWords(s string) string {
	if text, err := words.DecodeHeader(s); err == nil {
		return text
	}
	return s
}
