package dates

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"followup/typo"
)

// known lists the words of which phrases consist.
var known = sync.OnceValue(func() []string {
	return slices.Concat(
		slices.Collect(maps.Keys(weekdays())), slices.Collect(maps.Keys(months())),
		slices.Collect(maps.Keys(numbers())),
		strings.Fields(`today tonight tomorrow yesterday before after this last next coming morning afternoon evening
		noon midday midnight now from until end half ago minute minutes hour hours day days week weeks month months
		fortnight quarter early middle beginning christmas easter`),
	)
})

// shortest is the length from which a word that differs in one letter is more likely a slip than another word: "soon"
// is not meant to be "noon".
const shortest = 5

// mostWords is more than any phrase has. Longer text is something else, and would take long to compare.
const mostWords = 10

// respelled returns the known word that was probably meant by a misspelled one, or by one that was typed as two words.
// It returns "" if none is near, or if two are equally near: "munday" may be Monday or Sunday.
func respelled(s string) string {
	words := strings.Fields(strings.ReplaceAll(s, ".", " "))
	if len(words) > mostWords {
		return ""
	}
	for i, typed := range words {
		if i > 0 && slices.Contains(known(), words[i-1]+typed) {
			return words[i-1] + typed
		}
	}
	for _, typed := range words {
		if meant := nearestWord(typed); meant != "" {
			return meant
		}
	}
	return ""
}

// nearestWord returns the known word that is one or two slips away from an unknown one, or "" if several are equally
// near.
func nearestWord(typed string) (best string) {
	if slices.Contains(known(), typed) || len(typed) > 12 {
		return ""
	}
	fewest := 3
	if len(typed) <= shortest {
		fewest = 2
	}
	for _, k := range known() {
		d := typo.Distance(typed, k)
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
