// Package letters writes the notes to an employer: each kind is a text/template in plain sight beside this file.
//
// A letter is a pure function of its [Facts]. A fact that is missing leaves a natural sentence without it, never a
// placeholder; [Facts.Gaps] names what is missing so that the reminder can say so. Anybody who wants other words puts
// a file of the same name into a directory and gives it to [Load].
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
	"text/template"
	"unicode/utf8"

	"followup/rules"
)

// Letter is a note to an employer, as plain text with LF line ends. Paragraphs are not wrapped.
type Letter struct {
	Subject string
	Body    string

	// Quote is the earlier email at the end of Body, or "".
	Quote string

	// Faults are what makes the letter not fit to be sent as it is, each a clause about it: "contains …".
	Faults []string
}

// Letters are the templates of all kinds.
type Letters struct {
	builtIn map[rules.Kind]*template.Template
	own     map[rules.Kind]*template.Template // the replacements
}

// kinds are those of which there is a letter. The others are a word to the user alone.
var kinds = slices.DeleteFunc(slices.Clone(rules.Kinds), rules.Kind.IsWordOnly)

// BuiltIn are the built-in letters, thank-you.txt and so on, and README.md, which says what a letter may contain.
//
//go:embed *.txt README.md
var BuiltIn embed.FS

// functions are what a template may call besides the built-in ones.
var functions = template.FuncMap{
	"stop": stop,                                  // ends a sentence: "Acme" → "Acme.", "Acme Inc." stays
	"re":   reply,                                 // "Next steps" → "Re: Next steps", and no second "Re:"
	"turn": func(n, of int) int { return n % of }, // which of several wordings is up: {{if eq (turn .Variant 3) 0}}
}

// Load reads the built-in letters, each replaced by the file of the same name in dir if there is one; dir "" is none.
// A replacement is rendered with every combination of missing facts, so that a broken one is an error here, with file,
// line and reason, rather than a broken draft weeks later.
func Load(dir string) (*Letters, error) {
	l := &Letters{builtIn: map[rules.Kind]*template.Template{}, own: map[rules.Kind]*template.Template{}}
	for _, kind := range kinds {
		text, err := BuiltIn.ReadFile(fileName(kind))
		if err != nil {
			return nil, err
		}
		if l.builtIn[kind], err = parse(fileName(kind), string(text)); err != nil {
			return nil, err
		}
	}
	if dir == "" {
		return l, nil
	}
	return l, l.override(dir)
}

// fileName is where the letter of a kind lives, here and in a directory of replacements.
func fileName(kind rules.Kind) string { return string(kind) + ".txt" }

func (l *Letters) override(dir string) error {
	if err := refuseStrangers(dir); err != nil {
		return err
	}
	var checks checker
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
			return fmt.Errorf("broken letter: %s:%d: is not UTF-8; save it in that encoding", path, 1+bytes.Count(text[:i], []byte("\n")))
		}
		t, err := parse(path, string(text))
		if err != nil {
			return err
		}
		if err := checks.check(kind, t, path, string(text)); err != nil {
			return err
		}
		l.own[kind] = t
	}
	return nil
}

// refuseStrangers finds the misspelt file name, which would otherwise be ignored in silence.
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
		strange := ext == ".txt" || slices.Contains(known, strings.TrimSuffix(e.Name(), ext)+".txt") // thankyou.txt, thank-you.docx
		if strange && !slices.Contains(known, e.Name()) {
			return fmt.Errorf("%s is not the name of a letter; expected one of %s",
				filepath.Join(dir, e.Name()), strings.Join(known, ", "))
		}
	}
	return nil
}

// invalidUTF8 is where the text stops being UTF-8, or -1.
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

// unknownField is how the template package says that a letter asks for something that is not among the facts.
var unknownField = lazy(`executing .* at <[^>]*>: can't evaluate field (\w+) in type letters.Facts`)

// explain is an error of the template package for people who write letters.
func explain(err error) error {
	text := strings.TrimPrefix(err.Error(), "template: ")
	text = unknownField().ReplaceAllString(text, "there is no field .$1; the table of fields is in the README.md beside the built-in letters")
	text = strings.Replace(text, "unexpected EOF", "unexpected end; an {{if}} has no {{end}}", 1)
	return fmt.Errorf("broken letter: %s", text)
}

func parse(name, text string) (*template.Template, error) {
	t, err := template.New(name).Funcs(texts).Funcs(functions).Parse(strings.ReplaceAll(text, "\r\n", "\n"))
	if err != nil {
		return nil, explain(err)
	}
	return t, nil
}

// Write is the letter of the given kind with the given facts. A replacement that can not be written with these, which
// no check foresaw, must not cost anybody the reminder: the built-in letter takes its place, and its Faults say so.
func (l *Letters) Write(kind rules.Kind, f Facts) (Letter, error) {
	t, ok := l.builtIn[kind]
	if !ok {
		return Letter{}, fmt.Errorf("there is no letter of kind %q", kind)
	}
	var faults []string
	if own := l.own[kind]; own != nil {
		letter, err := write(own, f)
		if err == nil {
			letter.Faults = lint(letter, f)
			return letter, nil
		}
		faults = append(faults, fmt.Sprintf("is the built-in one, for yours could not be written (%s)", rules.OneLine(err.Error())))
	}
	letter, err := write(t, f)
	letter.Faults = append(faults, lint(letter, f)...)
	return letter, err
}

func write(t *template.Template, f Facts) (Letter, error) {
	w := limited{name: t.Name()}
	if err := t.Execute(&w, f); err != nil {
		return Letter{}, explain(err)
	}
	head, body, _ := strings.Cut(w.text.String(), "\n")
	subject, ok := strings.CutPrefix(head, "Subject:")
	if !ok {
		return Letter{}, fmt.Errorf(`broken letter: %s:1: begins with %q; expected "Subject: …"`, t.Name(), head)
	}
	letter := Letter{Subject: rules.OneLine(subject), Body: tidy(body)}
	if strings.HasSuffix(letter.Body, f.Quote) {
		letter.Quote = f.Quote
	}
	switch {
	case letter.Subject == "":
		return Letter{}, fmt.Errorf("broken letter: %s:1: the subject is empty", t.Name())
	case letter.Body == "":
		return Letter{}, fmt.Errorf("broken letter: %s: there is no text below the subject", t.Name())
	}
	return letter, nil
}

// tidy takes away what a template's conditions leave behind: blanks at the ends of lines, runs of blank lines, and
// blank lines at the ends of the text.
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
