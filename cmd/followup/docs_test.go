package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheBuildWritesManPagesAndCompletions checks the files that the packages contain.
func TestTheBuildWritesManPagesAndCompletions(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program anew, which takes seconds")
	}
	dir := t.TempDir()
	build := exec.Command("go", "run", "-tags", "docs", ".", "docs", dir)
	build.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=981288000", "TZ=UTC") // 4 February 2001
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for file, wants := range map[string][]string{
		"man1/followup.1": {"followup-add", "Feb 2001"},
		"man1/followup-add.1": {"yesterday 14:00",
			`an interviewer, "Jo Smith <jo@acme.test>"; repeat it for each`},
		"completions/followup.bash": {"__followup"},
		"completions/_followup":     {"#compdef followup"},
		"completions/followup.fish": {"complete -c followup"},
	} {
		text, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Error(err)
		}
		for _, want := range wants {
			if !strings.Contains(string(text), want) {
				t.Errorf("%s does not have %q", file, want)
			}
		}
	}
	pages, err := filepath.Glob(filepath.Join(dir, "man1", "*.1"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("pages %v, %v", pages, err)
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Error(err)
		}
		if strings.Contains(string(text), `\[la]`) {
			t.Errorf("%s shows an address as a link, not as it is typed", page)
		}
	}
}
