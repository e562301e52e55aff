package budget_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"testing"

	"followup/mailer/budget"
)

// source is a connection on which there is always more to read.
type source struct{ net.Conn }

func (source) Read(p []byte) (int, error) { return copy(p, bytes.Repeat([]byte("x"), len(p))), nil }

func TestBudget(t *testing.T) {
	read := func(c *budget.Conn) int {
		t.Helper()
		n, err := io.Copy(io.Discard, io.LimitReader(c, 1000)) // a conn without a budget ends the test all the same
		if !errors.Is(err, budget.ErrExceeded) {
			t.Errorf("after %d bytes: %v, want ErrExceeded", n, err)
		}
		return int(n)
	}
	c := budget.New(source{}, 10, 25)
	for _, tt := range []struct {
		name string
		then func()
		want int
	}{
		{"the first answer", func() { /* the budgets are full */ }, 10},
		{"no more without the word", func() { /* none is given */ }, 0},
		{"the second answer", c.NextAnswer, 10},
		{"the third has what is left of the session", c.NextAnswer, 5},
		{"and then the session is over", c.NextAnswer, 0},
		{"a new session is no new answer beyond its budget", func() { c.NextSession(); c.NextAnswer() }, 10},
	} {
		tt.then()
		if got := read(c); got != tt.want {
			t.Errorf("%s: %d bytes, want %d", tt.name, got, tt.want)
		}
	}
}
