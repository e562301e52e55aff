package letters

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template"
	syntax "text/template/parse"
)

// An outline is a letter with nothing in its alternatives, so that it is quick to write, however many there are:
//
//	{{if .Late}}
//	- x
//	{{else}}
//	- x
//	- x
//	{{end}}
//
// It knows which facts made a difference to what it wrote. The texts of the alternatives are those that the letter
// itself wrote, with facts that are the same to them. An alternative that depends on more than the facts in its line
// stays as it is.
type outline struct {
	*script
	emptied map[int][]int     // the facts of each alternative without its text, by its line
	texts   map[string]string // of these alternatives, by their textKey
	lists   []list

	reached names // the facts that are named in the lists which are executed
	work    int   // the steps of these
}

// A list of nodes is the whole of a template, or a branch in it. It does without the branches in it.
type list struct {
	named names
	steps int
}

// newOutline returns the outline of a letter with this source.
func newOutline(lang Language, s *script, source string) (*outline, error) {
	o := &outline{emptied: map[int][]int{}, texts: map[string]string{}}
	var err error
	if o.script, err = parse(lang, s.Name(), o.empty(s, source)); err != nil { // an alternative is a part of something
		clear(o.emptied)
		if o.script, err = parse(lang, s.Name(), source); err != nil {
			return nil, err
		}
	}
	o.Funcs(template.FuncMap{"reach": o.reach})
	for _, part := range o.Templates() {
		if part.Tree != nil {
			o.watch(part.Root, true)
		}
	}
	return o, nil
}

// empty returns the source of a letter without the texts of its alternatives.
func (o *outline) empty(s *script, source string) string {
	lines := strings.Split(source, "\n")
	variables := variablesIn(s.Root)
	callsFitInLine := !definesLines(s.Template)
	for _, n := range inTheOpen(s.Root) {
		i := s.alternatives[n].line - 1
		if facts, ok := variables.factsOf(lines[i], callsFitInLine); ok && beginsLine(lines[:i]) {
			o.emptied[i+1] = facts
			lines[i] = withoutText(lines[i])
		}
	}
	return strings.Join(lines, "\n")
}

// beginsLine reports whether what stands below these lines begins a line of the letter, too: an action may take the
// blanks behind it.
func beginsLine(above []string) bool {
	return !strings.HasSuffix(strings.TrimRight(strings.Join(above, "\n"), " \t\n"), "-}}")
}

// withoutText returns the line of an alternative without its text.
func withoutText(line string) string {
	if strings.HasPrefix(line, subjectPrefix) {
		return subjectPrefix + " x"
	}
	return line[:len(bullets[0])] + "x"
}

// watch lets a list of nodes, and those below it, call reach. dotIsFacts says that "." may be all facts.
func (o *outline) watch(nodes *syntax.ListNode, dotIsFacts bool) {
	if nodes == nil {
		return
	}
	number := len(o.lists)
	o.lists = append(o.lists, list{})
	own := list{named: names{}, steps: 1}
	for _, n := range nodes.Nodes {
		own.named.add(namedIn(n, dotIsFacts))
		own.steps += stepsBelow(n)
		then, otherwise := branches(n)
		with, isWith := n.(*syntax.WithNode)
		o.watch(then, dotIsFacts && !(isWith && isText(with.Pipe)))
		o.watch(otherwise, dotIsFacts)
	}
	o.lists[number] = own
	nodes.Nodes = slices.Concat(o.call(number), nodes.Nodes)
}

// call returns a node that calls reach.
func (o *outline) call(list int) []syntax.Node {
	source := fmt.Sprintf("{{reach %d}}", list)
	trees, err := syntax.Parse(o.Name(), source, "", "", map[string]any{"reach": o.reach})
	if err != nil {
		panic(err) // no letter has a part in it
	}
	return trees[o.Name()].Root.Nodes
}

// reach is called by a list of nodes that is executed.
func (o *outline) reach(list int) string {
	o.reached.add(o.lists[list].named)
	o.work += o.lists[list].steps
	return ""
}

// outlined is what the outline of a letter writes with some facts.
type outlined struct {
	Facts
	text    string
	reached names // the facts that made a difference to the text
}

// write writes the outline with the facts. The name always makes a difference, because it might be written into the
// letter.
func (o *outline) write(f Facts) (outlined, error) {
	o.reached, o.work = names{"Name": true}, 0
	text, err := o.execute(f)
	return outlined{f, text, o.reached}, err
}

// fill puts their texts into the alternatives of a letter that the outline laid out, and reports whether all are known.
func (o *outline) fill(parts []part, f Facts) bool {
	for _, p := range parts {
		for i, option := range p.group {
			facts, isEmpty := o.emptied[option.line]
			if !isEmpty {
				continue
			}
			text, known := o.texts[textKey(option.line, facts, &f)]
			if !known {
				return false
			}
			p.group[i].text = text
		}
	}
	return true
}

// learn keeps the texts of alternatives that the letter itself wrote.
func (o *outline) learn(parts []part, f Facts) {
	for _, p := range parts {
		for _, option := range p.group {
			if facts, isEmpty := o.emptied[option.line]; isEmpty {
				o.texts[textKey(option.line, facts, &f)] = option.text
			}
		}
	}
}

// textKey is the same where the alternative in a line has the same text.
func textKey(line int, facts []int, f *Facts) string {
	key, values := strconv.AppendInt(nil, int64(line), 10), reflect.ValueOf(f).Elem()
	for _, i := range facts {
		key = append(key, endMark...)
		if v := values.Field(i); v.Kind() == reflect.Bool {
			key = strconv.AppendBool(key, v.Bool())
		} else {
			key = append(key, v.String()...)
		}
	}
	return string(key)
}
