package command

import (
	"strings"
	"testing"

	"followup/rules"
)

func TestReadLine(t *testing.T) {
	heard := func(answer rules.EventKind, until string) Line {
		return Line{Verb: VerbHeard, Answer: answer, Until: until}
	}
	for _, row := range []struct {
		line string
		want Line
	}{
		{"sent", Line{Verb: VerbSent}},
		{"Sent.", Line{Verb: VerbSent}},
		{"sent to Jo Smith on yesterday", Line{Verb: VerbSent, To: "Jo Smith", On: "yesterday"}},
		{"followup sent 7 --kind thank-you --to jo@acme.test",
			Line{Verb: VerbSent, Number: 7, Kind: rules.ThankYou, To: "jo@acme.test"}},
		{"sent --kind=thank-you", Line{Verb: VerbSent, Kind: rules.ThankYou}},
		{"undecided", heard(rules.Undecided, "")},
		{"not decided", heard(rules.Undecided, "")},
		{"Undecided until the end of next week", heard(rules.Undecided, "the end of next week")},
		{`heard 7 undecided --until "in 2 weeks"`,
			Line{Verb: VerbHeard, Number: 7, Answer: rules.Undecided, Until: "in 2 weeks"}},
		{"heard undecided --until “18 Dec”", heard(rules.Undecided, "18 Dec")},
		{"no", heard(rules.Rejected, "")},
		{"rejected on monday", Line{Verb: VerbHeard, Answer: rules.Rejected, On: "monday"}},
		{"offer until 18 Dec", heard(rules.Offered, "18 Dec")},
		{"next round", heard(rules.Advanced, "")},
		{"next", heard(rules.Advanced, "")},
		{"no show", heard(rules.NoShow, "")},
		{"skip --to 2", Line{Verb: VerbSkip, To: "2"}},
		{"snooze 2d", Line{Verb: VerbSnooze, Until: "2d"}},
		{"snooze 7 until tomorrow 9:00", Line{Verb: VerbSnooze, Number: 7, Until: "tomorrow 9:00"}},
		{"stop", Line{Verb: VerbStop}},
		{"stop --letter", Line{Verb: VerbStop, Letter: true}},
		{"stop accepted", Line{Verb: VerbStop, Accepted: true}},
		{"undo 7", Line{Verb: VerbUndo, Number: 7}},
	} {
		if got, err := ReadLine(row.line); err != nil || got != row.want {
			t.Errorf("%s: %+v (%v), want %+v", row.line, got, err, row.want)
		}
	}
}

// TestNoLine: what is not exactly a command is none, and says why.
func TestNoLine(t *testing.T) {
	for line, why := range map[string]string{
		"":                              "empty",
		"followup":                      "empty",
		"thanks, I will":                `"thanks," is no command`,
		"remove 7":                      `"remove" is no command`,
		"sent jo":                       `"jo" is not part`,
		"sent, I think":                 "is no command",
		"undo it all":                   `"it" is not part`,
		"stop stop":                     `"stop" is not part`,
		"stop letter please":            `"please" is not part`,
		"stop letter accepted":          "does not go with",
		"heard":                         "does not say what was heard",
		"heard 7":                       "does not say what was heard",
		"heard that you are unsure":     "does not say what was heard",
		"no until friday":               "does not go with",
		"undecided until":               `nothing follows "until"`,
		"undecided until mon until tue": "twice",
		`undecided until "mon`:          "not closed",
		"undecided --said we will see":  "is not part",
		"snooze":                        "how long",
		"snooze 7 2":                    "snooze 2d",
		"undo\u200b":                    "nobody sees",
		"undo\u202e7":                   "nobody sees",
		"undo 99999999999999999999":     "no number",
		"sent on " + strings.Repeat("x", maxLine): "longer",
	} {
		if got, err := ReadLine(line); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %+v, %v; want %q", line, got, err, why)
		}
	}
}

func TestEnds(t *testing.T) {
	for line, want := range map[string]bool{
		"stop": true, "no": true, "stop letter": true, "undecided": false, "offer": false, "sent": false, "undo": false,
	} {
		if l, err := ReadLine(line); err != nil || l.Ends() != want {
			t.Errorf("%s ends something: %v (%v)", line, l.Ends(), err)
		}
	}
}
