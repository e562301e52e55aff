// Package term prints to the terminal and asks questions there: tables, folded text, colour, the editor. Its output may
// also be a pipe or a file. Lines are then left whole, so that they can be searched.
package term

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/mattn/go-isatty"
	"golang.org/x/sys/unix"
)

// A Terminal is where a command reads and prints. It must not be used concurrently.
type Terminal struct {
	In       io.Reader
	Out, Err io.Writer

	Interactive bool            // a person reads Out and can answer on In
	Colour      bool            // Out shows colours
	Width       int             // of Out, in columns; 0 if it is not a terminal
	Interrupted <-chan struct{} // is closed when the program is told to stop; nil is never

	answers *bufio.Reader // reads answers from In; kept between questions because it reads ahead
}

// UsualWidth is the width, in columns, of a terminal that does not report its own.
const UsualWidth = 80

// Open returns the terminal of the standard files, any of which may be a pipe or a regular file instead. It honours
// $NO_COLOR and $TERM.
func Open(in, out, err *os.File) *Terminal {
	return &Terminal{
		In: in, Out: out, Err: err,
		Interactive: isTerminal(in) && isTerminal(out),
		Colour:      isTerminal(out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		Width:       widthOf(out),
	}
}

// isTerminal reports whether f is a terminal. Being a device is not enough: so is /dev/null.
func isTerminal(f *os.File) bool { return isatty.IsTerminal(f.Fd()) }

// widthOf returns the width of f in columns, or 0 if f is not a terminal.
func widthOf(f *os.File) int {
	if !isTerminal(f) {
		return 0
	}
	size, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil || size.Col == 0 {
		return UsualWidth
	}
	return int(size.Col)
}

// Closed reports whether the terminal was interactive and has been closed since.
func (t *Terminal) Closed() bool {
	f, ok := t.In.(*os.File)
	return t.Interactive && ok && !isTerminal(f)
}

// Printf prints to Out, as [fmt.Printf] does. It does not clean the values.
func (t *Terminal) Printf(format string, values ...any) { fmt.Fprintf(t.Out, format, values...) }

// Warnf prints a cleaned line to Err that begins with the name of the program.
func (t *Terminal) Warnf(format string, values ...any) {
	fmt.Fprintf(t.Err, "followup: %s\n", Clean(fmt.Sprintf(format, values...)))
}

// PrintJSON prints a value to Out as indented JSON.
func (t *Terminal) PrintJSON(v any) error { return WriteJSON(t.Out, v) }

// WriteJSONArray writes what [WriteJSON] writes for a slice of the items, without holding all of them. It ends at an
// error.
func WriteJSONArray[T any](w io.Writer, items iter.Seq2[T, error]) error {
	out := bufio.NewWriter(w) // its first error is returned by Flush
	var one bytes.Buffer
	enc := json.NewEncoder(&one)
	enc.SetEscapeHTML(false)
	enc.SetIndent("  ", "  ")
	before, after := "[\n  ", "[]\n"
	for item, err := range items {
		if err != nil {
			return errors.Join(err, out.Flush())
		}
		one.Reset()
		if err := enc.Encode(item); err != nil {
			return errors.Join(err, out.Flush())
		}
		_, _ = out.WriteString(before)
		if _, err := out.Write(bytes.TrimSuffix(one.Bytes(), []byte("\n"))); err != nil {
			return err
		}
		before, after = ",\n  ", "\n]\n"
	}
	_, _ = out.WriteString(after)
	return out.Flush()
}

// WriteJSON writes a value as indented JSON.
func WriteJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
