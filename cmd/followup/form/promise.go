package form

import (
	"fmt"

	"followup/cmd/followup/dates"
	"followup/rules"
)

// PromiseOf reads what they said in an interview. A span such as "two weeks" counts from the day of the interview in
// the policy's zone.
func PromiseOf(iv rules.Interview, p rules.Policy) dates.Promise {
	return dates.ReadPromise(iv.Said, rules.DateOf(iv.Start, p.Location), p.Calendar)
}

// applyPromise takes the day of the decision from their words, unless the user chose it earlier. The user did if the
// old day is not the one in the old words, or is missing although they name one.
func applyPromise(was rules.Interview, iv *rules.Interview, p rules.Policy) {
	if iv.Said == was.Said && iv.Start.Equal(was.Start) {
		return
	}
	if was.DecisionBy == promisedDay(was, p) {
		iv.DecisionBy = promisedDay(*iv, p)
	}
}

// promisedDay returns the day that they promised in an interview, or zero.
func promisedDay(iv rules.Interview, p rules.Policy) rules.Date {
	if read := PromiseOf(iv, p); read.Kind == dates.Promised {
		return read.Day
	}
	return rules.Date{}
}

// TellPromise returns a sentence that says which day was taken from their words, or why none was; "" if there is
// nothing to say. by is the day that is waited for. If the sentence ends with a colon, the command that names another
// day follows it, with day as its value.
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

// A Question is a question that the form leaves open and the user can answer.
type Question struct {
	Field string // the field for the answer
	Lead  string // why it is asked, as a sentence
	Text  string // the question, without a question mark
}

// DayOfDecision is the question for the day by which they decide.
const DayOfDecision = "By which day do they decide"

// AskDay returns the question for a day if their words leave it open and the field is not filled in, otherwise nil.
// text is the question.
func (f *Form) AskDay(field, text string, read dates.Promise) *Question {
	if read.Kind != dates.Unclear || f.Given(field) {
		return nil
	}
	return &Question{field, fmt.Sprintf("“%s” %s.", read.Words, read.Why.Error()), text}
}
