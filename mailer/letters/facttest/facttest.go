// Package facttest is for tests of languages only. It reads the facts that people type, from testdata and from tables.
package facttest

import (
	"os"
	"strings"
	"testing"

	"followup/mailer/letters/fact"
)

// A Reader is a language, as far as it reads facts.
type Reader interface {
	ReadFact(kind fact.Kind, typed string) fact.Reading
	InLetter(kind fact.Kind, typed string) string
	Examples(kind fact.Kind) (phrase, sentence string)
}

// Kinds are the kinds of facts by the names of their files in testdata.
var Kinds = map[string]fact.Kind{"topics": fact.Topic, "fits": fact.Fit, "hooks": fact.Hook}

// Read reads the facts of very different people. Those that may be neither a phrase nor a sentence are unclear. What is
// stored is read again when a letter is written and when an export is imported, and must stay what it is.
func Read(t *testing.T, lang Reader) {
	for name, kind := range Kinds {
		for typed, want := range Rows(t, "testdata/"+name+".txt") {
			t.Run(name+"/"+typed, func(t *testing.T) {
				got := lang.ReadFact(kind, typed)
				if want == "?" {
					if got.Form != fact.Unclear || got.Text != typed {
						t.Errorf("it became %q, form %d; it is unclear", got.Text, got.Form)
					}
					return
				}
				form := fact.Phrase
				if fact.IsSentence(want) {
					form = fact.Sentence
				}
				if got.Text != want || got.Form != form {
					t.Errorf("it became %q, form %d, want %q, form %d", got.Text, got.Form, want, form)
				}
				if again := lang.ReadFact(kind, got.Text); again != got {
					t.Errorf("read again, it is %+v", again)
				}
			})
		}
	}
}

// Shown tests that what the user accepts as it is shown is read as a sentence, however odd, and that the examples are
// what they are examples of. topic and fit are unclear.
func Shown(t *testing.T, lang Reader, topic, fit string) {
	t.Helper()
	for kind, typed := range map[fact.Kind]string{fact.Topic: topic, fact.Fit: fit} {
		shown := lang.InLetter(kind, typed)
		if got := lang.ReadFact(kind, shown); got.Form != fact.Sentence || got.Text != shown {
			t.Errorf("%q is shown as %q, and that is %+v", typed, shown, got)
		}
		phrase, sentence := lang.Examples(kind)
		if lang.ReadFact(kind, phrase).Form != fact.Phrase || lang.ReadFact(kind, sentence).Form != fact.Sentence {
			t.Errorf("the examples %q and %q are not what they are examples of", phrase, sentence)
		}
	}
}

// Each calls f with each text, and wants what stands beside it.
func Each[T comparable](t *testing.T, f func(text string) T, rows map[string]T) {
	t.Helper()
	for text, want := range rows {
		if got := f(text); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

// Rows returns what is typed in a file of examples, and what becomes of each.
func Rows(t *testing.T, file string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		typed, want, found := strings.Cut(line, " = ")
		if _, twice := rows[typed]; !found || twice {
			t.Fatalf("%s: %q has no value, or stands there twice", file, line)
		}
		rows[typed] = want
	}
	return rows
}
