package dates

import (
	"fmt"
	"strings"

	"followup/pattern"
	"followup/rules"
)

// Guessed reports whether a day is what [ReadPromise] makes of words that name none: "mid-January", "not before
// Christmas". Such a day is good for waiting, but whoever said the words did not name it. Words that were told apart
// are separated by ";", and one of them is enough.
func Guessed(text string, said, day rules.Date, calendar *rules.Calendar) bool {
	p := ReadPromise(text, said, calendar)
	if p.Kind == Promised && p.Day == day {
		return !p.Named
	}
	first, rest, several := strings.Cut(text, ";")
	return several && (Guessed(first, said, day, calendar) || Guessed(rest, said, day, calendar))
}

// VagueWords returns words in which a day was told, from the day today on, if they name none, otherwise "". What is
// said in an interview counts from its day, on; words that lead elsewhere from there have the day behind them.
func VagueWords(typed string, today, on, day rules.Date, calendar *rules.Calendar) string {
	switch words := strings.TrimSpace(typed); {
	case Guessed(words, on, day, calendar):
		return words
	case Guessed(words, today, day, calendar):
		return fmt.Sprintf("%s (about %s)", words, day.Long())
	}
	return ""
}

// AlsoSaid adds words to what somebody said about timing, unless they are part of that.
func AlsoSaid(said, words string) string {
	said, words = strings.TrimSpace(said), strings.TrimSpace(words)
	switch {
	case said == "":
		return words
	case words == "" || strings.Contains(strings.ToLower(said), strings.ToLower(words)):
		return said
	}
	return strings.TrimRight(said, ".; ") + "; " + words
}

var (
	// aroundForm matches what may stand before and after a day without making it another, or less certain.
	aroundForm = pattern.Lazy(`^(?:by|on|at|for|until|till|til|within|in|(?:not|no) later than|(?:at )?the latest` +
		`|latest|the|` + daysEnd + `|first thing)(?: of| on| by)? (.+)$` +
		`|^(.+?) (?:(?:at )?(?:the )?(?:very )?latest|(?:in the )?(?:morning|afternoon|evening|night)|at most` +
		`|(?:(?:at|by) )?(?:` + daysEnd + `))$`)
	// exactForm matches a number of days or weeks that leads to one day. Months differ, and a couple may be three.
	exactForm = pattern.Lazy(`^(?:next |another |a further )?(?:\d+|an?|another|one|two|three|four|five|six|seven` +
		`|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty) ?(?:more |further |full |additional )?` +
		`(?:hour|(?:working |business |week ?)?day|workday|(?:working |full )?week|fortnight)s?(?:'?s)?` +
		`(?: time| from now| from today| (?:of|from|after) (?:the|this|our|your) ` +
		`(?:interview|conversation|meeting|call))?$`)
	// lastOfForm matches the end of a unit of the calendar.
	lastOfForm = pattern.Lazy(`^end(?: of)? (?:the )?(.+)$`)
)

// names reports whether a phrase that was read as a stretch names its last day, as "by Friday", "the 18th", "the end of
// the week" and "in 10 days" do. "The end of January" does not: nobody decides on Sunday, 31 January. In doubt it does
// not.
func (r reader) names(s string) bool {
	if x := inside(aroundForm, s); x != "" && r.names(x) {
		return true
	}
	if exactForm.MatchString(s) || inside(endForm, s) != "" || dayWeekForm.MatchString(s) ||
		weekDayForm.MatchString(s) {
		return true
	}
	bare := strings.TrimPrefix(s, "in ")
	if countedForm.MatchString(bare) || fewForm.MatchString(bare) {
		return false // "in a month", "2-3 weeks"
	}
	if _, ok, err := r.singleDay(s); ok {
		return err == nil
	}
	if _, ok, err := r.ordinal(s); ok {
		return err == nil
	}
	if m := lastOfForm.FindStringSubmatch(s); m != nil {
		u, ok, err := r.unit(m[1])
		return ok && err == nil && (u.kind == "week" || u.kind == "day")
	}
	x := inside(yearForm, s)
	return strings.HasPrefix(x, "end ") && r.names(x)
}
