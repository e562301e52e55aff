package letters

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"strings"

	"followup/rules"
)

// A checker checks letters until they have taken too much work.
type checker struct {
	lang Language
	work int
}

// check writes a replaced letter with every combination of missing facts, and each of its alternatives with every
// combination in which it can be taken. path and source are for the error.
func (c *checker) check(kind rules.Kind, s *script, path, source string) error {
	return c.inspect(kind, s, path, source).run()
}

// An inspection is the check of one letter.
type inspection struct {
	*checker
	*script
	kind         rules.Kind
	path, source string
	seen         map[[sha256.Size]byte]bool // most combinations read like another
	taken        func(option, Facts)        // is told of each alternative, for tests

	fault string // the first one
	line  int    // where it is
}

func (c *checker) inspect(kind rules.Kind, s *script, path, source string) *inspection {
	return &inspection{
		checker: c, script: s, kind: kind, path: path, source: strings.ReplaceAll(source, "\r\n", "\n"),
		seen: map[[sha256.Size]byte]bool{}, taken: func(option, Facts) {},
	}
}

func (in *inspection) run() error {
	for f := range combinations(in.lang, in.kind, in.source, in.outside(in.source)) {
		if err := in.all(f); err != nil {
			return err // it matters more than any fault
		}
	}
	if in.fault != "" {
		return fmt.Errorf("broken letter: %s:%d: the draft %s", in.path, in.line, in.fault)
	}
	return nil
}

// all inspects the letters that the template writes with the facts, and with each subset of those that only
// alternatives name. The template is executed once: without such a fact, other alternatives are taken, and nothing else
// is different.
func (in *inspection) all(f Facts) error {
	text, err := in.execute(f)
	if err != nil {
		return err
	}
	if err := in.took(in.steps + len(text)); err != nil {
		return err
	}
	if len(in.alternatives) == 0 {
		letter, err := in.letter(text, f)
		if err == nil {
			err = in.lint(letter, f, nil)
		}
		return err
	}
	if !in.isNew(text, f.Name, in.known(f)) {
		return nil
	}
	subject, body := in.layout(text)
	for g := range lacking(f, in.source, in.onlyInAlternatives()) {
		if err := in.took(len(body)); err != nil {
			return err
		}
		if !in.isNew(g.Name, in.choices(append([]part{subject}, body...), g)) {
			continue
		}
		if err := in.each(subject, body, g); err != nil {
			return err
		}
	}
	return nil
}

// each inspects as many letters as the largest group has alternatives that can be taken, so that each is in one.
func (in *inspection) each(subject part, body []part, f Facts) error {
	for n, most := 0, 1; n < most; n++ {
		var taken []option
		letter, err := in.compose(subject, body, f, func(group []option, _ string) option {
			most = max(most, len(group))
			o := group[n%len(group)]
			in.taken(o, f)
			taken = append(taken, o)
			return o
		})
		if err == nil {
			err = in.took(len(letter.Body))
		}
		if err == nil {
			err = in.lint(letter, f, taken)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// took counts work that was done. It returns an error when it was too much.
func (in *inspection) took(work int) error {
	if in.work += work; in.work > maxWork {
		return fmt.Errorf("broken letter: %s: takes too long to write with every combination of its facts; "+
			"name fewer, or write less", in.path)
	}
	return nil
}

// isNew reports whether texts were not seen together before.
func (in *inspection) isNew(texts ...string) bool {
	sum := sha256.Sum256([]byte(strings.Join(texts, endMark)))
	known := in.seen[sum]
	in.seen[sum] = true
	return !known
}

// known returns which of the facts that alternatives name are known.
func (in *inspection) known(f Facts) string {
	var known strings.Builder
	for _, a := range in.alternatives {
		for _, name := range a.facts {
			fmt.Fprint(&known, f.text(name) != "")
		}
	}
	return known.String()
}

// choices returns the lines of a letter, with the alternatives that can be taken. Those that cannot make no difference.
func (in *inspection) choices(parts []part, f Facts) string {
	var text strings.Builder
	for _, p := range parts {
		fmt.Fprintln(&text, p.line, p.group != nil)
		for _, o := range takable(p.group, f) {
			fmt.Fprintln(&text, o.line, o.text)
		}
	}
	return text.String()
}

// lint keeps the first fault of all letters. taken are the alternatives in this one.
func (in *inspection) lint(l Letter, f Facts, taken []option) error {
	if in.fault != "" || !in.isNew(f.Name, l.Subject+l.Body) {
		return nil
	}
	if fault := in.firstFault(l, f); fault != "" {
		in.fault, in.line = fault, lineOf(fault, in.source, taken)
	}
	return nil
}

func (in *inspection) firstFault(l Letter, f Facts) string {
	faults := lint(l, f)
	if fault := lintTemplate(l, f, in.source); fault != "" {
		faults = append(faults, fault)
	}
	if len(faults) == 0 {
		return ""
	}
	return faults[0] + without(sampleFor(in.lang, in.kind), f)
}

// onlyInAlternatives returns the ways of losing facts that a letter mentions in its alternatives only.
func (in *inspection) onlyInAlternatives() (remove []func(*Facts)) {
	outside := in.outside(in.source)
	for _, m := range missing {
		if m.isText() && !isNamed(m.fields, outside) && isNamed(m.fields, in.source) {
			remove = append(remove, m.take)
		}
	}
	return remove
}

// without names the missing facts that brought a fault to light.
func without(sample, f Facts) string {
	var missing []string
	full, found := reflect.ValueOf(sample), reflect.ValueOf(f)
	for i := range full.NumField() {
		if found.Field(i).IsZero() && !full.Field(i).IsZero() {
			missing = append(missing, "."+full.Type().Field(i).Name)
		}
	}
	if len(missing) == 0 {
		return ""
	}
	return ", without " + strings.Join(missing, ", ")
}

// lineOf returns the number of the first line that contains what the fault quotes, or of the alternative that was
// written so, or 1.
func lineOf(fault, source string, taken []option) int {
	_, quoted, _ := strings.Cut(fault, "“")
	quoted, _, found := strings.Cut(quoted, "”")
	if !found {
		return 1
	}
	if before, _, inSource := strings.Cut(source, quoted); inSource {
		return 1 + strings.Count(before, "\n")
	}
	for _, o := range taken {
		if strings.Contains(strings.Map(withoutMarks, o.text), quoted) {
			return o.line
		}
	}
	return 1
}
