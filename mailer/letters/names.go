package letters

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"text/template"
	syntax "text/template/parse"
)

// names is a set of the names of facts.
type names map[string]bool

func (n names) add(other names) {
	for name := range other {
		n[name] = true
	}
}

var factsType = reflect.TypeFor[Facts]()

// allFacts has the names of all facts.
var allFacts = sync.OnceValue(func() names {
	all := names{}
	for _, field := range reflect.VisibleFields(factsType) {
		if field.IsExported() {
			all[field.Name] = true
		}
	}
	return all
})

// behind returns the facts on which a field or a method of Facts depends.
func behind(name string) names {
	switch {
	case allFacts()[name]:
		return names{name: true}
	case name == "Closing":
		return names{"Phone": true} // the others are always known
	}
	return allFacts()
}

// namedIn returns the facts on which the execution of a node depends, but for what its branches and its variables add.
// Where that is not certain, it is all. dotIsFacts says that "." may be all facts.
func namedIn(n syntax.Node, dotIsFacts bool) names {
	found := names{}
	walk(n, func(n syntax.Node) (goOn bool) {
		switch n := n.(type) {
		case *syntax.TemplateNode:
			return n.Pipe == nil || n.Pipe.String() != "." // what is called with all facts names them itself
		case *syntax.FieldNode:
			found.add(behind(n.Ident[0]))
		case *syntax.ChainNode:
			found.add(behind(n.Field[0]))
		case *syntax.VariableNode:
			switch {
			case len(n.Ident) > 1:
				found.add(behind(n.Ident[1]))
			case n.Ident[0] == "$" && dotIsFacts:
				found.add(allFacts())
			}
		case *syntax.DotNode:
			if dotIsFacts {
				found.add(allFacts())
			}
		}
		return true
	})
	return found
}

// walk visits a node, and those below it but for its branches, if visit says to go on.
func walk(n syntax.Node, visit func(syntax.Node) (goOn bool)) {
	if pipe, ok := n.(*syntax.PipeNode); ok && pipe == nil || !visit(n) {
		return
	}
	for _, b := range below(n) {
		walk(b, visit)
	}
}

// isText reports whether nothing in a pipe can be all facts.
func isText(pipe *syntax.PipeNode) bool {
	return !strings.Contains(pipe.String(), "$") && len(namedIn(pipe, true)) < len(allFacts())
}

// variables has the facts on which the value of each variable depends, by its name.
type variables map[string]names

func variablesIn(list *syntax.ListNode) variables {
	v := variables{}
	v.read(list, names{})
	return v
}

// read adds the variables of a list of nodes that is executed under conditions about some facts.
func (v variables) read(list *syntax.ListNode, conditions names) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		facts := names{}
		facts.add(conditions)
		facts.add(namedIn(n, true))
		facts.add(v.behind(n))
		for _, name := range setIn(n) {
			if v[name] == nil {
				v[name] = names{}
			}
			v[name].add(facts)
		}
		then, otherwise := branches(n)
		v.read(then, facts)
		v.read(otherwise, facts)
	}
}

// setIn returns the variables that a node sets, but for its branches.
func setIn(n syntax.Node) (variables []string) {
	walk(n, func(n syntax.Node) (goOn bool) {
		if pipe, ok := n.(*syntax.PipeNode); ok {
			for _, v := range pipe.Decl {
				variables = append(variables, v.Ident[0])
			}
		}
		return true
	})
	return variables
}

// behind returns the facts on which the variables in a node depend.
func (v variables) behind(n syntax.Node) names {
	found := names{}
	walk(n, func(n syntax.Node) (goOn bool) {
		if variable, ok := n.(*syntax.VariableNode); ok {
			found.add(v[variable.Ident[0]])
		}
		return true
	})
	return found
}

// factsOf returns the indexes of the facts on which the alternative in a line depends. ok reports whether it depends on
// nothing else, and is a line of its own in the letter. callsFitInLine says that it is, whatever it calls.
func (v variables) factsOf(line string, callsFitInLine bool) (facts []int, ok bool) {
	list, text := actions(line)
	hasBraces := strings.ContainsAny(strings.Join(list, ""), "{}") || strings.Contains(text, "{{") ||
		strings.Contains(text, "}}")
	if hasBraces || strings.Contains(line, "{{-") || strings.Contains(line, "-}}") {
		return nil, false
	}
	named := names{}
	for _, action := range list {
		switch wordIn(action) {
		case "block", "define", "with":
			return nil, false
		case "template":
			if !callsFitInLine {
				return nil, false
			}
		}
		for _, after := range strings.Split(action, ".")[1:] {
			if !allFacts()[wordIn(after)] {
				return nil, false
			}
			named[wordIn(after)] = true
		}
		for _, after := range strings.Split(action, "$")[1:] {
			behind, known := v["$"+wordIn(after)]
			if !known {
				return nil, false
			}
			named.add(behind)
		}
	}
	return named.indexes(), true
}

// indexes returns those of the fields of Facts with these names.
func (n names) indexes() (indexes []int) {
	for i := range factsType.NumField() {
		if n[factsType.Field(i).Name] {
			indexes = append(indexes, i)
		}
	}
	return indexes
}

// inTheOpen returns the numbers of the alternatives of a list that end their line and stand in no {{with}}, so that "."
// is all facts.
func inTheOpen(list *syntax.ListNode) (numbers []int) {
	if list == nil {
		return nil
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *syntax.TextNode:
			for line := range strings.Lines(string(n.Text)) {
				line, isWhole := strings.CutSuffix(line, "\n")
				if _, number, ok := cutNumber(line, maxFile); ok && isWhole {
					numbers = append(numbers, number)
				}
			}
		case *syntax.IfNode:
			numbers = slices.Concat(numbers, inTheOpen(n.List), inTheOpen(n.ElseList))
		}
	}
	return numbers
}

// definesLines reports whether one of the templates that a letter defines writes more than a part of a line.
func definesLines(t *template.Template) bool {
	return slices.ContainsFunc(t.Templates(), func(part *template.Template) bool {
		return part.Name() != t.Name() && part.Tree != nil && strings.ContainsAny(part.Root.String(), "\n"+endMark)
	})
}
