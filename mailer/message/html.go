package message

import (
	stdhtml "html"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	// unseen elements have no text that a reader sees; quotes hold other people's.
	unseen = []atom.Atom{atom.Head, atom.Script, atom.Style, atom.Title, atom.Template}

	// breaks are elements that begin a line.
	breaks = []atom.Atom{
		atom.Br, atom.P, atom.Div, atom.Li, atom.Tr, atom.Table, atom.Blockquote, atom.Pre, atom.H1, atom.H2, atom.H3,
		atom.Hr,
	}
)

// fromHTML returns the text of a mail in HTML as a reader sees it, roughly: line by line, and with quoted lines behind
// ">". It only breaks HTML into tokens and builds no tree, so that its depth costs nothing.
func fromHTML(source string) string {
	var b strings.Builder
	var hidden atom.Atom // the element whose text is not shown
	quotes := 0
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken: // the end
			return b.String()
		case html.TextToken:
			if hidden == 0 {
				// z.Text would have the package's own table of 2,200 entities made at each start of the program.
				text := stdhtml.UnescapeString(string(z.Raw()))
				b.WriteString(strings.Join(strings.Fields(text), " ") + " ")
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if tag == atom.Blockquote {
				quotes++
			}
			if hidden == 0 && slices.Contains(unseen, tag) {
				hidden = tag
			}
			newLine(&b, tag, quotes)
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if tag == atom.Blockquote && quotes > 0 {
				quotes--
			}
			if tag == hidden {
				hidden = 0
			}
			newLine(&b, tag, quotes)
		}
	}
}

// newLine begins a line where an element does, or ends.
func newLine(b *strings.Builder, tag atom.Atom, quotes int) {
	if slices.Contains(breaks, tag) {
		b.WriteString("\n" + strings.Repeat("> ", min(quotes, 1)))
	}
}
