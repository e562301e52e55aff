package term

import (
	"cmp"
	"io"
)

// An Output is the writer that a command prints to. It keeps the first error, because commands do not check for one.
type Output struct {
	io.Writer
	Err error
}

func (o *Output) Write(text []byte) (int, error) {
	n, err := o.Writer.Write(text)
	o.Err = cmp.Or(o.Err, err)
	return n, err
}
