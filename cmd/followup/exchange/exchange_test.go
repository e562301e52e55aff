package exchange

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

// patience is a context that is cancelled after it was looked at some times.
type patience struct {
	context.Context
	looks int
}

func (p *patience) Err() error {
	if p.looks--; p.looks < 0 {
		return context.Canceled
	}
	return nil
}

// TestReadersCanBeInterrupted between two entries, and then return none of those they have.
func TestReadersCanBeInterrupted(t *testing.T) {
	for _, row := range []struct {
		name, file string
		read       func(context.Context, io.Reader, Options) ([]Entry, error)
	}{
		{"a calendar", strings.Repeat(event("DTSTART:20261201T140000"), 9), ReadICS},
		{"a table", "company,role,start\n" + strings.Repeat("Acme,clerk,2026-12-01 14:00\n", 9), ReadCSV},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := &patience{t.Context(), 5}
			entries, err := row.read(p, strings.NewReader(row.file), berlin(t))
			if !errors.Is(err, context.Canceled) || entries != nil {
				t.Errorf("%d entries, %v; want none, and that it was cancelled", len(entries), err)
			}
		})
	}
}
