// Package people reads names and mail domains as mail programs, address books and people write them.
package people

import (
	"slices"
	"strings"
	"unicode"

	"followup/pattern"
)

// suffixes may follow a name after a comma, where an address book otherwise has the first name.
var suffixes = pattern.Words(`phd md mba msc bsc ma ba jr sr ii iii iv esq rn np bsn msn frcp frcs cpa pe pmp llm llb
	jd edd meng beng mphil dphil dba cfa acca aca cima cipd mcipd fcipd phr sphr shrm-cp shrm-scp obe mbe cbe kc qc
	dds dvm dnp rgn`)

// Particles lists the words that belong to the last name after them, such as "von" in "Jana von der Heide".
var Particles = pattern.Words(`von vom van de der den del della di da do das dos du des la las le los lo zu zum zur al
	el bin ibn ter ten te ó ní uí nic mhic mac mag`)

var (
	aside         = pattern.Lazy(` *\([^()]*\)`) // a department, a pronoun, what somebody is called
	trailingAside = pattern.Lazy(`^(.*?)( *\([^()]*\))$`)
	tag           = pattern.Lazy(` *\[[^][]*\]`) // such as "[External]", from a mail program
	pronouns      = pattern.Lazy(`(?i)[ ,]+(she|he|they|sie|er|elle|il|ella|él)/[\pL/]+$`)
	together      = pattern.Lazy(`(?i) (?:and|und|&) `)
	listed        = pattern.Lazy(` *; *| +/ +|\b/\b| \+ `)
	// sign matches what people put between their name and their employer.
	sign = pattern.Lazy(`(?i) +[-–—|•·@] +| *\| *| +(?:via|at|from|bei|chez|c/o) +`)
	// quotes are the pairs that programs put around a name with a comma.
	quotes = [][2]string{{`"`, `"`}, {"'", "'"}, {"“", "”"}, {"„", "“"}, {"‘", "’"}, {"«", "»"}}
)

// Unquoted removes the quotation marks around a whole name.
func Unquoted(name string) string {
	for _, q := range quotes {
		inner, opened := strings.CutPrefix(name, q[0])
		inner, closed := strings.CutSuffix(inner, q[1])
		if opened && closed && strings.TrimSpace(inner) != "" {
			return strings.TrimSpace(strings.ReplaceAll(inner, `\"`, `"`))
		}
	}
	return name
}

// Plain returns the name to greet somebody by: "Jo Smith" for "Smith, Jo (HR)", "Jo Smith, PhD" and "JO SMITH | Acme".
// It returns "" for what is no name, such as "N/A" and "HR".
func Plain(name string) string {
	if IsNobody(name) {
		return ""
	}
	bare := strings.TrimRight(withoutNotes(Unquoted(strings.TrimSpace(name))), " ,;:")
	if bare == "" {
		return name
	}
	e := entryOf(beforeSign(bare), true)
	if len(e.several)+len(e.readings) > 0 {
		return bare
	}
	plain := recased(withoutSuffix(e.name))
	if IsNobody(plain) {
		return ""
	}
	return plain
}

// withoutNotes returns a name without the notes in it that programs and people add.
func withoutNotes(name string) string {
	if !strings.ContainsAny(name, "([/") { // nearly always, and far cheaper than to look with the expressions
		return strings.TrimSpace(name)
	}
	name = aside.ReplaceAllString(tag.ReplaceAllString(name, ""), "")
	return strings.TrimSpace(pronouns.ReplaceAllString(name, ""))
}

// beforeSign returns the name before "| Acme" or "- Acme", if it is clearly one.
func beforeSign(name string) string {
	if before, _, found := aroundSign(name); found && (!isOneWord(before) || beginsGiven(before)) {
		return before
	}
	return name
}

func aroundSign(name string) (before, behind string, found bool) {
	at := sign.FindStringIndex(name)
	if at == nil || at[0] == 0 || at[1] == len(name) {
		return name, "", false
	}
	return strings.Trim(name[:at[0]], " '\""), strings.TrimSpace(name[at[1]:]), true
}

// withoutSuffix returns a name without a degree at its end, such as "PhD" in "Jo Smith PhD". Only what has several
// capitals or a full stop is one, because "Ma" is a last name.
func withoutSuffix(name string) string {
	_, words := SplitTitles(name)
	all := strings.Fields(name)
	for n := len(words); n > 1 && strings.ContainsFunc(name, unicode.IsLower) && isDegree(all[len(all)-1]); n-- {
		all = all[:len(all)-1]
	}
	return strings.Join(all, " ")
}

func isDegree(word string) bool {
	bare := bareWord(word)
	capitals := strings.ToLower(word[1:]) != word[1:] // more than the first
	return suffixes.Has(bare) && (capitals || strings.Contains(word, ".") || bare == "jr" || bare == "sr")
}

// Ordered returns the whole name with the first name first: "Jo Smith, PhD (HR)" for "Smith, Jo, PhD (HR)". A name
// that cannot be told apart is left as it is.
func Ordered(name string) string {
	if !strings.Contains(name, ",") { // most names; they are compared often
		return strings.TrimSpace(name)
	}
	behind := ""
	if m := trailingAside.FindStringSubmatch(name); m != nil && m[1] != "" {
		name, behind = m[1], m[2]
	}
	if at := tag.FindStringIndex(name); at != nil && at[0] > 0 && at[1] == len(name) {
		name, behind = name[:at[0]], name[at[0]:]+behind
	}
	e := entryOf(name, true)
	if e.name == "" {
		return name + behind
	}
	return strings.Join(append([]string{e.name}, e.behind...), ", ") + behind
}

// An entry is what stands around the commas of a name.
type entry struct {
	name     string     // the whole name, first name first; "" if it is not certain
	behind   []string   // what follows it: suffixes, a company
	several  []string   // the names, if they are those of several people
	readings [][]string // the people who may be meant, if that is not certain; the likeliest first
}

// entryOf reads the commas of a name, and puts the titles first. Without an address, two bare words may be two people.
func entryOf(name string, addressed bool) entry {
	names, behind := nameParts(name)
	if bare, title := withoutTitleBehind(names); title != "" {
		if e := entryOfParts(bare, behind, true); e.name != "" {
			e.name = title + " " + e.name
			return e
		}
	}
	return entryOfParts(names, behind, addressed)
}

// withoutTitleBehind returns the parts of a name without the titles at its end, as address books have them in
// "Kern, Mia Dr.", "Kern, Mia, Dr." and "Mia Kern, Dr. med.". A part that is left is a name.
func withoutTitleBehind(parts []string) (bare []string, title string) {
	n := len(parts) - 1
	words := strings.Fields(parts[n])
	at := len(words)
	for at > 0 && (isTitle(words[at-1]) || isField(words[at-1])) {
		at--
	}
	title = strings.Join(words[at:], " ")
	switch {
	case n == 0 || title == "" || !isTitle(words[at]):
		return parts, ""
	case at > 0:
		return append(slices.Clone(parts[:n]), strings.Join(words[:at], " ")), title
	case n > 1 || !isOneWord(parts[0]):
		return parts[:n], title
	}
	return parts, "" // "Kern, Dr.", which has no first name
}

func entryOfParts(names, behind []string, addressed bool) entry {
	last := names[0]
	switch {
	case len(names) == 1 || last == "":
		return entry{name: strings.Join(names, ", "), behind: behind}
	case !isOneWord(last) && !slices.ContainsFunc(names[1:], besides(last)):
		return entry{name: last, behind: append(names[1:], behind...)}
	case len(names) > 2 || isTitled(last) && isTitled(names[1]):
		return entry{several: names}
	}
	first := names[1]
	inOrder := first + " " + last
	if title, words := SplitTitles(last); len(title) > 0 { // "Dr. Kern, Mia"
		inOrder = strings.Join(append(append(title, first), words...), " ")
	}
	_, givenWords := SplitTitles(first)
	switch surname := !slices.ContainsFunc(strings.Fields(last), IsGiven); {
	case isOneWord(last):
		bare := len(strings.Fields(last)) == 1 && len(strings.Fields(first)) == 1 && len(behind) == 0
		if bare && !addressed {
			return entry{readings: [][]string{{inOrder}, {last, first}}}
		}
		return entry{name: inOrder, behind: behind}
	case surname && len(givenWords) > 0 && !slices.ContainsFunc(givenWords, notGiven):
		return entry{name: inOrder, behind: behind}
	case isOneWord(first) && surname && !beginsGiven(last):
		return entry{readings: [][]string{{inOrder}, {last}}}
	}
	return entry{several: names}
}

func notGiven(word string) bool { return !IsGiven(word) && !isParticle(word) }

func isTitled(name string) bool { title, _ := SplitTitles(name); return len(title) > 0 }

// noPerson matches what follows a name and is no second one: a post, a company, a qualification.
var noPerson = pattern.Lazy(`(?i)\b(of|for|and|head|lead|manager|director|engineer|recruiter|hr|ceo|cto|cfo|` +
	`gmbh|ag|inc|ltd|llc|plc|corp|group|company|team|consulting)\b|[0-9&]|^\p{Lu}+-\p{Lu}+$`)

// besides returns a function that reports whether what follows a name and a comma may be another name. A single word
// is not if it is no first name, and the one before the comma begins with one: it is a company or a qualification.
func besides(name string) func(string) bool {
	return func(s string) bool {
		switch {
		case noPerson.MatchString(s) || isSuffix(s, name):
			return false
		case isOneWord(s) && beginsGiven(name):
			return beginsGiven(s) || isTitled(s)
		}
		return true
	}
}

// nameParts splits a name at its commas and separates the suffixes that follow it.
func nameParts(name string) (names, titles []string) {
	names = strings.Split(name, ",")
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	n := len(names)
	for n > 1 && (names[n-1] == "" || isSuffix(names[n-1], names[0])) {
		n--
	}
	for _, s := range names[n:] {
		if s != "" {
			titles = append(titles, s)
		}
	}
	return names[:n], titles
}

// isSuffix reports whether word may follow the whole name: it is one of the suffixes, or capitals such as "CTO" in
// "Ann Lee, CTO".
func isSuffix(word, name string) bool {
	if suffixes.Has(bareWord(word)) {
		return true
	}
	capitals := len(word) < 5 && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	return capitals && len(strings.Fields(name)) > 1 && strings.ContainsFunc(name, unicode.IsLower)
}

// Several returns the names of which a name seems to consist, or nil if it is a single name. "Smith, Jo" is a
// single name. So is "Jo and Ann", who can be greeted together.
func Several(name string) []string {
	if IsNobody(name) {
		return nil
	}
	plain := withoutNotes(name)
	if all := listed.Split(plain, -1); len(all) > 1 && !slices.ContainsFunc(all, isNoName) {
		return all
	}
	if both := together.Split(plain, -1); len(both) > 1 && !slices.ContainsFunc(both, isOneWord) {
		return both
	}
	return entryOf(beforeSign(plain), true).several
}

// isNoName reports whether s has other characters than a name.
func isNoName(s string) bool {
	return s == "" || strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(" .,'’-", r)
	})
}

// Readings returns whom a name may stand for, one person or several, the likeliest first. It returns nil if that is
// certain. Without an address, two bare words around a comma may be two people.
func Readings(name string, addressed bool) [][]string {
	plain := withoutNotes(name)
	if before, behind, found := aroundSign(plain); found && beforeSign(plain) == plain {
		return [][]string{{behind}, {before}}
	}
	if plain != name { // what is added says that it is one entry of an address book
		addressed = true
	}
	return entryOf(beforeSign(plain), addressed).readings
}

// isOneWord reports whether a name is just a first or a last name, apart from titles, particles, initials and suffixes.
func isOneWord(name string) bool {
	_, words := SplitTitles(name)
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		return isParticle(w) || strings.HasSuffix(w, ".") || slices.Contains([]string{"jr", "sr"}, strings.ToLower(w))
	})
	return len(words) < 2
}
