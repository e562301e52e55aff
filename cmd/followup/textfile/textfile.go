// Package textfile reads text files that other programs wrote: in UTF-8 with plain line breaks, up to a size, and until
// its context ends.
package textfile

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// MaxSize is how many bytes a file may have.
const MaxSize = 50 << 20

// Remarks on text, for the user.
const (
	// Unseen is about text from which [rules.Visible] removed something.
	Unseen = "it has characters in it that nobody sees, or that turn the text around; they are left out"

	// Latin is about text that is not UTF-8.
	Latin = "the text is not UTF-8 and is read as Western European (Latin-1); look at its accents"
)

// An input reads a file until its end, up to MaxSize, and fails when ctx ends. All slow reading goes through it, so
// that it can be cancelled.
type input struct {
	ctx  context.Context
	file io.Reader
	size int64
}

// Open returns a buffered reader of a file in UTF-8 with plain line breaks. The mark that some programs put before a
// text says if it is UTF-16.
func Open(ctx context.Context, file io.Reader) (*bufio.Reader, error) {
	decoded := transform.NewReader(&input{ctx: ctx, file: file}, unicode.BOMOverride(transform.Nop))
	r := bufio.NewReaderSize(&lineBreaks{file: decoded}, 64<<10)
	_, err := r.Peek(1)
	if errors.Is(err, io.EOF) {
		err = nil // a short file is not an error here
	}
	return r, err
}

func (in *input) Read(p []byte) (int, error) {
	if err := in.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := in.file.Read(p)
	in.size += int64(n)
	switch {
	case in.size > MaxSize:
		return 0, fmt.Errorf("the file is larger than %d MB; is it the right one?", MaxSize>>20)
	case err != nil && !errors.Is(err, io.EOF):
		return n, fmt.Errorf("cannot read the file: %w", err)
	}
	return n, err
}

// lineBreaks reads CR LF, and CR alone, as LF.
type lineBreaks struct {
	file io.Reader
	cr   bool // the last byte was CR
}

func (b *lineBreaks) Read(p []byte) (int, error) {
	n, err := b.file.Read(p)
	kept := p[:0]
	for _, c := range p[:n] {
		switch {
		case c == '\r':
			kept = append(kept, '\n')
		case c != '\n' || !b.cr:
			kept = append(kept, c)
		}
		b.cr = c == '\r'
	}
	return len(kept), err
}

// UTF8 returns text in UTF-8. What is not, is read as Windows-1252, which is Latin-1 with more signs.
func UTF8(text []byte) string {
	if utf8.Valid(text) {
		return string(text)
	}
	decoded, _ := charmap.Windows1252.NewDecoder().Bytes(text) // each byte is a character
	return string(decoded)
}
