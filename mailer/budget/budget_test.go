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
	for _, tt := range []struct {
		name    string
		answers []int // bytes of each; the budget is 10 for one and 25 for all
		renewed int   // the session, before that answer; 0 is never
		want    int   // the answer that is cut; 0 is none
	}{
		{"an answer to the last byte", []int{10, 10, 5}, 0, 0},
		{"one that is too long", []int{11}, 0, 1},
		{"a later one", []int{10, 11}, 0, 2},
		{"all of them together", []int{10, 10, 6}, 0, 3},
		{"a new session", []int{10, 10, 10, 10}, 2, 0},
		{"and too much for that", []int{10, 10, 10, 10, 10}, 2, 5},
		{"nothing comes after too much", []int{11, 1}, 2, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := budget.New(source{}, 10, 25)
			for i, n := range tt.answers {
				if tt.renewed > 0 && i == tt.renewed {
					c.NextSession()
				}
				c.NextAnswer()
				_, err := io.ReadFull(c, make([]byte, n))
				cut := tt.want > 0 && i+1 >= tt.want
				if errors.Is(err, budget.ErrExceeded) != cut || c.Exceeded() != cut {
					t.Errorf("answer %d of %d bytes: %v, exceeded %v", i+1, n, err, c.Exceeded())
				}
			}
		})
	}
}
