package rules

import (
	"slices"
	"strings"
	"unicode"
)

// keptWords returns which part of a draft's three-word sequences a mail has, from 0 to 1. Lines that quote others do
// not count on either side, nor does anything but letters and digits.
func keptWords(draft, mail string) float64 {
	want := shingles(draft)
	if len(want) == 0 {
		return 0
	}
	have, kept := shingles(mail), 0
	for s := range want {
		if have[s] {
			kept++
		}
	}
	return float64(kept) / float64(len(want))
}

func shingles(text string) map[[3]string]bool {
	var words []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(strings.TrimLeft(line, " \t"), ">") {
			words = append(words, strings.FieldsFunc(strings.ToLower(line), isBetweenWords)...)
		}
	}
	set := map[[3]string]bool{}
	for i := range max(0, len(words)-2) {
		set[[3]string(words[i:i+3])] = true
	}
	return set
}

func isBetweenWords(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
}

// replyPrefixes are what mail programs put before the subject of an answer.
var replyPrefixes = []string{"re", "aw", "antw", "antwort", "sv", "vs", "rif", "r", "réf", "ref", "rép", "rv", "res"}

// bareSubject returns a subject in small letters without the "Re:" of an answer. isReply reports that it had one.
func bareSubject(subject string) (bare string, isReply bool) {
	bare = strings.ToLower(strings.Join(strings.Fields(subject), " "))
	for {
		before, rest, found := strings.Cut(bare, ":")
		before, _, _ = strings.Cut(before, "[") // as in "Re[2]:"
		if !found || !slices.Contains(replyPrefixes, strings.TrimSpace(before)) {
			return bare, isReply
		}
		bare, isReply = strings.TrimSpace(rest), true
	}
}
