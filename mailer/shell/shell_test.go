package shell

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// shells are those that a command may be pasted into, each with the options that make it read most out of a word.
var shells = []struct {
	name, options string
	args          []string
}{
	{"bash", "set -o history; set -H\n", []string{"--norc"}},
	{"dash", "", nil},
	{"zsh", "setopt RC_QUOTES EXTENDED_GLOB BANG_HIST MAGIC_EQUAL_SUBST INTERACTIVE_COMMENTS\n", []string{"-f"}},
	{"fish", "", []string{"--no-config"}},
}

// rows are words, each with what it is about.
var rows = []struct{ why, word, want string }{
	{"an address needs no marks", "jo@acme.test", "jo@acme.test"},
	{"nor does a path", "/home/sam/config.toml", "/home/sam/config.toml"},
	{"a name of two words needs them", "Jo Smith", `"Jo Smith"`},
	{"nothing is a word too", "", `""`},
	{"an apostrophe is one of many names", "Pat O'Brien <pat@acme.test>", `"Pat O'Brien <pat@acme.test>"`},
	{"a command in a word does not run", "$(touch ran) `touch ran`", "'$(touch ran) `touch ran`'"},
	{"nor does one behind a quotation mark", `"; touch ran; "`, `'"; touch ran; "'`},
	{"nor behind an apostrophe", `$'; touch ran; '`, `'$'"'"'; touch ran; '"'"''`},
	{"nor behind an escaped apostrophe, which ends nothing in fish",
		`Jo\'; touch ran; #`, `'Jo'"\\"''"'"'; touch ran; #'`},
	{"nor in parentheses, which fish substitutes", "(touch ran)", `"(touch ran)"`},
	{"nor in those with a dollar inside double quotation marks", `"$(touch ran)"`, `'"$(touch ran)"'`},
	{"a backslash stays one", `a\`, `'a'"\\"''`},
	{"two stay two", `\\`, `''"\\"''"\\"''`},
	{"apostrophes in a row are none of zsh's doubled ones", `$''''`, `'$'"'"''"'"''"'"''"'"''`},
	{"the history of a shell is left alone", "wow!!", "'wow!!'"},
	{"a line break ends no command", "Jo\ntouch ran", "'Jo'\"\n\"'touch ran'"},
	{"nor is the history corrected", "^a^b", "'^a^b'"},
	{"a home is not looked up", "~root", `"~root"`},
	{"a command is not looked up", "=ls", `"=ls"`},
	{"files are not looked up", "/*", `"/*"`},
	{"nothing is made of braces", "{a,b}", `"{a,b}"`},
	{"nothing is a comment", "#x", `"#x"`},
}

func TestWord(t *testing.T) {
	for _, row := range rows {
		t.Run(row.why, func(t *testing.T) {
			if got := Word(row.word); got != row.want {
				t.Errorf("%s, want %s", got, row.want)
			}
		})
	}
}

// TestShellsReadWordsAlike has each shell that is installed print words that are in the table and random ones.
func TestShellsReadWordsAlike(t *testing.T) {
	var words []string
	for _, row := range rows {
		words = append(words, row.word)
	}
	hostile := rapid.StringOf(rapid.SampledFrom([]rune("\\'\"`$!(){}[]<>;&|#~=^%*?@,: \n\tnx0aé長\u202e\ufdd0\uf600🩺")))
	for seed := range 1500 {
		words = append(words, hostile.Example(seed), strings.ReplaceAll(rapid.String().Example(seed), "\x00", ""))
	}
	for _, sh := range shells {
		t.Run(sh.name, func(t *testing.T) {
			t.Parallel()
			checkReading(t, sh.name, sh.options, sh.args, words)
		})
	}
}

// checkReading wants a shell to print the words of a script as they were before they were quoted.
func checkReading(t *testing.T, shell, options string, args, words []string) {
	t.Helper()
	if _, err := exec.LookPath(shell); err != nil {
		t.Skip("not installed")
	}
	var script, want strings.Builder
	script.WriteString(options)
	for _, w := range words {
		script.WriteString("printf '%s\\n--\\n' " + Word(w) + "\n" + "printf '%s\\n--\\n' " + Quoted(w) + "\n")
		want.WriteString(w + "\n--\n" + w + "\n--\n")
	}
	cmd := exec.Command(shell, args...)
	cmd.Dir = t.TempDir()
	cmd.Env = []string{"LC_ALL=C.UTF-8", "HOME=" + cmd.Dir, "PATH=/usr/bin:/bin"}
	cmd.Stdin = strings.NewReader(script.String())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	got, err := cmd.Output()
	if err != nil || string(got) != want.String() {
		t.Errorf("%v: %.500s\n%s", err, stderr.String(), firstDifference(want.String(), string(got)))
	}
}

func firstDifference(want, got string) string {
	n := 0
	for n < min(len(want), len(got)) && want[n] == got[n] {
		n++
	}
	from := max(0, n-40)
	return "want " + strings.ToValidUTF8(quote(want[from:]), "?") + "\ngot  " + quote(got[from:])
}

func quote(s string) string { return `"` + s[:min(len(s), 80)] + `"` }

// FuzzWord reads a word by the grammar that the four shells have in common.
func FuzzWord(f *testing.F) {
	for _, row := range rows {
		f.Add(row.word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		for _, quoted := range []string{Word(word), Quoted(word)} {
			if got, ok := read(quoted); !ok || got != word {
				t.Errorf("%q is quoted as %q, which reads %q", word, quoted, got)
			}
		}
		if utf8.ValidString(word) && !utf8.ValidString(Quoted(word)) {
			t.Errorf("%q is broken by quoting", word)
		}
	})
}

// read reads one word as all four shells do; ok is false where they differ, or where more than a word is in it.
func read(s string) (word string, ok bool) {
	for s != "" {
		if Safe(s[:1]) {
			word, s = word+s[:1], s[1:]
			continue
		}
		inside, rest, found := strings.Cut(s[1:], s[:1])
		switch {
		case !found:
			return word, false
		case s[0] == '\'' && !strings.ContainsAny(inside, "\\\n"):
		case s[0] == '"' && inside == `\\`:
			inside = `\`
		case s[0] == '"' && !strings.ContainsAny(inside,
			"$`\\!^") && (inside == "\n" || !strings.Contains(inside, "\n")):
		default:
			return word, false
		}
		word, s = word+inside, rest
	}
	return word, true
}
