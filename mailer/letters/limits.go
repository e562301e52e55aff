package letters

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"text/template"
	syntax "text/template/parse"
)

// A letter may come from somebody else, and text/template can be neither interrupted nor told when to stop. So what
// a letter can take is bounded before it is written at all: nothing in it repeats, each of its steps is counted,
// and no text that it puts together grows beyond a limit.
const (
	maxFile   = 64 << 10  // of a letter's file
	maxSteps  = 5000      // of a letter, each part of each {{…}} being one
	maxText   = 2 << 10   // that is put together by one function
	maxLetter = 128 << 10 // that comes of a template; the facts alone may have half of that

	// textSteps is how many steps putting a text together is counted for, as it copies so much.
	textSteps = 32

	// maxWork is how much is written and looked at to check all the letters of a folder, in steps and bytes. The
	// built-in ones take an eighth of it.
	maxWork = 50_000_000
)

// readFile reads a letter. It neither waits for what is no file, nor takes what no letter is as long as.
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

// steps counts the most steps that a template takes to write a letter, or refuses it.
func steps(t *template.Template) (int, error) {
	c := counter{all: t, known: map[string]int{}}
	return c.template(t.Name())
}

// counter counts the steps of templates that call each other.
type counter struct {
	all   *template.Template
	known map[string]int // by name; -1 while it is counted
	tree  *syntax.Tree   // the one that is counted
}

func (c *counter) template(name string) (int, error) {
	if n, ok := c.known[name]; ok {
		return n, nil
	}
	t := c.all.Lookup(name)
	if t == nil || t.Tree == nil {
		return 0, nil // which says so when it is written
	}
	c.known[name] = -1
	caller := c.tree
	c.tree = t.Tree
	n, err := c.node(t.Root)
	c.known[name], c.tree = n, caller
	return n, err
}

// node counts a node and all below it.
func (c *counter) node(n syntax.Node) (int, error) {
	sum := 1
	var below []syntax.Node
	switch n := n.(type) {
	case *syntax.ListNode:
		if n == nil {
			return 0, nil
		}
		below = n.Nodes
	case *syntax.ActionNode:
		below = []syntax.Node{n.Pipe}
	case *syntax.IfNode:
		below = []syntax.Node{n.Pipe, n.List, n.ElseList}
	case *syntax.WithNode:
		below = []syntax.Node{n.Pipe, n.List, n.ElseList}
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
		below = []syntax.Node{n.Pipe}
	case *syntax.PipeNode:
		if n == nil {
			return 0, nil
		}
		for _, cmd := range n.Cmds {
			below = append(below, cmd)
		}
	case *syntax.CommandNode:
		below = n.Args
	case *syntax.ChainNode:
		below = []syntax.Node{n.Node}
	case *syntax.IdentifierNode:
		if _, ok := texts[n.Ident]; ok {
			sum += textSteps
		}
	}
	for _, b := range below {
		steps, err := c.node(b)
		if err != nil {
			return 0, err
		}
		sum += steps
	}
	if sum > maxSteps {
		return 0, c.refuse(n, fmt.Sprintf("the letter goes on for more than %d steps; write a shorter one", maxSteps))
	}
	return sum, nil
}

// refuse returns an error that names the place as those of the template package do.
func (c *counter) refuse(n syntax.Node, why string) error {
	place, _ := c.tree.ErrorContext(n)
	return fmt.Errorf("%s: %s", place, why)
}

// texts are the functions of the template package that put a text together out of any number of others.
var texts = template.FuncMap{
	"print": bounded(fmt.Sprint), "println": bounded(fmt.Sprintln), "printf": printf,
	"html": bounded(template.HTMLEscaper), "js": bounded(template.JSEscaper), "urlquery": bounded(template.URLQueryEscaper),
}

// bounded returns f for what is not too long for it.
func bounded(f func(...any) string) func(...any) (string, error) {
	return func(args ...any) (string, error) {
		if err := fit(args...); err != nil {
			return "", err
		}
		return f(args...), nil
	}
}

// plainVerbs are those of a format that fills nothing up for long, and nothing in twice.
var plainVerbs = lazy(`^([^%]|%[-+# 0]*[0-9]{0,2}(\.[0-9]{0,2})?[a-zA-Z%])*$`)

func printf(format string, args ...any) (string, error) {
	if !plainVerbs().MatchString(format) {
		return "", fmt.Errorf("cannot write %q; expected verbs such as %%s and %%-20s", format)
	}
	if err := fit(append(args, format)...); err != nil {
		return "", err
	}
	return fmt.Sprintf(format, args...), nil
}

// fit refuses what is too long to be put together, and what may be.
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

// limited is a writer that refuses more than a letter may be.
type limited struct {
	text strings.Builder
	name string // of the letter
}

func (l *limited) Write(p []byte) (int, error) {
	if l.text.Len()+len(p) > maxLetter {
		return 0, fmt.Errorf("%s: comes to more than %d bytes", l.name, maxLetter)
	}
	return l.text.Write(p)
}
