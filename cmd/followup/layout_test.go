package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestImportDirections holds the rooms apart: rules knows nobody, store, mailer and scheduler know only rules, and
// cmd/followup wires them.
func TestImportDirections(t *testing.T) {
	allowed := map[string][]string{
		"followup/bench":          {"followup/rules", "followup/store"},
		"followup/rules":          {"followup/rules/people"},
		"followup/rules/fields":   {"followup/rules"}, // for tests alone
		"followup/rules/outbox":   {"followup/rules"},
		"followup/rules/people":   {},
		"followup/store":          {"followup/rules", "followup/rules/outbox"},
		"followup/mailer":         {"followup/rules", "followup/rules/people", "followup/mailer/letters", "followup/mailer/shell"},
		"followup/mailer/budget":  {},
		"followup/mailer/letters": {"followup/rules", "followup/rules/people"},
		"followup/mailer/shell":   {},
		"followup/mailer/smtp":    {"followup/rules", "followup/rules/outbox", "followup/mailer/budget"},
		"followup/scheduler":      {"followup/rules", "followup/rules/outbox"},
		"followup/cmd/followup": {
			"followup/cmd/followup/dates",
			"followup/cmd/followup/exchange",
			"followup/cmd/followup/phrase",
			"followup/cmd/followup/roster",
			"followup/cmd/followup/term",
			"followup/cmd/followup/typo",
			"followup/cmd/followup/usage",
			"followup/mailer",
			"followup/mailer/letters",
			"followup/mailer/shell",
			"followup/mailer/smtp",
			"followup/rules",
			"followup/rules/outbox",
			"followup/rules/people",
			"followup/scheduler",
			"followup/store",
		},
		"followup/cmd/followup/dates": {"followup/cmd/followup/pattern", "followup/cmd/followup/typo", "followup/rules"},
		"followup/cmd/followup/exchange": {
			"followup/cmd/followup/dates",
			"followup/cmd/followup/pattern",
			"followup/cmd/followup/roster",
			"followup/mailer/shell",
			"followup/rules",
			"followup/rules/people",
		},
		"followup/cmd/followup/pattern": {},
		"followup/cmd/followup/phrase":  {"followup/mailer", "followup/rules", "followup/rules/people"},
		"followup/cmd/followup/roster": {
			"followup/cmd/followup/phrase", "followup/cmd/followup/typo", "followup/rules", "followup/rules/people",
		},
		"followup/cmd/followup/term":  {"followup/cmd/followup/phrase"},
		"followup/cmd/followup/typo":  {},
		"followup/cmd/followup/usage": {},
	}
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "followup/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := 0
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if p.ImportPath == "followup/cmd/followup" {
			continue // it wires them all
		}
		may, known := allowed[p.ImportPath]
		if !known {
			t.Errorf("%s is a new room: say here what it may import", p.ImportPath)
			continue
		}
		seen++
		for _, imp := range p.Imports {
			own := strings.HasPrefix(imp, "followup/")
			if own && !slices.Contains(may, imp) {
				t.Errorf("%s imports %s; it may import %v", p.ImportPath, imp, may)
			}
			if p.ImportPath == "followup/rules" && !own && strings.Contains(imp, ".") && !strings.HasPrefix(imp, "github.com/rickar/cal/") {
				t.Errorf("rules imports %s; it may import the standard library and the holiday calendar", imp)
			}
		}
	}
	if seen != len(allowed) {
		t.Errorf("saw %d rooms of %d", seen, len(allowed))
	}
}

// TestTopLevel: the house has these rooms and no others.
func TestTopLevel(t *testing.T) {
	want := []string{
		".ci", ".git", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", "bench", "cmd", "config.example.toml", "docs", "go.mod", "go.sum",
		"mailer", "rules", "scheduler", "store", "systemd",
	}
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(want, e.Name()) && e.Name() != "followup" && e.Name() != "dist" {
			t.Errorf("%s at the top level is in nobody's plan", e.Name())
		}
	}
}

// TestReliabilityNamesTests: what docs/reliability.md says is shown by a test is, or the page is a claim.
func TestReliabilityNamesTests(t *testing.T) {
	page, err := os.ReadFile("../../docs/reliability.md")
	if err != nil {
		t.Fatal(err)
	}
	var tests []byte
	err = filepath.WalkDir("../..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		tests = append(tests, text...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`\b(Test|Fuzz)[A-Z]\w*`).FindAllString(string(page), -1)
	if len(names) < 30 {
		t.Errorf("found %d names of tests", len(names))
	}
	for _, name := range names {
		if !strings.Contains(string(tests), "func "+name) {
			t.Errorf("there is no test whose name begins with %s", name)
		}
	}
}
