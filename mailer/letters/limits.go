package letters

import (
	"errors"
	"fmt"
	"followup/pattern"
	"io"
	"io/fs"
	"os"
	"strings"
	"text/template"
	syntax "text/template/parse"
)

// A letter may come from somebody else, and text/template can be neither interrupted nor limited. So the work of a
// letter is bounded before it is written: nothing in it repeats, its steps are counted, and no text that it builds
// exceeds a limit.
const (
	maxFile   = 128 << 10 // bytes of a letter's file
	maxSteps  = 10000     // in a letter; each part of each {{…}} is one; of two branches, the longer counts
	maxText   = 2 << 10   // bytes that one function may build
	maxLetter = 128 << 10 // bytes of a written letter; the facts alone may have half of that
	maxDraft  = 4 << 20   // bytes of it before one of each group of alternatives is taken

	// textSteps is how many steps a function that builds a text counts for, because it copies so much.
	textSteps = 32

	// maxWork is the greatest sum of steps and bytes for checking all letters of a folder. The built-in ones of each
	// language take at most a third of it.
	maxWork = 50_000_000

	// A step takes longer than a byte, of which so many count for one: those of a letter that is looked over, and those
	// of a text that is only put together.
	looked, copied = 2, 8
)

// readFile reads a letter. It refuses a file that is too long, and anything but a regular file, which it might wait
// for.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: path, Err: errors.New("is no file")}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if len(text) > maxFile {
		return nil, &fs.PathError{Op: "read", Path: path, Err: fmt.Errorf("is longer than %d bytes", maxFile)}
	}
	return text, err
}

// steps returns the greatest number of steps in which a template writes a letter, or an error if there are too many.
func steps(t *template.Template) (int, error) {
	c := counter{all: t, known: map[string]int{}}
	return c.template(t.Name())
}

// counter counts the steps of templates that call each other.
type counter struct {
	all   *template.Template
	known map[string]int // by name; -1 while being counted
	tree  *syntax.Tree   // being counted
}

func (c *counter) template(name string) (int, error) {
	if n, ok := c.known[name]; ok {
		return n, nil
	}
	t := c.all.Lookup(name)
	if t == nil || t.Tree == nil {
		return 0, nil // writing the letter reports it
	}
	c.known[name] = -1
	caller := c.tree
	c.tree = t.Tree
	n, err := c.node(t.Root)
	c.known[name], c.tree = n, caller
	return n, err
}

// node counts a node and all nodes below it.
func (c *counter) node(n syntax.Node) (int, error) {
	sum := ownSteps(n)
	if sum == 0 {
		return 0, nil
	}
	switch n := n.(type) {
	case *syntax.RangeNode:
		return 0, c.refuse(n, "a letter has no lists for {{range}} to go through; use {{if}} or {{with}}")
	case *syntax.TemplateNode:
		called, err := c.template(n.Name)
		if err == nil && called < 0 {
			err = c.refuse(n, fmt.Sprintf("{{template %q}} comes back to itself", n.Name))
		}
		if err != nil {
			return 0, err
		}
		sum += called
	}
	for _, b := range below(n) {
		steps, err := c.node(b)
		if err != nil {
			return 0, err
		}
		sum += steps
	}
	longer, err := c.longer(n)
	if err != nil {
		return 0, err
	}
	if sum += longer; sum > maxSteps {
		return 0, c.refuse(n, fmt.Sprintf("the letter goes on for more than %d steps; write a shorter one", maxSteps))
	}
	return sum, nil
}

// ownSteps returns the steps of a node without those of the nodes below it.
func ownSteps(n syntax.Node) int {
	switch n := n.(type) {
	case *syntax.ListNode:
		if n == nil {
			return 0
		}
	case *syntax.PipeNode:
		if n == nil {
			return 0
		}
	case *syntax.IdentifierNode:
		if _, ok := texts[n.Ident]; ok {
			return 1 + textSteps
		}
	}
	return 1
}

// stepsBelow returns the steps of a node and all nodes below it, but for its branches.
func stepsBelow(n syntax.Node) int {
	sum := ownSteps(n)
	if sum == 0 {
		return 0
	}
	for _, b := range below(n) {
		sum += stepsBelow(b)
	}
	return sum
}

// longer counts the longer branch of an {{if}} or a {{with}}, of which only one is taken.
func (c *counter) longer(n syntax.Node) (int, error) {
	then, otherwise := branches(n)
	a, err := c.node(then)
	if err != nil {
		return 0, err
	}
	b, err := c.node(otherwise)
	return max(a, b), err
}

// branches returns those of an {{if}} or a {{with}}; those of any other node are nil.
func branches(n syntax.Node) (then, otherwise *syntax.ListNode) {
	switch n := n.(type) {
	case *syntax.IfNode:
		return n.List, n.ElseList
	case *syntax.WithNode:
		return n.List, n.ElseList
	}
	return nil, nil
}

// below returns the nodes directly below a node that is not nil, but for the branches of an {{if}} or a {{with}}.
func below(n syntax.Node) (nodes []syntax.Node) {
	switch n := n.(type) {
	case *syntax.ListNode:
		return n.Nodes
	case *syntax.ActionNode:
		return []syntax.Node{n.Pipe}
	case *syntax.IfNode:
		return []syntax.Node{n.Pipe}
	case *syntax.WithNode:
		return []syntax.Node{n.Pipe}
	case *syntax.TemplateNode:
		return []syntax.Node{n.Pipe}
	case *syntax.PipeNode:
		for _, cmd := range n.Cmds {
			nodes = append(nodes, cmd)
		}
	case *syntax.CommandNode:
		return n.Args
	case *syntax.ChainNode:
		return []syntax.Node{n.Node}
	}
	return nodes
}

// refuse returns an error that names the place in the way of the template package.
func (c *counter) refuse(n syntax.Node, why string) error {
	place, _ := c.tree.ErrorContext(n)
	return fmt.Errorf("%s: %s", place, why)
}

// texts are the functions of the template package that build a text from any number of others.
var texts = template.FuncMap{
	"print": bounded(fmt.Sprint), "println": bounded(fmt.Sprintln), "printf": printf,
	"html": bounded(template.HTMLEscaper), "js": bounded(template.JSEscaper),
	"urlquery": bounded(template.URLQueryEscaper),
}

// bounded returns f with a limit on the length of its arguments.
func bounded(f func(...any) string) func(...any) (string, error) {
	return func(args ...any) (string, error) {
		if err := fit(args...); err != nil {
			return "", err
		}
		return f(args...), nil
	}
}

// plainVerbs matches a format without long padding and without arguments that are used twice.
var plainVerbs = pattern.Lazy(`^([^%]|%[-+# 0]*[0-9]{0,2}(\.[0-9]{0,2})?[a-zA-Z%])*$`)

func printf(format string, args ...any) (string, error) {
	if !plainVerbs.MatchString(format) {
		return "", fmt.Errorf("cannot write %q; expected verbs such as %%s and %%-20s", format)
	}
	if err := fit(append(args, format)...); err != nil {
		return "", err
	}
	return fmt.Sprintf(format, args...), nil
}

// fit returns an error for arguments that are too long together, or whose length is unknown.
func fit(args ...any) error {
	size := 0
	for _, arg := range args {
		switch arg := arg.(type) {
		case string:
			size += len(arg)
		case bool, int, byte, rune, float64, complex128:
			size++
		default:
			return fmt.Errorf("cannot write a %T; expected texts and numbers", arg)
		}
	}
	if size > maxText {
		return fmt.Errorf("cannot put together %d bytes; expected at most %d", size, maxText)
	}
	return nil
}

// limited is a writer that accepts at most maxDraft bytes.
type limited struct {
	text strings.Builder
	name string // of the letter
}

func (l *limited) Write(p []byte) (int, error) {
	if l.text.Len()+len(p) > maxDraft {
		return 0, tooLong(l.name, maxDraft)
	}
	return l.text.Write(p)
}

func tooLong(name string, limit int) error {
	return fmt.Errorf("%s: comes to more than %d bytes", name, limit)
}
