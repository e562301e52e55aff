package letters

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
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
	wrote        func(Facts)                // is told of each combination, for tests
	taken        func(option, Facts)        // is told of each alternative, for tests

	waysOutside   []lost  // of losing the facts that the letter names outside of its alternatives
	clashes       []clash // of these facts; what else excludes each other may be in alternatives, and is lost later
	waysWithin    []lost  // of losing the facts that it names in alternatives only
	lostWithin    names   // which are these
	clashesWithin []clash // of all facts
	combine       combining

	outline *outline
	last    outlined // what it wrote last

	fault string // the first one
	line  int    // where it is
}

func (c *checker) inspect(kind rules.Kind, s *script, path, source string) *inspection {
	in := &inspection{
		checker: c, script: s, kind: kind, path: path, source: strings.ReplaceAll(source, "\r\n", "\n"),
		seen: map[[sha256.Size]byte]bool{}, wrote: func(Facts) {}, taken: func(option, Facts) {},
	}
	outside := s.outside(in.source)
	in.waysOutside, in.clashes = waysOutside(c.lang, in.source, outside), clashesIn(outside)
	in.waysWithin, in.clashesWithin = waysWithin(in.source, outside), clashesIn(in.source)
	in.lostWithin = lostIn(in.waysWithin, sampleFor(c.lang, kind))
	return in
}

func (in *inspection) run() error {
	var err error
	if in.outline, err = newOutline(in.lang, in.script, in.source); err != nil {
		return err
	}
	err = in.through(explore)
	if err == nil && in.fault == "" || in.work > maxWork {
		return err
	}
	refusal := in.refusal(err)
	if first := in.firstRefusal(err != nil); first != nil {
		return first
	}
	return refusal
}

// through inspects the letters with the combinations of missing facts that combine comes to.
func (in *inspection) through(combine combining) error {
	in.combine = combine
	return combine(sampleFor(in.lang, in.kind), in.waysOutside, in.clashes, in.all)
}

// firstRefusal returns why a letter is refused that is known to be: of all reasons, the first in the order of the
// combinations, so that it is told with the fewest missing facts. An error matters more than any fault. It returns nil
// if it takes too long to find that.
func (in *inspection) firstRefusal(isError bool) error {
	in.fault, in.work = "", 0
	clear(in.seen)
	err := in.through(func(f Facts, ways []lost, clashes []clash, visit visiting) error {
		return inOrder(f, ways, clashes, func(f Facts) (matters names, err error) {
			if matters, err = visit(f); err == nil && in.fault != "" && !isError {
				err = in.refusal(nil)
			}
			return matters, err
		})
	})
	if in.work > maxWork {
		return nil
	}
	return err
}

// refusal returns an error that was found, or else the fault.
func (in *inspection) refusal(err error) error {
	if err != nil {
		return err
	}
	return fmt.Errorf("broken letter: %s:%d: the draft %s", in.path, in.line, in.fault)
}

// all inspects the letters that the template writes with the facts, and with each subset of those that only
// alternatives name. Without such a fact, other alternatives are taken, and nothing else is different. It returns the
// facts that made a difference.
func (in *inspection) all(f Facts) (matters names, err error) {
	parts, text, matters, err := in.write(f)
	if err != nil {
		return nil, err
	}
	in.wrote(f)
	if len(in.alternatives) == 0 {
		letter, err := in.letter(text, f)
		if err == nil {
			err = in.look(letter, f, nil)
		}
		return matters, err
	}
	named, seen := namedBy(parts), map[string]bool{}
	list := slices.Sorted(maps.Keys(named))
	return matters, in.combine(f, in.waysWithin, in.clashesWithin, func(f Facts) (names, error) {
		if known := known(list, f); !seen[known] {
			seen[known] = true
			return named, in.allTakable(parts, f)
		}
		return named, in.took(len(parts))
	})
}

// allTakable inspects the letters that take from the parts what can be taken with the facts.
func (in *inspection) allTakable(parts []part, f Facts) error {
	if err := in.took(len(parts)); err != nil {
		return err
	}
	parts = slices.Clone(parts)
	for i, p := range parts {
		if p.group != nil {
			parts[i].group = takable(p.group, f)
		}
	}
	if !in.isNew(f.Name, in.choices(parts, f)) {
		return nil
	}
	return in.each(parts[0], parts[1:], f)
}

// namedBy returns the facts that the alternatives in a letter name and that may be missing.
func namedBy(parts []part) names {
	named := names{}
	for _, p := range parts {
		for _, o := range p.group {
			for _, name := range o.facts {
				named[name] = true
			}
		}
	}
	return named
}

// known returns a text that says which of some facts are known.
func known(names []string, f Facts) string {
	known := make([]byte, len(names))
	for i, name := range names {
		if f.text(name) != "" {
			known[i] = 1
		}
	}
	return string(known)
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
			err = in.look(letter, f, taken)
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

// choices returns the lines of a letter, with the alternatives that can be taken. Those that cannot make no difference.
func (in *inspection) choices(parts []part, f Facts) string {
	var text strings.Builder
	for _, p := range parts {
		text.WriteString(p.line)
		if p.group != nil {
			text.WriteString(goneMark) // a group of which none is left is no empty line
		}
		for _, o := range takable(p.group, f) {
			text.WriteString(endMark + strconv.Itoa(o.line) + endMark + o.text)
		}
		text.WriteByte('\n')
	}
	return text.String()
}

// look looks a letter over, and keeps the first fault of all letters. taken are the alternatives in this one.
func (in *inspection) look(l Letter, f Facts, taken []option) error {
	if !in.isNew(f.Name, l.Subject+l.Body) {
		return in.took(len(l.Body) / copied)
	}
	if in.fault == "" {
		if fault := in.firstFault(l, f); fault != "" {
			in.fault, in.line = fault, lineOf(fault, in.source, taken)
		}
	}
	return in.took(len(l.Body) / looked)
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
