package letters

import (
	"cmp"
	"crypto/sha256"
	"followup/pattern"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Choice says which of several alternatives a letter takes. Letters with the same Choice and facts are the same.
type Choice struct {
	// Seed is of the installation, the application, the kind of letter and the person whom it is to.
	Seed string

	// Earlier are the letters that this person had before, whatever they were about, newest first; each with its
	// subject on the first line.
	Earlier []string

	// Beside are the letters about the same to other people, who may compare them.
	Beside []string

	echoes func(before string) func(text string) int // counts the words that come again too soon, if it is set
}

// A part of a written letter is a line of text, or a group of alternatives, of which one is taken.
type part struct {
	line  string
	group []option // nil for a line
}

// An option is an alternative as it was written, with the marks of its facts.
type option struct {
	alternative
	text string
}

// layout returns the parts of what the template of a letter wrote: first the subject, then those below it.
func (s *script) layout(written string) (subject part, body []part) {
	var bullet byte // of the group before, or 0
	for _, line := range lines(written) {
		text, n, ok := cutNumber(line, len(s.alternatives))
		isSubject := ok && strings.HasPrefix(text, subjectPrefix)
		switch {
		case isSubject:
			subject.group = append(subject.group, option{s.alternatives[n], text[len(subjectPrefix):]})
		case !ok || !hasBullet(text):
			body = append(body, part{line: text})
			bullet = 0
		case text[0] == bullet:
			last := &body[len(body)-1]
			last.group = append(last.group, option{s.alternatives[n], text[2:]})
		default:
			bullet = text[0]
			body = append(body, part{group: []option{{s.alternatives[n], text[2:]}}})
		}
	}
	return subject, body
}

// lines splits a text into lines, except in facts, and leaves out those that vanish.
func lines(written string) (list []string) {
	inFact, start := false, 0
	add := func(line string) {
		if line == "" || strings.Trim(line, goneMark+" \t") != "" {
			list = append(list, line)
		}
	}
	for i := range len(written) {
		switch written[i] {
		case factStart[0]:
			inFact = true
		case factEnd[0]:
			inFact = false
		case '\n':
			if !inFact {
				add(written[start:i])
				start = i + 1
			}
		}
	}
	add(written[start:])
	return list
}

// cutNumber cuts the number of an alternative from the end of a line. ok reports whether it has one.
func cutNumber(line string, count int) (text string, n int, ok bool) {
	text, number, found := strings.Cut(line, endMark)
	n, err := strconv.Atoi(strings.TrimSuffix(number, endMark))
	return text, n, found && err == nil && n < count
}

// takable returns those of a group that can be taken: all facts that they name are known, and they say the most.
func takable(group []option, f Facts) []option {
	group = slices.DeleteFunc(slices.Clone(group), func(o option) bool {
		return slices.ContainsFunc(o.facts, func(name string) bool { return f.text(name) == "" })
	})
	most := 0
	for _, o := range group {
		most = max(most, o.says())
	}
	return slices.DeleteFunc(group, func(o option) bool { return o.says() < most })
}

// says returns how much an alternative says: the more facts it names, the more. Why the user fits counts less than what
// only this conversation could give. A fact that is a part of its sentence counts a little more than the same fact as a
// sentence of its own, beside which it is always known, too; and so, by less, does a sentence of which something is
// said.
func (a alternative) says() (n int) {
	for _, name := range a.facts {
		n += 8
		switch {
		case name == "FitDone": // which is a clause as well
			n += 3
		case strings.HasSuffix(name, "Clause"), name == "FitSpan":
			n += 2
		case name == "TopicBare":
			n++
		}
		if strings.HasPrefix(name, "Fit") {
			n -= 4
		}
	}
	return n
}

// A taking returns one of a group of alternatives. before is the letter up to there.
type taking func(group []option, before string) option

// assemble returns the text of parts, with what take returns of each group. Groups one under the other are one
// paragraph. A group of which nothing can be taken is left out, and so is the blank before a day that is.
func assemble(parts []part, f Facts, take taking) string {
	var lines []string
	inGroups := false
	for _, p := range parts {
		if p.group == nil {
			lines = append(lines, p.line)
			inGroups = false
			continue
		}
		group := takable(p.group, f)
		if len(group) == 0 {
			continue
		}
		text := strings.TrimSpace(take(group, strings.Join(lines, "\n")).text)
		if inGroups {
			lines[len(lines)-1] += " " + text
		} else {
			lines = append(lines, text)
		}
		inGroups = true
	}
	text := strings.Join(lines, "\n")
	if f.openDay && f.Day == "" {
		text = strings.ReplaceAll(text, " "+factStart+factEnd, "")
	}
	return strings.Map(withoutMarks, text)
}

// of returns one of a group: none that the person had before, unless they had all, and then the one of longest ago;
// none that somebody has in a letter beside it, if that leaves any; one that repeats the fewest words of the letter up
// to there; and of those left, the one whose turn it is.
func (c Choice) of(group []option, before string) option {
	if len(group) == 1 {
		return group[0]
	}
	repeats := c.repeats(group, before)
	best := 0
	for i := range group {
		a, b := group[i].text, group[best].text
		if cmp.Or(
			cmp.Compare(lastSaid(a, c.Earlier), lastSaid(b, c.Earlier)),
			cmp.Compare(c.isFree(a), c.isFree(b)),
			cmp.Compare(repeats[best], repeats[i]),
			cmp.Compare(c.turn(a), c.turn(b))) > 0 {
			best = i
		}
	}
	return group[best]
}

// repeats returns how many words of each alternative come again too soon after the letter before it.
func (c Choice) repeats(group []option, before string) []int {
	counts := make([]int, len(group))
	if c.echoes == nil || before == "" {
		return counts
	}
	echoes := c.echoes(strings.Map(withoutMarks, before))
	for i, o := range group {
		counts[i] = echoes(strings.Join(fixed(o.text), " "))
	}
	return counts
}

// isFree returns 1 if no letter beside has a sentence of the text, and else 0. Which of them has one does not matter:
// if it did, each person in a large panel would get the letter of somebody before.
func (c Choice) isFree(text string) int {
	if lastSaid(text, c.Beside) == len(c.Beside) {
		return 1
	}
	return 0
}

// turn returns a text that puts alternatives in an order which depends on the Choice, and not on the facts.
func (c Choice) turn(text string) string {
	sum := sha256.Sum256([]byte(c.Seed + "\n" + strings.Join(fixed(text), factStart)))
	return string(sum[:])
}

// lastSaid returns the index of the first of the letters that has a sentence of the text, or all of it as its subject,
// or how many there are.
func lastSaid(text string, letters []string) int {
	if len(letters) == 0 {
		return 0
	}
	said, whole := sentences(text), strings.TrimSpace(strings.Map(withoutMarks, text))
	for i, l := range letters {
		if strings.HasPrefix(l, whole+"\n") {
			return i
		}
		if slices.ContainsFunc(said, func(pieces []string) bool { return stands(pieces, l) }) {
			return i
		}
	}
	return len(letters)
}

// fixed returns the words of a text around its facts, a piece each.
func fixed(text string) (pieces []string) {
	for i, piece := range strings.Split(text, factStart) {
		if _, after, ok := strings.Cut(piece, factEnd); ok && i > 0 {
			piece = after
		}
		pieces = append(pieces, piece)
	}
	return pieces
}

// outsideFacts returns a text with what change makes of the words around its facts.
func outsideFacts(text string, change func(string) string) string {
	pieces := strings.Split(text, factStart)
	for i, piece := range pieces {
		if known, after, ok := strings.Cut(piece, factEnd); ok && i > 0 {
			pieces[i] = known + factEnd + change(after)
		} else {
			pieces[i] = change(piece)
		}
	}
	return strings.Join(pieces, factStart)
}

var sentenceEnd = pattern.Lazy(`[.!?]["”’)]*(\s+|$)`)

// sentences returns the sentences of a text, each as its fixed words. Those of hardly any words, which may be said
// twice, are left out.
func sentences(text string) (list [][]string) {
	var said []string
	end := func() {
		if len(strings.Fields(strings.Join(said, " "))) > 1 {
			list = append(list, said)
		}
		said = nil
	}
	for i, piece := range strings.Split(text, factStart) {
		if fact, after, ok := strings.Cut(piece, factEnd); ok && i > 0 {
			said = append(said, "") // at least one more piece comes, so that a fact is between them
			if endsSentence(fact) && (after == "" || after[0] == ' ') {
				end()
			}
			piece = after
		}
		for loc := sentenceEnd.FindStringIndex(piece); loc != nil; loc = sentenceEnd.FindStringIndex(piece) {
			said = append(said, strings.TrimSpace(piece[:loc[0]]))
			end()
			piece = piece[loc[1]:]
		}
		if piece = strings.TrimSpace(piece); piece != "" {
			said = append(said, piece)
		}
	}
	end()
	return list
}

// endsSentence reports whether a text ends with what ends a sentence.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’)»`)
	return s != "" && strings.ContainsRune(".!?…。！？", lastRune(s))
}

// maxFact is how many bytes a fact between two pieces of a sentence may have.
const maxFact = 300

// stands reports whether a letter has a sentence with these words around its facts.
func stands(pieces []string, letter string) bool {
	first := slices.IndexFunc(pieces, func(p string) bool { return p != "" })
	for at := 0; ; at++ {
		i := wordsAt(letter[at:], pieces[first])
		if i < 0 {
			return false
		}
		at += i
		if (first > 0 || beginsSentence(letter[:at])) && goesOn(pieces[first+1:], letter[at+len(pieces[first]):]) {
			return true
		}
	}
}

// goesOn reports whether a text goes on with the pieces in their order, in the same line.
func goesOn(pieces []string, text string) bool {
	text, _, _ = strings.Cut(text, "\n")
	for _, p := range pieces {
		if p == "" {
			continue
		}
		i := wordsAt(text, p)
		if i < 0 || i > maxFact {
			return false
		}
		text = text[i+len(p):]
	}
	return true
}

// wordsAt returns the index of the first place in a text where the words of piece stand as whole words, or -1.
func wordsAt(text, piece string) int {
	first, _ := utf8.DecodeRuneInString(piece)
	last := lastRune(piece)
	for at := 0; ; at++ {
		i := strings.Index(text[at:], piece)
		if i < 0 {
			return -1
		}
		at += i
		after, _ := utf8.DecodeRuneInString(text[at+len(piece):])
		if !joins(lastRune(text[:at]), first) && !joins(last, after) {
			return at
		}
	}
}

// joins reports whether two characters belong to one word.
func joins(a, b rune) bool { return unicode.IsLetter(a) && unicode.IsLetter(b) }

// beginsSentence reports whether a sentence begins after the text.
func beginsSentence(text string) bool {
	text = strings.TrimRight(text, " >")
	return text == "" || strings.HasSuffix(text, "\n") || strings.ContainsRune(".!?:…", lastRune(text))
}
