// Package letters writes the notes to an employer. The text/template of each kind is a file of its [Language].
//
// A letter is a pure function of its [Facts]. Without a fact it has a natural sentence that does not need it, never
// a placeholder. [Facts.Gaps] returns what is missing, so that the reminder can name it. To change the words, put a
// file of the same name into a directory and give that to [Load].
package letters

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"text/template"
	"unicode/utf8"

	"followup/pattern"
	"followup/rules"
)

// A Letter is a note to an employer, as plain text with LF line ends. Paragraphs are not wrapped.
type Letter struct {
	Subject string
	Body    string

	// Quote is the earlier email at the end of Body, or "".
	Quote string

	// Faults says why the letter should not be sent as it is. Each is a clause about it: "contains …".
	Faults []string
}

// Letters holds the templates of all kinds, in one language.
type Letters struct {
	// Guessed tells which days no letter may name as the employer's. If it is nil, every day was named.
	Guessed Guessed

	lang    Language
	builtIn map[rules.Kind]func() (*script, error) // parsed when first used: a command writes few of them
	own     map[rules.Kind]*script                 // the replacements
}

// A Guessed reports whether a day is only what the program made of words that name none ("mid-January"), said on a day.
type Guessed func(words string, said, day rules.Date) bool

// kinds are those that have a letter. The others are only a message to the user.
var kinds = slices.DeleteFunc(slices.Clone(rules.Kinds), func(k rules.Kind) bool { return !k.HasLetter() })

// Readme has README.md, which says what a letter may contain.
//
//go:embed README.md
var Readme embed.FS

// functions returns what a template may call besides the built-in ones.
func functions(lang Language) template.FuncMap {
	return template.FuncMap{
		"stop":    stop,          // ends a sentence: "Acme" → "Acme.", "Acme Inc." stays
		"re":      lang.Reply,    // "Next steps" → "Re: Next steps", and no second "Re:"
		"capital": rules.Capital, // "the staff nurse role" → "The staff nurse role", at the start of a sentence
		"about":   lang.About,    // in French "l'atelier" → "sur l'atelier", behind "notre échange"
		"begin":   lang.Begin,    // in German "Ich habe …" → "ich habe …", below the greeting
	}
}

// Load returns the built-in letters of a language. A file of the same name in dir replaces each; dir may be empty. A
// replacement is written with every combination of missing facts, so a broken one is an error here, with file, line
// and reason, rather than a broken draft weeks later.
func Load(lang Language, dir string) (*Letters, error) {
	l := &Letters{lang: lang, builtIn: map[rules.Kind]func() (*script, error){}, own: map[rules.Kind]*script{}}
	for _, kind := range kinds {
		l.builtIn[kind] = sync.OnceValues(func() (*script, error) {
			text, err := fs.ReadFile(lang.Letters(), fileName(kind))
			if err != nil {
				return nil, err
			}
			builtIn, err := parse(lang, fileName(kind), lang.Spelled(string(text)))
			if err == nil {
				builtIn.relaxed = lang.Relaxed
			}
			return builtIn, err
		})
	}
	if dir == "" {
		return l, nil
	}
	return l, l.override(dir)
}

// fileName returns the name of the file of a letter, built-in or replaced.
func fileName(kind rules.Kind) string { return string(kind) + ".txt" }

func (l *Letters) override(dir string) error {
	if err := refuseStrangers(dir); err != nil {
		return err
	}
	checks := checker{lang: l.lang}
	for _, kind := range kinds {
		path := filepath.Join(dir, fileName(kind))
		text, err := readFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("cannot read the letter: %w", err)
		}
		if i := invalidUTF8(text); i >= 0 {
			return fmt.Errorf("broken letter: %s:%d: is not UTF-8; save it in that encoding",
				path, 1+bytes.Count(text[:i], []byte("\n")))
		}
		own, err := parse(l.lang, path, string(text))
		if err != nil {
			return err
		}
		if err := checks.check(kind, own, path, string(text)); err != nil {
			return err
		}
		l.own[kind] = own
	}
	return nil
}

// refuseStrangers returns an error for a misspelled file name, which would otherwise be silently ignored.
func refuseStrangers(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("cannot read the directory of letters: %w; check letters.templates_dir", err)
	}
	var known []string
	for _, kind := range kinds {
		known = append(known, fileName(kind))
	}
	for _, e := range entries {
		ext := filepath.Ext(e.Name())
		// thankyou.txt, thank-you.docx
		strange := ext == ".txt" || slices.Contains(known, strings.TrimSuffix(e.Name(), ext)+".txt")
		if strange && !slices.Contains(known, e.Name()) {
			return fmt.Errorf("%s is not the name of a letter; expected one of %s",
				filepath.Join(dir, e.Name()), strings.Join(known, ", "))
		}
	}
	return nil
}

// invalidUTF8 returns the first offset at which the text is not UTF-8, or -1.
func invalidUTF8(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// unknownField matches how the template package says that a letter uses a field that Facts does not have.
var unknownField = pattern.Lazy(`executing .* at <[^>]*>: can't evaluate field (\w+) in type letters.Facts`)

// explain rewords an error of the template package for people who write letters.
func explain(err error) error {
	text := strings.TrimPrefix(err.Error(), "template: ")
	text = unknownField.ReplaceAllString(text,
		"there is no field .$1; the table of fields is in the README.md beside the built-in letters")
	text = strings.Replace(text, "unexpected EOF", "unexpected end; an {{if}} has no {{end}}", 1)
	return fmt.Errorf("broken letter: %s", text)
}

// Write returns the letter of the given kind with the given facts, in the words that the choice calls for. If a
// replacement cannot be written, which no check foresaw, the built-in letter takes its place and its Faults say so: the
// reminder must not fail.
func (l *Letters) Write(kind rules.Kind, f Facts, c Choice) (Letter, error) {
	parsed, ok := l.builtIn[kind]
	if !ok {
		return Letter{}, fmt.Errorf("there is no letter of kind %q", kind)
	}
	c.echoes = l.lang.Echoes
	var faults []string
	if own := l.own[kind]; own != nil {
		letter, err := own.write(f, c.of)
		if err == nil {
			letter.Faults = lint(letter, f)
			return letter, nil
		}
		faults = append(faults, fmt.Sprintf("is the built-in one, for yours could not be written (%s)",
			rules.OneLine(err.Error())))
	}
	builtIn, err := parsed()
	if err != nil {
		return Letter{}, err
	}
	letter, err := builtIn.write(f.withoutOpenDay(), c.of)
	letter.Faults = append(faults, lint(letter, f)...)
	return letter, err
}

// write writes a letter with what take returns of each group of alternatives.
func (s *script) write(f Facts, take taking) (Letter, error) {
	text, err := s.execute(f)
	if err != nil {
		return Letter{}, err
	}
	if len(s.alternatives) == 0 {
		return s.letter(text, f)
	}
	subject, body := s.layout(text)
	if f.friendly && s.relaxed != nil {
		s.relax(subject, body)
	}
	return s.compose(subject, body, f, take)
}

// relax rewords the alternatives of a letter for somebody who is greeted by first name. Their facts stay.
func (s *script) relax(subject part, body []part) {
	for _, p := range append([]part{subject}, body...) {
		for i, o := range p.group {
			p.group[i].text = outsideFacts(o.text, s.relaxed)
		}
	}
}

// execute returns what the template writes, marks and all.
func (s *script) execute(f Facts) (string, error) {
	w := limited{name: s.Name()}
	if err := s.Execute(&w, f); err != nil {
		return "", explain(err)
	}
	return w.text.String(), nil
}

// compose returns the letter that is laid out in parts.
func (s *script) compose(subject part, body []part, f Facts, take taking) (Letter, error) {
	text := assemble(body, f, take)
	if subject.group == nil {
		return s.letter(text, f) // which says what is wrong
	}
	return s.letter(subjectPrefix+" "+assemble([]part{subject}, f, take)+"\n"+text, f)
}

// letter returns the letter in a text that begins with its subject.
func (s *script) letter(text string, f Facts) (Letter, error) {
	head, body, _ := strings.Cut(text, "\n")
	subject, ok := strings.CutPrefix(head, subjectPrefix)
	if !ok {
		return Letter{}, fmt.Errorf(`broken letter: %s:1: begins with %q; expected "Subject: …"`, s.Name(), head)
	}
	letter := Letter{Subject: rules.OneLine(subject), Body: tidy(body)}
	if strings.HasSuffix(letter.Body, f.Quote) {
		letter.Quote = f.Quote
	}
	switch {
	case letter.Subject == "":
		return Letter{}, fmt.Errorf("broken letter: %s:1: the subject is empty", s.Name())
	case letter.Body == "":
		return Letter{}, fmt.Errorf("broken letter: %s: there is no text below the subject", s.Name())
	case len(letter.Subject)+len(letter.Body) > maxLetter:
		return Letter{}, fmt.Errorf("broken letter: %w", tooLong(s.Name(), maxLetter))
	}
	return letter, nil
}

// tidy removes what a template's conditions leave behind: blanks at the ends of lines, repeated blank lines, and blank
// lines at the beginning and the end.
func tidy(body string) string {
	var lines []string
	blank := true // above the first line
	for line := range strings.Lines(body) {
		line = strings.TrimRight(line, " \t\n")
		if line != "" || !blank {
			lines = append(lines, line)
		}
		blank = line == ""
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}
