package letters

import (
	"crypto/sha256"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"text/template"

	"followup/rules"
)

// A checker checks letters until they have taken too much work.
type checker struct{ work int }

// check writes a replaced letter with every combination of missing facts. path and source are for the error.
func (c *checker) check(kind rules.Kind, t *template.Template, path, source string) error {
	each, err := steps(t)
	if err != nil {
		return explain(err)
	}
	fault := ""
	seen := map[[sha256.Size]byte]bool{} // most combinations read like another
	for f := range combinations(kind, source) {
		letter, err := write(t, f)
		if err != nil {
			return err // it matters more than any fault
		}
		text := f.Name + "\n" + letter.Subject + letter.Body
		if c.work += each + len(text); c.work > maxWork {
			return fmt.Errorf("broken letter: %s: takes too long to write with every combination of its facts; "+
				"name fewer, or write less", path)
		}
		if sum := sha256.Sum256([]byte(text)); fault == "" && !seen[sum] {
			seen[sum] = true
			fault = firstFault(kind, letter, f, source)
		}
	}
	if fault != "" {
		return fmt.Errorf("broken letter: %s:%d: the draft %s", path, lineOf(fault, source), fault)
	}
	return nil
}

func firstFault(kind rules.Kind, l Letter, f Facts, source string) string {
	faults := lint(l, f)
	if fault := lintTemplate(l, f, source); fault != "" {
		faults = append(faults, fault)
	}
	if len(faults) == 0 {
		return ""
	}
	return faults[0] + without(kind, f)
}

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

// lineOf returns the number of the first line that contains what the fault quotes, or 1.
func lineOf(fault, source string) int {
	_, quoted, _ := strings.Cut(fault, "“")
	quoted, _, found := strings.Cut(quoted, "”")
	before, _, inSource := strings.Cut(source, quoted)
	if !found || !inSource {
		return 1
	}
	return 1 + strings.Count(before, "\n")
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
// that the letter mentions. It leaves out impossible combinations.
func combinations(kind rules.Kind, source string) iter.Seq[Facts] {
	var remove []func(*Facts)
	for _, m := range missing {
		isUsed := func(name string) bool { return strings.Contains(source, name) }
		if slices.ContainsFunc(strings.Fields(m.fields), isUsed) {
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
			if !subset(f, remove, func(f Facts) bool { return impossible(f, source) || yield(f) }) {
				return
			}
		}
	}
}

func subset(f Facts, remove []func(*Facts), yield func(Facts) bool) bool {
	if len(remove) == 0 {
		return yield(f)
	}
	without := f
	remove[0](&without)
	return subset(f, remove[1:], yield) && (without == f || subset(without, remove[1:], yield))
}

// missing lists the ways in which facts may be missing, each with the fields that it affects. A missing name is
// tried with every letter, because a name might be written into the template.
var missing = []struct {
	fields string
	take   func(*Facts)
}{
	{"Subject", func(f *Facts) { f.Salutation, f.Name = "Dear hiring team", "" }},
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
