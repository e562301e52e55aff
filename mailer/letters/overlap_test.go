package letters

import (
	"cmp"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"followup/rules"
)

// shareGoal is how many percent of their words, in common order, the letters of two users have in common on average.
const shareGoal = 40

// shareOfShorter is the same as a share of the shorter letter: more is said again where it is short.
const shareOfShorter = 40

const pairs = 240

// TestTwoUsersWriteDifferently: two installations write letters of one kind, about different facts.
func TestTwoUsersWriteDifferently(t *testing.T) { eachLanguage(t, testTwoUsersWriteDifferently) }

func testTwoUsersWriteDifferently(t *testing.T, tr troupe) {
	if testing.Short() && tr.letters != shared {
		t.Skip("the letters of each language take seconds to compare")
	}
	for _, kind := range kinds {
		sum, ofShorter, most := 0.0, 0.0, 0.0
		for n := range pairs {
			s := scenes[kind][n%len(scenes[kind])]
			f, a := tr.letterTo(t, kind, n, s, Choice{Seed: fmt.Sprint("one", n, kind)})
			g, b := tr.letterTo(t, kind, n+1+n/len(tr.cast), s, Choice{Seed: fmt.Sprint("other", n, kind)})
			one, other := wordsIn(masked(f, a)), wordsIn(masked(g, b))
			share := inCommonOrder(one, other)
			ofShorter += share * float64(len(one)+len(other)) / float64(2*min(len(one), len(other)))
			sum, most = sum+share, max(most, share)
		}
		mean := 100 * sum / pairs
		t.Logf("%-16s %3.0f %% on average, %3.0f %% at most", kind, mean, 100*most)
		if mean > shareGoal {
			t.Errorf("%s: two have %.1f %% of their words in common order; want at most %d %%", kind, mean, shareGoal)
		}
		if mean := 100 * ofShorter / pairs; mean > shareOfShorter {
			t.Errorf("%s: of the shorter, it is %.1f %%; want at most %d %%", kind, mean, shareOfShorter)
		}
	}
}

// inCommonOrder returns the longest common subsequence as a share of two texts of their mean length.
func inCommonOrder(a, b []string) float64 {
	before := make([]int, len(b)+1)
	for _, x := range a {
		row := make([]int, len(b)+1)
		for j, y := range b {
			if row[j+1] = max(row[j], before[j+1]); x == y {
				row[j+1] = before[j] + 1
			}
		}
		before = row
	}
	return 2 * float64(before[len(b)]) / float64(max(1, len(a)+len(b)))
}

// masked returns a letter's own words: neither its facts nor the email that it quotes.
func masked(f Facts, l Letter) string {
	text := l.Subject + ".\n" + strings.TrimSuffix(l.Body, l.Quote)
	facts := []string{f.Closing()}
	v := reflect.ValueOf(f)
	for i := range v.NumField() {
		if s := v.Field(i); s.Kind() == reflect.String && s.String() != "" {
			facts = append(facts, s.String())
		}
	}
	if f.Hook != "" { // which may begin a letter with a small one
		facts = append(facts, strings.ToLower(f.Hook[:1])+f.Hook[1:])
	}
	slices.SortFunc(facts, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	for _, fact := range facts {
		text = strings.ReplaceAll(text, fact, " * ")
	}
	return text
}

func wordsIn(text string) []string { return words(strings.ToLower(text)) }

var ends = regexp.MustCompile(`[.!?]\s+|\n+`)

// sentencesIn returns the sentences of three words or more.
func sentencesIn(text string) (list []string) {
	for _, s := range ends.Split(text, -1) {
		if w := wordsIn(s); len(w) > 2 {
			list = append(list, strings.Join(w, " "))
		}
	}
	return list
}

// inCommon returns the sentences that two letters have in common.
func inCommon(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return !slices.Contains(b, s) })
}

// asEarlier returns a letter as it is handed to a later one, and its sentences.
func asEarlier(f Facts, l Letter) (text string, sentences []string) {
	text = l.Subject + "\n" + strings.TrimSuffix(l.Body, l.Quote)
	l.Subject = strings.ReplaceAll(l.Subject, rules.Capital(f.TheRole), f.TheRole) // which is a fact
	return text, sentencesIn(masked(f, l))
}

// TestNobodyReadsASentenceTwice: six letters of each kind to one person, and then one of each other kind.
func TestNobodyReadsASentenceTwice(t *testing.T) { eachLanguage(t, testNobodyReadsASentenceTwice) }

func testNobodyReadsASentenceTwice(t *testing.T, tr troupe) {
	for _, kind := range kinds {
		var earlier []string
		var read [][]string
		most, examples := 0, ""
		note := func(f Facts, l Letter, k rules.Kind) int {
			text, now := asEarlier(f, l)
			found := 0
			for _, before := range read {
				if common := inCommon(now, before); len(common) > found {
					found = len(common)
					examples += fmt.Sprintf("\n    %s %d: %q", k, len(read)+1, common)
				}
			}
			earlier, read = append([]string{text}, earlier...), append(read, now)
			return found
		}
		for n := range 6 {
			f, l := tr.letterTo(t, kind, n, scenes[kind][0], Choice{Seed: "one" + string(kind), Earlier: earlier})
			most = max(most, note(f, l, kind))
		}
		read = read[:1]
		others := 0
		for _, other := range kinds {
			if other == kind {
				continue
			}
			f, l := tr.letterTo(t, other, 7, scenes[other][0], Choice{Seed: "one" + string(other), Earlier: earlier})
			others = max(others, note(f, l, other))
		}
		t.Logf("%-16s %d in common with one of its kind, %d with one of another%s", kind, most, others, examples)
		if most+others > 0 {
			t.Errorf("%s: a sentence comes again", kind)
		}
	}
}

// TestAPanelComparesNotes: five people are thanked on the same day.
func TestAPanelComparesNotes(t *testing.T) { eachLanguage(t, testAPanelComparesNotes) }

func testAPanelComparesNotes(t *testing.T, tr troupe) {
	for _, s := range scenes[rules.ThankYou] {
		var beside []string
		var read [][]string
		most, example := 0, ""
		for n := range 5 {
			f, l := tr.letterTo(t, rules.ThankYou, n, s, Choice{Seed: fmt.Sprint("panel", n), Beside: beside})
			text, now := asEarlier(f, l)
			for _, other := range read {
				if common := inCommon(now, other); len(common) > most {
					most, example = len(common), fmt.Sprintf("%q", common)
				}
			}
			beside, read = append([]string{text}, beside...), append(read, now)
		}
		t.Logf("%-20s %d %s", s.name, most, example)
		if most > 0 {
			t.Errorf("%s: two have %d sentences in common", s.name, most)
		}
	}
}
