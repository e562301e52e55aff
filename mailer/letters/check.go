package letters

import (
	"iter"
	"reflect"
	"slices"
	"strings"
	"sync"

	"followup/rules"
)

// without names the missing facts that brought a fault to light.
func without(kind rules.Kind, f Facts) string {
	var missing []string
	full, found := reflect.ValueOf(sampleFor(kind)), reflect.ValueOf(f)
	for i := range full.NumField() {
		if found.Field(i).IsZero() && !full.Field(i).IsZero() {
			missing = append(missing, "."+full.Type().Field(i).Name)
		}
	}
	if len(missing) == 0 {
		return ""
	}
	return ", without " + strings.Join(missing, ", ")
}

// lineOf returns the number of the first line that contains what the fault quotes, or of the alternative that was
// written so, or 1.
func lineOf(fault, source string, taken []option) int {
	_, quoted, _ := strings.Cut(fault, "“")
	quoted, _, found := strings.Cut(quoted, "”")
	if !found {
		return 1
	}
	if before, _, inSource := strings.Cut(source, quoted); inSource {
		return 1 + strings.Count(before, "\n")
	}
	for _, o := range taken {
		if strings.Contains(strings.Map(withoutMarks, o.text), quoted) {
			return o.line
		}
	}
	return 1
}

// impossible reports whether the facts contain two that exclude each other and that the letter both uses.
func impossible(f Facts, source string) bool {
	return f.Topic != "" && f.TopicSentence != "" && strings.Contains(source, ".TopicSentence") ||
		f.Fit != "" && f.FitSentence != "" && strings.Contains(source, ".FitSentence") ||
		f.Again && f.Fit+f.FitSentence != "" &&
			strings.Contains(source, ".Again") && strings.Contains(source, ".Fit") ||
		f.Offer && f.NextRound && strings.Contains(source, ".Offer") && strings.Contains(source, ".NextRound")
}

// combinations yields the sample facts in each variant, without every subset of the facts that may be missing and
// that the letter mentions outside of its alternatives, or that are true or not. It leaves out impossible combinations.
func combinations(kind rules.Kind, source, outside string) iter.Seq[Facts] {
	var remove []func(*Facts)
	for _, m := range missing {
		if isNamed(m.fields, outside) || !m.isText() && isNamed(m.fields, source) {
			remove = append(remove, m.take)
		}
	}
	return func(yield func(Facts) bool) {
		variants := 1
		if strings.Contains(source, ".Variant") {
			variants = 12
		}
		for variant := range variants {
			f := sampleFor(kind)
			f.Variant = variant
			// what excludes each other may be in alternatives, and is removed later
			if !subset(f, remove, func(f Facts) bool { return impossible(f, outside) || yield(f) }) {
				return
			}
		}
	}
}

// always stands for the names of what is tried with every letter.
const always = "always"

// isNamed reports whether a source has one of the names.
func isNamed(names, source string) bool {
	has := func(name string) bool { return strings.Contains(source, name) }
	return names == always || slices.ContainsFunc(strings.Fields(names), has)
}

func subset(f Facts, remove []func(*Facts), yield func(Facts) bool) bool {
	if len(remove) == 0 {
		return yield(f)
	}
	without := f
	remove[0](&without)
	return subset(f, remove[1:], yield) && (without == f || subset(without, remove[1:], yield))
}

// lost is a way in which facts may be missing, with the fields that it affects.
type lost struct {
	fields string
	take   func(*Facts)
}

// isText reports whether the facts are texts, and not true or false.
func (l lost) isText() bool {
	full := sample()
	before := full
	l.take(&full)
	a, b := reflect.ValueOf(before), reflect.ValueOf(full)
	for i := range a.NumField() {
		if a.Field(i).Kind() == reflect.Bool && a.Field(i).Bool() != b.Field(i).Bool() {
			return false
		}
	}
	return true
}

// mayBeMissing has the names of the facts that may be "".
var mayBeMissing = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	full := reflect.ValueOf(sample())
	for _, m := range missing {
		f := sample()
		m.take(&f)
		left := reflect.ValueOf(f)
		for i := range full.NumField() {
			if full.Field(i).Kind() == reflect.String && full.Field(i).String() != "" && left.Field(i).String() == "" {
				names[full.Type().Field(i).Name] = true
			}
		}
	}
	return names
})

// text returns the fact of that name. A method, or what is true or false, is never "".
func (f Facts) text(name string) string {
	if field := reflect.ValueOf(f).FieldByName(name); field.Kind() == reflect.String {
		return field.String()
	}
	return name
}

// missing lists the ways in which facts may be missing, each with the fields that it affects. A missing name is
// tried with every letter, because a name might be written into the template.
var missing = []lost{
	{always, func(f *Facts) { f.Salutation, f.Name = "Dear hiring team", "" }},
	{".Address", func(f *Facts) { f.Address = "" }},
	{".Phone .Closing", func(f *Facts) { f.Phone = "" }},
	{".Topic", func(f *Facts) { f.Topic = "" }},
	{".TopicSentence", func(f *Facts) { f.TopicSentence = "" }},
	{".Fit", func(f *Facts) { f.Fit = "" }},
	{".FitSentence", func(f *Facts) { f.FitSentence = "" }},
	{".Late", func(f *Facts) { f.Late = false }},
	{".Again", func(f *Facts) { f.Again = false }},
	{".Met", func(f *Facts) { f.Met = false }},
	{".Interviewed", func(f *Facts) { f.Interviewed, f.Mentioned = false, false }},
	{".Mentioned", func(f *Facts) { f.Mentioned = false }},
	{".Several", func(f *Facts) { f.Several, f.Dates = false, "" }},
	{".Dates", func(f *Facts) { f.Dates = "" }},
	{".Offer", func(f *Facts) { f.Offer = false }},
	{".NextRound", func(f *Facts) { f.NextRound = false }},
	{".Said", func(f *Facts) { f.Said = "" }},
	{".DecisionBy", func(f *Facts) { f.DecisionBy = "" }},
	{".AnswerBy", func(f *Facts) { f.AnswerBy = "" }},
	{".NextDate", func(f *Facts) { f.NextDate = "" }},
	{".HeardDay", func(f *Facts) { f.HeardDay, f.HeardFrom = "", "" }},
	{".HeardFrom", func(f *Facts) { f.HeardFrom = "" }},
	{".Quote", func(f *Facts) { f.Quote, f.QuotedSubject = "", "" }}, // and .QuotedSubject
	{".WroteDay", func(f *Facts) { f.Quote, f.QuotedSubject, f.WroteDay = "", "", "" }},
}

// sampleFor returns the sample facts for a letter of the kind.
func sampleFor(kind rules.Kind) Facts {
	f := sample()
	if kind != rules.StayInTouch {
		f.Hook = ""
	}
	return f
}

// sample returns facts with nothing missing, including those that exclude each other: removing them in turn leaves
// each alone as well.
func sample() Facts {
	return Facts{
		Salutation: "Dear Jo Smith", Name: "Jo Smith", Address: "jo@acme.test",
		Company: "Acme Inc.", Role: "Senior Nurse", Day: "on Tuesday", Date: "Tuesday, 8 December", Time: "14:00",
		Dates: "1 and 8 December", NextDate: "Tuesday, 15 December",
		Topic: "the new rota", TopicSentence: "You showed me the new rota.",
		Fit: "ten years of shift planning", FitSentence: "I have run rotas for ten years.",
		Said: "you will hear from us by Friday", DecisionBy: "Friday, 4 December", AnswerBy: "Friday, 18 December",
		HeardDay: "on 9 December", HeardFrom: "Zoe Zander", WroteDay: "on 8 December",
		QuotedSubject: "Next steps for the Senior Nurse role",
		Quote:         "On Tue 8 Dec 2026, I wrote:\n> Dear Jo Smith,",
		Hook:          "Congratulations on the new clinic", Late: true, Again: true,
		Met: true, Several: true, Interviewed: true, Mentioned: true, Offer: true, NextRound: true,
		SignOff: "Kind regards", Sender: "Sam Weber", Phone: "+49 30 1234567",
	}
}
