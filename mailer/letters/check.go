package letters

import (
	"fmt"
	"iter"
	"reflect"
	"strings"
	"text/template"

	"followup/rules"
)

// check renders a replaced letter with every combination of missing facts. path and source serve the message.
func check(kind rules.Kind, t *template.Template, path, source string) error {
	fault := ""
	seen := map[string]bool{} // most combinations read like another
	for f := range combinations(kind) {
		letter, err := write(t, f)
		if err != nil {
			return err // which matters more than any fault
		}
		if text := f.Name + "\n" + letter.Subject + letter.Body; fault == "" && !seen[text] {
			seen[text] = true
			fault = firstFault(kind, letter, f)
		}
	}
	if fault != "" {
		return fmt.Errorf("broken letter: %s:%d: the draft %s", path, lineOf(fault, source), fault)
	}
	return nil
}

func firstFault(kind rules.Kind, l Letter, f Facts) string {
	faults := lint(l, f)
	if fault := lintTemplate(l, f); fault != "" {
		faults = append(faults, fault)
	}
	if len(faults) == 0 {
		return ""
	}
	return faults[0] + without(kind, f)
}

// without tells of which facts the lack brought a fault to light.
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

// lineOf is the number of the first line that contains what the fault quotes, or 1.
func lineOf(fault, source string) int {
	_, quoted, _ := strings.Cut(fault, "“")
	quoted, _, found := strings.Cut(quoted, "”")
	before, _, inSource := strings.Cut(source, quoted)
	if !found || !inSource {
		return 1
	}
	return 1 + strings.Count(before, "\n")
}

// combinations are the sample facts with every subset of what a letter of this kind may lack taken away.
func combinations(kind rules.Kind) iter.Seq[Facts] {
	return func(yield func(Facts) bool) {
		subset(sampleFor(kind), optional(kind), yield)
	}
}

func subset(f Facts, remove []func(*Facts), yield func(Facts) bool) bool {
	if len(remove) == 0 {
		return yield(f)
	}
	without := f
	remove[0](&without)
	return subset(f, remove[1:], yield) && subset(without, remove[1:], yield)
}

// optional are the ways in which the facts for a kind may differ from the sample.
func optional(kind rules.Kind) []func(*Facts) {
	ways := []func(*Facts){
		func(f *Facts) { f.Salutation, f.Name, f.Address = "Dear hiring team", "", "" },
		func(f *Facts) { f.Phone = "" },
		func(f *Facts) { f.Variant++ },
		func(f *Facts) { f.Variant += 2 },
		func(f *Facts) { f.Topic = "" },
		func(f *Facts) { f.TopicSentence = "" },
	}
	switch kind {
	case rules.ThankYou:
		ways = append(ways,
			func(f *Facts) { f.Fit = "" },
			func(f *Facts) { f.FitSentence = "" },
			func(f *Facts) { f.Late = false })
	case rules.StayInTouch:
		// there is always a hook, or no letter
	default:
		ways = append(ways,
			func(f *Facts) { f.Said = "" },
			func(f *Facts) { f.DecisionBy = "" },
			func(f *Facts) { f.HeardDay = "" },
			func(f *Facts) { f.HeardFrom = "" },
			func(f *Facts) { f.Quote, f.QuotedSubject = "", "" },
			func(f *Facts) { f.Quote, f.QuotedSubject, f.WroteDay = "", "", "" })
	}
	return ways
}

// sampleFor is the sample as a letter of the kind gets it.
func sampleFor(kind rules.Kind) Facts {
	f := sample()
	if kind != rules.StayInTouch {
		f.Hook = ""
	}
	return f
}

// sample is a set of facts with nothing missing. The facts of which only one is known at a time are all there; taking
// them away in turn gives each alone as well.
func sample() Facts {
	return Facts{
		Salutation: "Dear Jo Smith", Name: "Jo Smith", Address: "jo@acme.test",
		Company: "Acme Inc.", Role: "Senior Nurse", Day: "on Tuesday", Date: "Tuesday, 1 December",
		Topic: "the new rota", TopicSentence: "You showed me the new rota.",
		Fit: "ten years of shift planning", FitSentence: "I have run rotas for ten years.",
		Said: "you will hear from us by Friday", DecisionBy: "Friday, 4 December",
		HeardDay: "on 9 December", HeardFrom: "Zoe Zander", WroteDay: "on 8 December",
		QuotedSubject: "Next steps for the Senior Nurse role",
		Quote:         "On Tue 8 Dec 2026, I wrote:\n> Dear Jo Smith,",
		Hook:          "Congratulations on the new clinic", Late: true,
		SignOff: "Kind regards", Sender: "Sam Weber", Phone: "+49 30 1234567",
	}
}
