package mailbox

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"followup/pattern"
	"followup/rules"
)

// status matches a response with OK and its like: who, what, the code, its argument, the text.
var status = pattern.Lazy(`(?is)^(\*|[A-Z0-9]+) (OK|NO|BAD|BYE|PREAUTH)(?: (?:\[([A-Z0-9-]+)(?: ([^\]]*))?\])?(.*))?$`)

// translate returns a response in the one form that the library reads, or nothing if the library does without it.
//
// The library ends the connection at the first thing that it does not expect, and it reads what nobody asked for: flags
// with brackets or quotation marks, response types that it does not know, names of folders in another encoding, and
// PERMANENTFLAGS in an OK. It drops a mail without a word if the server names the UID behind the text.
func (w *wire) translate(r response) []byte {
	if !bytes.HasPrefix(r.text, []byte("* ")) || forEyes.Match(r.text) {
		if found := status.FindSubmatch(r.text); found != nil {
			return w.translateStatus(found)
		}
	}
	if bytes.HasPrefix(r.text, []byte("+")) {
		return line("+ %s", bytes.TrimSpace(r.text[1:]))
	}
	found := untagged.FindSubmatch(r.text)
	if found == nil {
		return nil
	}
	rest := r.text[len(found[0]):]
	switch strings.ToUpper(string(found[1])) {
	case "CAPABILITY":
		return line("* CAPABILITY %s", capabilities(rest))
	case "LIST":
		return translateList(&lexer{text: rest, literals: r.literals})
	case "STATUS":
		return translateFolderStatus(&lexer{text: rest, literals: r.literals})
	case "SEARCH":
		return translateSearch(rest)
	case "FETCH":
		return w.translateFetch(&lexer{text: rest, literals: r.literals})
	}
	return nil
}

// untagged matches the beginning of the other responses, up to their type.
var untagged = pattern.Lazy(`(?i)^\* (?:[0-9]+ )?([A-Z]+)\b`)

func line(format string, args ...any) []byte { return fmt.Appendf(nil, format+"\r\n", args...) }

func (w *wire) translateStatus(found [][]byte) []byte {
	who, what, code := string(found[1]), strings.ToUpper(string(found[2])), strings.ToUpper(string(found[3]))
	text := rules.OneLine(string(found[5])) // in full, so that no secret in it is cut in two
	switch {
	case code == "CAPABILITY" && who == "*":
		return line("* CAPABILITY %s", capabilities(found[4]))
	case code == "CAPABILITY" && what == "OK":
		w.loggingIn.Store(false)
		return line("%s OK [CAPABILITY %s] done", who, capabilities(found[4]))
	case who != "*" && what == "OK" && w.loggingIn.Load():
		return line("%s OK [CAPABILITY %s] done", who, capabilities(nil)) // or the library asks at the same time
	case who != "*" && code != "" && what != "OK":
		return line("%s %s [%s] %s", who, what, code, text)
	case code == "APPENDUID" && what == "OK" && who != "*" && isPlace(found[4]):
		return line("%s OK [APPENDUID %s] done", who, found[4])
	case who != "*":
		return line("%s %s %s", who, what, text)
	case what == "BYE":
		w.farewell.Store(&text)
	case code == "UIDNEXT" || code == "UIDVALIDITY":
		if n, err := strconv.ParseUint(string(found[4]), 10, 32); err == nil {
			return line("* OK [%s %d] it is", code, n)
		}
	}
	return nil
}

// isPlace reports whether a text says where an APPEND has put a mail: the UIDVALIDITY and the UID.
func isPlace(text []byte) bool {
	validity, uid, _ := strings.Cut(string(text), " ")
	for _, number := range []string{validity, uid} {
		if n, err := strconv.ParseUint(number, 10, 32); err != nil || n == 0 {
			return false
		}
	}
	return true
}

var authMechanism = pattern.Lazy(`^AUTH=[A-Z0-9_-]+$`)

// used are the capabilities that are made use of.
var used = []string{"STARTTLS", "LOGINDISABLED", "SASL-IR", "LIST-EXTENDED", "SPECIAL-USE", "UIDPLUS"}

// capabilities returns those that matter here. Without IMAP4rev2 among them, the library writes the names of folders in
// modified UTF-7, as a server expects that was not told otherwise; without LITERAL+ it waits before a literal.
func capabilities(list []byte) string {
	var known []string
	for _, c := range strings.Fields(strings.ToUpper(string(list))) {
		switch {
		case slices.Contains(used, c), authMechanism.MatchString(c):
			known = append(known, c)
		case c == "IMAP4REV2": // has it
			known = append(known, "UIDPLUS")
		}
	}
	return strings.Join(append(known, "IMAP4rev1"), " ")
}

// attribute matches an attribute of a folder. Others say nothing here.
var attribute = pattern.Lazy(`^\\[A-Za-z]+$`)

// translateList drops folders whose name the library cannot read.
func translateList(l *lexer) []byte {
	if !l.accept('(') {
		return nil
	}
	var attributes []string
	for !l.accept(')') {
		a, ok := l.value()
		if !ok {
			return nil
		}
		if attribute.Match(a) {
			attributes = append(attributes, string(a))
		}
	}
	delimiter, ok := l.value()
	name, named := l.value()
	if !ok || !named || len(delimiter) > 1 || len(delimiter) == 1 && (delimiter[0] <= ' ' || delimiter[0] > '~') ||
		!isFolderName(string(name)) {
		return nil
	}
	delimiter = delimiterOf(delimiter)
	return line(`* LIST (%s) %s %s`, strings.Join(attributes, " "), delimiter, quote(name))
}

// delimiterOf returns what stands between a folder and one in it, quoted, or NIL.
func delimiterOf(d []byte) []byte {
	if len(d) == 0 {
		return []byte("NIL")
	}
	return quote(d)
}

// quote returns a text without line breaks as a quoted string.
func quote(s []byte) []byte {
	return []byte(`"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(string(s)) + `"`)
}

// translateFolderStatus leaves the two numbers that are asked for.
func translateFolderStatus(l *lexer) []byte {
	folder, ok := l.value()
	if !ok || !isFolderName(string(folder)) || !l.accept('(') {
		return nil
	}
	var numbers []string
	for !l.accept(')') {
		name := l.name()
		value, ok := l.value()
		if name == "" || !ok {
			return nil
		}
		n, err := strconv.ParseUint(string(value), 10, 32)
		if (name == "UIDNEXT" || name == "UIDVALIDITY") && err == nil && n > 0 {
			numbers = append(numbers, fmt.Sprintf("%s %d", name, n))
		}
	}
	return line("* STATUS %s (%s)", quote(folder), strings.Join(numbers, " "))
}

// translateSearch sorts the numbers, because the library keeps them sorted one by one. It takes 0 for "*".
func translateSearch(list []byte) []byte {
	var numbers []uint64
	for word := range bytes.FieldsSeq(list) {
		if n, err := strconv.ParseUint(string(word), 10, 32); err == nil && n > 0 {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	out := []byte("* SEARCH")
	for _, n := range numbers {
		out = strconv.AppendUint(append(out, ' '), n, 10)
	}
	return append(out, "\r\n"...)
}

// translateFetch leaves the UID and the text, in this order. What has no text is a change of flags that nobody asked
// for.
func (w *wire) translateFetch(l *lexer) []byte {
	var uid uint64
	var text []byte
	has := false
	for l.accept('('); !l.accept(')'); {
		name := l.name()
		value, ok := l.value()
		if name == "" || !ok {
			w.unreadable.Add(1)
			return nil
		}
		switch name {
		case "UID":
			uid, _ = strconv.ParseUint(string(value), 10, 32)
		case "BODY":
			text, has = value, true
		}
	}
	if !has {
		return nil
	}
	if uid == 0 {
		w.unreadable.Add(1)
		return nil
	}
	out := fmt.Appendf(nil, "* 1 FETCH (UID %d BODY[] {%d}\r\n", uid, len(text))
	return append(append(out, text...), ")\r\n"...)
}
