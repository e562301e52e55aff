package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheBuildWritesManPagesAndCompletions as the packages carry them.
func TestTheBuildWritesManPagesAndCompletions(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("go", "run", "-tags", "docs", ".", "docs", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for file, want := range map[string]string{
		"man1/followup.1": "followup-add", "man1/followup-add.1": "yesterday 14:00", "completions/followup.bash": "__followup",
		"completions/_followup": "#compdef followup", "completions/followup.fish": "complete -c followup",
	} {
		text, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %v; want %q in it", file, err, want)
		}
	}
}
