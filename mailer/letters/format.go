package letters

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template"
	syntax "text/template/parse"
	"unicode"
)

// A letter with alternatives is a text/template between two passes. The first one, here, marks in its source what the
// second one, in pick.go, has to know of the text that the template writes:
//
//	Subject: Thank you for today
//	Subject: Our conversation {{.Day}}
//
//	{{.Salutation}},
//
//	{{if .Late}}
//	- Thank you once more for your time {{.Day}}.
//	{{else}}
//	- Thank you for your time {{.Day}}.
//	- It was good to meet you {{.Day}}.
//	{{end}}
//	+ I enjoyed hearing about {{.Topic}}.
//
//	{{.Closing}}
//
// Marks stand at the ends of lines, and take no line, so that the template package counts lines and columns as they
// are in the file. A letter without alternatives is not marked, and reads as it always did.

// The marks. No fact has one, because each is a control character.
const (
	endMark   = "\x01" // an alternative ends; its number and another mark follow
	goneMark  = "\x02" // the line is of no text, and vanishes
	factStart = "\x03"
	factEnd   = "\x04"
	allMarks  = endMark + goneMark + factStart + factEnd
)

// A script is a letter that can be written.
type script struct {
	*template.Template
	steps int // the most in which it is written

	// relaxed returns a text as it is said to somebody who is greeted by first name. It is nil in the user's own
	// letters, which stand as they were written.
	relaxed func(text string) string

	// alternatives are all of the letter, by their numbers. A letter without any has no marks.
	alternatives []alternative
}

// An alternative is one of several wordings: a subject, or a line with a bullet.
type alternative struct {
	line  int
	facts []string // that it names and that may be missing
}

// parse reads a letter. Its name stands in the errors.
func parse(lang Language, name, text string) (*script, error) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	marked, alternatives, err := mark(name, text)
	if err != nil {
		return nil, err
	}
	t, err := template.New(name).Funcs(texts).Funcs(functions(lang)).Parse(marked)
	if err != nil {
		return nil, explain(err)
	}
	s := &script{Template: t, alternatives: alternatives}
	if s.steps, err = steps(t); err != nil {
		return nil, explain(err)
	}
	if len(alternatives) > 0 {
		markFacts(t)
	}
	return s, nil
}

const subjectPrefix = "Subject:"

// bullets begin a line that is an alternative.
var bullets = []string{"- ", "+ ", "* "}

func hasBullet(line string) bool {
	return slices.ContainsFunc(bullets, func(b string) bool { return strings.HasPrefix(line, b) })
}

// mark returns a letter's source with its marks, and its alternatives.
func mark(name, source string) (string, []alternative, error) {
	lines := strings.Split(source, "\n")
	subjects := subjectLines(lines)
	if len(subjects) < 2 && !slices.ContainsFunc(lines, hasBullet) {
		return source, nil, nil
	}
	var alternatives []alternative
	hasMarks := strings.ContainsAny(source, allMarks)
	for i, line := range lines {
		if hasMarks {
			line = strings.Map(withoutMarks, line)
		}
		line = strings.TrimRight(line, " \t")
		switch {
		case slices.Contains(subjects, i) || hasBullet(line):
			if !isWhole(line) {
				return "", nil, fmt.Errorf("broken letter: %s:%d: an alternative is one line; "+
					"this one has an {{if}} without its {{end}}", name, i+1)
			}
			line += endMark + strconv.Itoa(len(alternatives)) + endMark
			alternatives = append(alternatives, alternative{line: i + 1, facts: factsIn(line)})
		case isControl(line):
			line += goneMark
		}
		lines[i] = line
	}
	return strings.Join(lines, "\n"), alternatives, nil
}

func withoutMarks(r rune) rune {
	if r < ' ' && strings.ContainsRune(allMarks, r) {
		return -1
	}
	return r
}

// subjectLines returns the indexes of the lines with a subject, which come before any text.
func subjectLines(lines []string) (found []int) {
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, subjectPrefix):
			found = append(found, i)
		case strings.TrimSpace(line) != "" && !isControl(line):
			return found
		}
	}
	return found
}

// actions returns what stands between the braces of each action in a piece of a letter's source, and the text around
// them.
func actions(source string) (list []string, text string) {
	for {
		before, rest, opened := strings.Cut(source, "{{")
		action, after, closed := strings.Cut(rest, "}}")
		if !opened || !closed {
			return list, text + source
		}
		text += before
		list = append(list, strings.TrimSpace(strings.TrimPrefix(action, "-")))
		source = after
	}
}

// isControl reports whether a line has actions and nothing else, and none of them writes anything.
func isControl(line string) bool {
	list, text := actions(line)
	return len(list) > 0 && strings.TrimSpace(text) == "" && !slices.ContainsFunc(list, mayWrite)
}

// mayWrite reports whether an action may write a text: a field or a call does; a condition, a definition, a comment and
// a variable that is set do not. A call of what is defined is a line of its own that vanishes.
func mayWrite(action string) bool {
	switch word := wordIn(action); word {
	case "if", "else", "end", "with", "define", "template":
		return false
	case "":
		name, isVariable := strings.CutPrefix(action, "$")
		rest := strings.TrimSpace(strings.TrimPrefix(name, wordIn(name)))
		isSet := isVariable && (strings.HasPrefix(rest, ":=") || strings.HasPrefix(rest, "="))
		return !isSet && !strings.HasPrefix(action, "/*")
	}
	return true
}

// isWhole reports whether each {{if}} of a line ends in it.
func isWhole(line string) bool {
	list, _ := actions(line)
	open := 0
	for _, action := range list {
		switch wordIn(action) {
		case "if", "with", "block", "define":
			open++
		case "end":
			open--
		}
	}
	return open == 0
}

// factsIn returns the facts that a piece of a letter's source names and that may be missing.
func factsIn(source string) (names []string) {
	list, _ := actions(source)
	for _, action := range list {
		_, fields, _ := strings.Cut(action, ".")
		for piece := range strings.SplitSeq(fields, ".") {
			if name := wordIn(piece); mayBeMissing()[name] && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// wordIn returns the letters, digits and underscores with which a text begins.
func wordIn(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end < 0 {
		return text
	}
	return text[:end]
}

// outside returns a letter's source without its alternatives, whose lines are left empty.
func (s *script) outside(source string) string {
	lines := strings.Split(source, "\n")
	for _, a := range s.alternatives {
		lines[a.line-1] = ""
	}
	return strings.Join(lines, "\n")
}

// markFacts puts marks around whatever a template writes that is not in its source.
func markFacts(t *template.Template) {
	for _, part := range t.Templates() {
		if part.Tree != nil {
			markIn(part.Root)
		}
	}
}

func markIn(list *syntax.ListNode) {
	if list == nil {
		return
	}
	var nodes []syntax.Node
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *syntax.IfNode:
			markIn(n.List)
			markIn(n.ElseList)
		case *syntax.WithNode:
			markIn(n.List)
			markIn(n.ElseList)
		case *syntax.ActionNode:
			if len(n.Pipe.Decl) == 0 {
				nodes = append(nodes, textNode(n, factStart), n, textNode(n, factEnd))
				continue
			}
		}
		nodes = append(nodes, n)
	}
	list.Nodes = nodes
}

// textNode returns a text at the place of another node.
func textNode(at syntax.Node, text string) *syntax.TextNode {
	return &syntax.TextNode{NodeType: syntax.NodeText, Pos: at.Position(), Text: []byte(text)}
}
