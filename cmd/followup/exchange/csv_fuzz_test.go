package exchange

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// seeds adds the files of testdata.
func seeds(f *testing.F, pattern string) {
	f.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
}

// FuzzReadCSV: whatever the file is, it is read or refused, and what was read is right and can be written and read
// again.
func FuzzReadCSV(f *testing.F) {
	seeds(f, "*.csv")
	o := berlin(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := ReadCSV(t.Context(), bytes.NewReader(data), o)
		if err != nil {
			return
		}
		for _, e := range entries {
			if e.Skip || e.Application.Company == "" || e.Application.Role == "" { // of a card, which is asked about
				continue
			}
			if err := errors.Join(e.Application.Validate(), e.Interview.Validate(o.Location)); err != nil {
				t.Errorf("line %d: %v", e.Line, err)
			}
		}
	})
}
