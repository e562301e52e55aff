package shell

import (
	"os/exec"
	"testing"
)

// TestWordsAreOnlyWords: what a shell makes of a word is what was meant by it.
func TestWordsAreOnlyWords(t *testing.T) {
	for _, row := range []struct{ why, word, want string }{
		{"a plain word needs no marks", "jo@acme.test", "jo@acme.test"},
		{"a name of two needs them", "Jo Smith", `"Jo Smith"`},
		{"nothing is a word too", "", `""`},
		{"an apostrophe is one of many names", "Pat O'Brien <pat@acme.test>", `"Pat O'Brien <pat@acme.test>"`},
		{"a command in a name does not run", "$(touch ran) `touch ran`", "'$(touch ran) `touch ran`'"},
		{"nor does one behind a quotation mark", `"; touch ran; "`, `'"; touch ran; "'`},
		{"nor behind an apostrophe that the others call for", `$'; touch ran; '`, `'$'\''; touch ran; '\'''`},
		{"a backslash stays one", `a\`, `'a\'`},
		{"the history of a shell is none of its business", "wow!!", "'wow!!'"},
		{"a line that ends ends no command", "Jo\ntouch ran", "\"Jo\ntouch ran\""},
	} {
		t.Run(row.why, func(t *testing.T) {
			got := Word(row.word)
			if got != row.want {
				t.Errorf("%s, want %s", got, row.want)
			}
			read, err := exec.Command("sh", "-c", "printf %s "+got).CombinedOutput()
			if err != nil || string(read) != row.word {
				t.Errorf("a shell reads %q (%v), want %q", read, err, row.word)
			}
		})
	}
}
