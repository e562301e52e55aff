package exchange

import (
	"bytes"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"followup/rules"
)

// each yields the cases.
func each(cases ...rules.Case) iter.Seq2[rules.Case, error] {
	return func(yield func(rules.Case, error) bool) {
		for _, c := range cases {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// TestATableThatEndsEarly: an error on the way is returned, so that nobody takes half a table for all.
func TestATableThatEndsEarly(t *testing.T) {
	broken := errors.New("the disk is gone")
	acme := rules.Case{Application: rules.Application{Company: "Acme"}, Interviews: []rules.Interview{{}}}
	var b bytes.Buffer
	err := WriteCSV(&b, func(yield func(rules.Case, error) bool) {
		_ = yield(acme, nil) && yield(rules.Case{}, broken)
	}, time.UTC)
	if !errors.Is(err, broken) || !strings.Contains(b.String(), "Acme") {
		t.Errorf("the error is %v, after %q", err, &b)
	}
}
