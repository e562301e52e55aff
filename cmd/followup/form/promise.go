package form

import (
	"fmt"

	"followup/cmd/followup/dates"
	"followup/rules"
)

// PromiseOf reads what they said in an interview. A span such as "two weeks" is counted from that day.
func PromiseOf(iv rules.Interview, p rules.Policy) dates.Promise {
	return dates.ReadPromise(iv.Said, rules.DateOf(iv.Start, p.Location), p.Calendar)
}

// applyPromise takes the day from their words, unless the user chose it earlier: a day that is not the one in the old
// words was chosen, and so was none where the old words name one.
func applyPromise(was rules.Interview, iv *rules.Interview, p rules.Policy) {
	if iv.Said == was.Said && iv.Start.Equal(was.Start) {
		return
	}
	if was.DecisionBy == promisedDay(was, p) {
		iv.DecisionBy = promisedDay(*iv, p)
	}
}

// promisedDay returns the day that their words in an interview name, or zero.
func promisedDay(iv rules.Interview, p rules.Policy) rules.Date {
	if read := PromiseOf(iv, p); read.Kind == dates.Promised {
		return read.Day
	}
	return rules.Date{}
}

// TellPromise says which day was taken from their words, or why none was. by is the day that is waited for. If the
// sentence ends with a colon, the command that names another day belongs behind it, and day is what to name there.
func TellPromise(read dates.Promise, by rules.Date) (sentence, day string) {
	words := read.Words
	is, day := "", "DATE"
	if read.Kind != dates.Promised && !read.Day.IsZero() || read.Kind == dates.Promised && by.IsZero() {
		day = read.Day.String()
	}
	switch {
	case read.Open && by == read.Day:
		is = fmt.Sprintf("“%s” names no last day and is taken as %s; if that is wrong:", words, read.Day.Long())
	case read.Open && by.IsZero():
		is = fmt.Sprintf("“%s” names no last day; %s is not waited for. To change that:", words, read.Day.Long())
	case read.Kind == dates.Promised && by == read.Day:
		is = fmt.Sprintf("They promised %s (“%s”); if that is wrong:", read.Day.Long(), words)
	case read.Kind == dates.Promised && by.IsZero():
		is = fmt.Sprintf("They promised %s (“%s”), which is not waited for. To change that:",
			read.Day.Long(), words)
	case read.Kind == dates.Promised:
		return fmt.Sprintf("“%s” would be %s; %s counts, which you named.",
			words, read.Day.Long(), by.Long()), ""
	case !by.IsZero():
		return "", ""
	case read.Kind == dates.Asked:
		is = fmt.Sprintf("“%s” %s, so it is not waited for. If it is the day of their decision:",
			words, read.Why.Error())
	case read.Kind == dates.Unclear:
		is = fmt.Sprintf("No day was taken: “%s” %s. When you know it:", words, read.Why.Error())
	case read.Kind == dates.Nothing && words != "":
		is = "No day was found in their words. If they named one:"
	default:
		return "", ""
	}
	return is, day
}

// A Question is what a form leaves open and its user can tell.
type Question struct {
	Field string // that the answer belongs into
	Lead  string // why it is asked
	Text  string
}

// DayOfDecision is the question about the day by which they decide.
const DayOfDecision = "By which day do they decide"

// AskDay returns the question about a day that their words leave open, or nil if they do not, or the field is filled
// in.
func (f *Form) AskDay(field, text string, read dates.Promise) *Question {
	if read.Kind != dates.Unclear || f.Given(field) {
		return nil
	}
	return &Question{field, fmt.Sprintf("“%s” %s.", read.Words, read.Why.Error()), text}
}
