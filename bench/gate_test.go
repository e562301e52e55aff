package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const keptText = `# How it was made.
add: instructions = 1000
idle: bytes = 0
`

// TestGate: a count that is more than 3 % worse than the one kept fails, and so does one that nothing is kept for.
func TestGate(t *testing.T) {
	for _, row := range []struct{ name, counts, worse string }{
		{"the same", "add: instructions|1000|gate|-\nidle: bytes|0|gate|0", ""},
		{"3 % more", "add: instructions|1030|gate|-", ""},
		{"a little more than that", "add: instructions|1031|gate|-", "add: instructions: 1031, and 1000 is kept"},
		{"fewer", "add: instructions|500|gate|-", ""},
		{"one byte where there was none", "idle: bytes|1|gate|0", "idle: bytes: 1, and 0 is kept"},
		{"not measured", "add: instructions||gate|-", ""},
		{"a new one", "list: instructions|5|gate|-", "list: instructions: nothing is kept"},
		{"one that varies", "wake-ups|5|-|12", ""},
		{"no number", "add: instructions|many|gate|-", "many"},
		{"the second of two", "idle: bytes|0|gate|0\nadd: instructions|2000|gate|-", "2000"},
	} {
		t.Run(row.name, func(t *testing.T) {
			counts, err := readCounts(strings.NewReader(row.counts))
			if err != nil {
				t.Fatal(err)
			}
			kept, err := readKept(keptText)
			if err != nil {
				t.Fatal(err)
			}
			var table bytes.Buffer
			err = compare(&table, counts, kept)
			if (err != nil) != (row.worse != "") || err != nil && !strings.Contains(err.Error(), row.worse) {
				t.Errorf("%v, want %q", err, row.worse)
			}
			if got := strings.Count(table.String(), "\n"); got != 2+len(counts) {
				t.Errorf("the table has %d lines:\n%s", got, &table)
			}
		})
	}
}

// TestAnotherMachine: what was kept on another kind of machine is shown, and fails nothing.
func TestAnotherMachine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "figures")
	if err := os.WriteFile(path, []byte("# How it was made.\n# Made on: a Z80\nadd = 9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := gate(strings.NewReader("add|1000|gate|-"), path, "a Xeon, go1.26", true); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(path); err != nil ||
		string(text) != "# How it was made.\n# Made on: a Xeon, go1.26\nadd = 1000\n" {
		t.Errorf("kept was %q, %v", text, err)
	}
	if err := gate(strings.NewReader("add|1100|gate|-"), path, "a Xeon, go1.26", false); err == nil {
		t.Error("10 % more on the same machine does not fail")
	}
	if err := gate(strings.NewReader("add|1100|gate|-"), path, "an EPYC, go1.26", false); err != nil {
		t.Errorf("10 %% more on another machine fails: %v", err)
	}
}

// TestKeeping: what was measured is kept, with the comments; what could not be measured stays.
func TestKeeping(t *testing.T) {
	counts, err := readCounts(strings.NewReader("add: instructions|900|gate|-\nidle: bytes||gate|0\nwake-ups|5|-|12"))
	if err != nil {
		t.Fatal(err)
	}
	kept, err := readKept(keptText)
	if err != nil {
		t.Fatal(err)
	}
	want := "# How it was made.\nadd: instructions = 900\nidle: bytes = 0\n"
	if got := comments(keptText) + keeping(counts, kept); got != want {
		t.Errorf("got\n%s", got)
	}
}
