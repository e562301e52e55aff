package dates

import (
	"maps"
	"slices"
	"strings"

	"followup/cmd/followup/typo"
)

// known are the words that phrases are made of.
var known = slices.Concat(
	slices.Collect(maps.Keys(weekdays)), slices.Collect(maps.Keys(months)), slices.Collect(maps.Keys(numbers)),
	strings.Fields(`today tonight tomorrow yesterday before after this last next coming morning afternoon evening
		noon midday midnight now from until end half ago minute minutes hour hours day days week weeks month months
		fortnight quarter early middle beginning christmas easter`),
)

// shortest is the length of words from which on another one letter away is more likely a slip than another word: "soon"
// is no "noon".
const shortest = 5

// mostWords are more than any phrase has. What is longer is some other text, which is not worth measuring.
const mostWords = 10

// respelled is the known word that somebody meant who typed one that is not, or who typed it as two; "" if none is near,
// or two are. "munday" may be one or the other.
func respelled(s string) string {
	words := strings.Fields(strings.ReplaceAll(s, ".", " "))
	if len(words) > mostWords {
		return ""
	}
	for i, word := range words {
		if i > 0 && slices.Contains(known, words[i-1]+word) {
			return words[i-1] + word
		}
	}
	for _, word := range words {
		if meant := nearestWord(word); meant != "" {
			return meant
		}
	}
	return ""
}

// nearestWord is the one known word that is nearest to one that is not known, if that is a slip or two away.
func nearestWord(word string) (best string) {
	if slices.Contains(known, word) || len(word) > 12 {
		return ""
	}
	fewest := 3
	if len(word) <= shortest {
		fewest = 2
	}
	for _, k := range known {
		d := typo.Distance(word, k)
		switch {
		case len(k) < shortest || d > fewest:
		case d < fewest:
			best, fewest = k, d
		case best != "": // as near as another
			best = ""
		}
	}
	return best
}
