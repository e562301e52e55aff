package dates

import (
	"strings"
	"time"

	"followup/rules"
)

// longest and briefest are how many words a day has at most, and how many letters one that stands in a single word has at
// least: "sat" and "sun" are other words as well.
const longest, briefest = 7, 4

// Find looks for a day to come in what somebody said at a moment: the "in two weeks" of "we will let you know in two
// weeks". Without words there is none; a zero day says that they may mean more than one.
func Find(text string, said time.Time, loc *time.Location) (words string, day rules.Date) {
	all := strings.Fields(text)
	for n := min(longest, len(all)); n > 0; n-- {
		for i := range len(all) - n + 1 {
			words = strings.Trim(strings.Join(all[i:i+n], " "), `.,;:!?"'“”„()`)
			if n == 1 && len(words) < briefest {
				continue
			}
			if day, found := findIn(words, said, loc); found {
				return words, day
			}
		}
	}
	return "", rules.Date{}
}

// longerBy are the ways to say "more", which a day does without: "one more week" from now is a week from now.
var longerBy = strings.NewReplacer(" more ", " ", "another ", "one ")

// findIn is the day that the words are, if they are one: zero where they may be several.
func findIn(words string, said time.Time, loc *time.Location) (day rules.Date, found bool) {
	r := newReader(said, loc, Future)
	day, err := r.day(longerBy.Replace(normal(words)))
	if _, none := err.(unclear); none || err == nil && !r.today.Before(day) {
		return rules.Date{}, false
	}
	if err != nil { // in figures it may be anything, such as the 3.5 of a pay
		return rules.Date{}, strings.ContainsAny(words, "abcdefghijklmnopqrstuvwxyz")
	}
	return day, true
}
