package letters

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"followup/rules"
)

// exclusive lists facts each with those that are never known beside it.
var exclusive = []struct{ fact, others string }{
	{"Topic", "TopicSentence TopicBare TopicClause GladClause TroubleClause HelpClause EarlierTopic"},
	{"GladClause", "TroubleClause"},
	{"TopicSentence", "EarlierTopic"},
	{"Fit", "FitSentence FitClause FitDone FitNext"},
	{"FitSentence", "FitNext"},
}

// A clash is a group of facts that are never known, or not known, as isIn reports it.
type clash struct {
	facts names
	isIn  func(Facts) bool
}

// clashesIn returns the clashes of facts that a letter with this source uses.
func clashesIn(source string) (clashes []clash) {
	uses := func(name string) bool { return strings.Contains(source, "."+name) }
	for _, e := range exclusive {
		for other := range strings.FieldsSeq(e.others) {
			if uses(other) {
				clashes = append(clashes, clash{names{e.fact: true, other: true}, func(f Facts) bool {
					return f.text(e.fact) != "" && f.text(other) != ""
				}})
			}
		}
	}
	if usesCanHelp, usesHelpTopic := uses("CanHelp"), uses("HelpTopic"); usesCanHelp || usesHelpTopic {
		facts := names{"CanHelp": true, "HelpTopic": true, "Topic": true, "TopicSentence": true}
		clashes = append(clashes, clash{facts, func(f Facts) bool {
			offersHelp := f.CanHelp && usesCanHelp || f.HelpTopic != "" && usesHelpTopic
			return offersHelp && f.Topic+f.TopicSentence == ""
		}})
	}
	if uses("Offer") && uses("NextRound") {
		facts := names{"Offer": true, "NextRound": true}
		clashes = append(clashes, clash{facts, func(f Facts) bool { return f.Offer && f.NextRound }})
	}
	return clashes
}

// clashOf returns the facts of the first clash, or nil.
func clashOf(f Facts, clashes []clash) names {
	for _, c := range clashes {
		if c.isIn(f) {
			return c.facts
		}
	}
	return nil
}

// waysOutside returns the ways of losing the facts that a letter mentions outside of its alternatives, and those that
// are true or not and that it mentions anywhere.
func waysOutside(lang Language, source, outside string) []lost {
	ways := []lost{{".Name", func(f *Facts) { f.Salutation, f.Name = lang.Salutation("", ""), "" }}}
	for _, m := range missing {
		if isNamed(m.fields, outside) || !m.isText() && isNamed(m.fields, source) {
			ways = append(ways, m)
		}
	}
	return ways
}

// waysWithin returns the ways of losing the facts that a letter mentions in its alternatives only.
func waysWithin(source, outside string) (ways []lost) {
	for _, m := range missing {
		if m.isText() && !isNamed(m.fields, outside) && isNamed(m.fields, source) {
			ways = append(ways, m)
		}
	}
	return ways
}

// lostIn returns the names of the facts that are lost in some of the ways.
func lostIn(ways []lost, f Facts) names {
	lost := names{}
	for _, way := range ways {
		without := f
		way.take(&without)
		for name := range allFacts() {
			if differ(f, without, names{name: true}) {
				lost[name] = true
			}
		}
	}
	return lost
}

// differ reports whether one of the facts of these names is not the same in both.
func differ(f, g Facts, in names) bool {
	a, b := reflect.ValueOf(&f).Elem(), reflect.ValueOf(&g).Elem()
	for i := range factsType.NumField() {
		if !a.Field(i).Equal(b.Field(i)) && in[factsType.Field(i).Name] {
			return true
		}
	}
	return false
}

// isNamed reports whether a source has one of the names.
func isNamed(names, source string) bool {
	return slices.ContainsFunc(strings.Fields(names), func(name string) bool { return strings.Contains(source, name) })
}

// lost is a way in which facts may be missing, with the fields that it affects.
type lost struct {
	fields string
	take   func(*Facts)
}

// isText reports whether a fact is a text, and not true or false.
func (l lost) isText() bool {
	name, _, _ := strings.Cut(strings.TrimPrefix(l.fields, "."), " ")
	field, _ := reflect.TypeFor[Facts]().FieldByName(name)
	return field.Type.Kind() == reflect.String
}

// mayBeMissing has the names of the facts that may be "".
var mayBeMissing = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{"Name": true, "QuotedSubject": true}
	for _, m := range missing {
		if name := strings.TrimPrefix(strings.Fields(m.fields)[0], "."); m.isText() {
			names[name] = true
		}
	}
	return names
})

// text returns the fact of that name. A method, or what is true or false, is never "".
func (f *Facts) text(name string) string {
	if i, ok := textFields()[name]; ok {
		return reflect.ValueOf(f).Elem().Field(i).String()
	}
	return name
}

// textFields has the index of each field of Facts that is a text, by its name.
var textFields = sync.OnceValue(func() map[string]int {
	fields := map[string]int{}
	for i := range reflect.TypeFor[Facts]().NumField() {
		if field := reflect.TypeFor[Facts]().Field(i); field.Type.Kind() == reflect.String {
			fields[field.Name] = i
		}
	}
	return fields
})

// missing lists the ways in which facts may be missing, each with the fields that it affects. A missing name is none of
// them: it is tried with every letter, because a name might be written into the template.
var missing = []lost{
	{".Address", func(f *Facts) { f.Address = "" }},
	{".Phone .Closing", func(f *Facts) { f.Phone = "" }},
	{".Topic .TheirTopic .GladTopic", func(f *Facts) { f.Topic, f.TheirTopic, f.GladTopic = "", "", "" }},
	{".HelpTopic", func(f *Facts) { f.HelpTopic = "" }},
	{".EarlierTopic", func(f *Facts) { f.EarlierTopic = "" }},
	{".GladTopic", func(f *Facts) { f.GladTopic = "" }},
	{".TheirTopic", func(f *Facts) { f.TheirTopic = "" }},
	{".TopicSentence .TopicBare .TopicClause .GladClause .TroubleClause .HelpClause", func(f *Facts) {
		f.TopicSentence, f.TopicBare = "", ""
		f.TopicClause, f.GladClause, f.TroubleClause, f.HelpClause = "", "", "", ""
	}},
	{".TopicBare", func(f *Facts) { f.TopicBare = "" }},
	{".TopicClause .GladClause .TroubleClause .HelpClause", func(f *Facts) {
		f.TopicClause, f.GladClause, f.TroubleClause, f.HelpClause = "", "", "", ""
	}},
	{".GladClause", func(f *Facts) { f.GladClause = "" }},
	{".TroubleClause", func(f *Facts) { f.TroubleClause = "" }},
	{".HelpClause", func(f *Facts) { f.HelpClause = "" }},
	{".Fit", func(f *Facts) { f.Fit = "" }},
	{".FitSentence .FitClause .FitDone", func(f *Facts) { f.FitSentence, f.FitClause, f.FitDone = "", "", "" }},
	{".FitClause .FitDone", func(f *Facts) { f.FitClause, f.FitDone = "", "" }},
	{".FitDone", func(f *Facts) { f.FitDone = "" }},
	{".Done", func(f *Facts) { f.Done = false }},
	{".FitSpan", func(f *Facts) { f.FitSpan = "" }},
	{".FitNext", func(f *Facts) { f.FitNext = "" }},
	{".Late", func(f *Facts) { f.Late = false }},
	{".Again", func(f *Facts) { f.Again = false }},
	{".Met", func(f *Facts) { f.Met = false }},
	{".Interviewed .Mentioned", func(f *Facts) { f.Interviewed, f.Mentioned = false, false }},
	{".Mentioned", func(f *Facts) { f.Mentioned = false }},
	{".CanHelp", func(f *Facts) { f.CanHelp = false }},
	{".GoodNews", func(f *Facts) { f.GoodNews = false }},
	{".Roughly", func(f *Facts) { f.Roughly = false }},
	{".Several .Dates", func(f *Facts) { f.Several, f.Dates = false, "" }},
	{".Dates", func(f *Facts) { f.Dates = "" }},
	{".Offer", func(f *Facts) { f.Offer = false }},
	{".NextRound", func(f *Facts) { f.NextRound = false }},
	{".DecisionBy", func(f *Facts) { f.DecisionBy, f.Mentioned = "", false }},
	{".AnswerBy", func(f *Facts) { f.AnswerBy = "" }},
	{".NextDate", func(f *Facts) { f.NextDate = "" }},
	{".HeardDay .HeardFrom", func(f *Facts) { f.HeardDay, f.HeardFrom = "", "" }},
	{".HeardFrom", func(f *Facts) { f.HeardFrom = "" }},
	{".HookSubject", func(f *Facts) { f.HookSubject = "" }},
	{".ThreadSubject", func(f *Facts) { f.ThreadSubject = "" }},
	{".Quote .QuotedSubject", func(f *Facts) { f.Quote, f.QuotedSubject = "", "" }},
	{".WroteDay .Quote .QuotedSubject", func(f *Facts) { f.Quote, f.QuotedSubject, f.WroteDay = "", "", "" }},
}

// sampleFor returns the sample facts for a letter of the kind.
func sampleFor(lang Language, kind rules.Kind) Facts {
	f := sample(lang)
	if kind != rules.StayInTouch {
		f.Hook, f.HookSubject = "", ""
	}
	return f
}

// sampleName is whom the sample facts are about.
const sampleName = "Jo Smith"

// sample returns facts with nothing missing, including those that exclude each other: removing them in turn leaves
// each alone as well.
func sample(lang Language) Facts {
	on := func(month time.Month, day int) rules.Date { return rules.Date{Year: 2026, Month: month, Day: day} }
	date := func(day int) string { return lang.Date(on(12, day), false) }
	const role = "Senior Nurse"
	return Facts{
		Salutation: lang.Salutation(sampleName, ""), Name: sampleName, Address: "jo@acme.test",
		Company: "Acme Inc.", Role: role, TheRole: lang.TheRole(role),
		Day: lang.OnWeekday(time.Tuesday), Date: date(8), Month: lang.Month(on(12, 8), false),
		Time:  lang.Clock(time.Date(2026, 12, 8, 14, 0, 0, 0, time.UTC)),
		Dates: lang.Dates([]rules.Date{on(12, 1), on(12, 8)}, on(12, 8)), NextDate: date(15),
		Topic: "the new rota", TheirTopic: "the new rota", GladTopic: "the new rota",
		HelpTopic: "the new rota", EarlierTopic: "the night shifts",
		TopicSentence: "You are changing the rota.", TopicClause: "you are changing the rota",
		GladClause: "you are changing the rota", TroubleClause: "you are short of nurses",
		HelpClause: "you are changing the rota",
		Fit:        "ten years of shift planning", FitSentence: "I have run rotas for ten years.",
		FitClause: "I have run rotas for ten years", FitDone: "I have run rotas for ten years",
		FitSpan:    "ten years of shift planning",
		FitNext:    "I drew one up like that myself.",
		DecisionBy: lang.DayBy(on(12, 4), false), AnswerBy: lang.DayBy(on(12, 18), false),
		HeardDay: lang.OnDate(on(12, 9), false), HeardFrom: "Zoe Zander", WroteDay: lang.OnDate(on(12, 8), false),
		QuotedSubject: "Next steps for the Senior Nurse role", ThreadSubject: "Next steps for the Senior Nurse role",
		Quote: lang.Attribution(on(12, 8)) + "\n> " + lang.Salutation(sampleName, "") + ",",
		Hook:  "Congratulations on the new clinic", HookSubject: "Congratulations on the new clinic",
		Late: true, Again: true, Met: true, Several: true, Interviewed: true, Mentioned: true, Roughly: true,
		GoodNews: true, CanHelp: true, Done: true,
		Offer: true, NextRound: true,
		SignOff: lang.SignOff(), afterSignOff: lang.AfterSignOff(), Sender: "Sam Weber", Phone: "+49 30 1234567",
	}
}
