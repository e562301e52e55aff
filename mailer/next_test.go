package mailer

import (
	"slices"
	"testing"

	"followup/rules"
)

// TestCommandsFit: what a reminder offers can have happened.
func TestCommandsFit(t *testing.T) {
	notThere := acme()
	notThere.History.Events = []rules.Event{{Kind: rules.NoShow, At: notThere.Interview.End()}}
	const turnUp, withdraw, move = "followup heard 7 no-show", "followup stop 7 --letter", `followup edit 7 --at "…"`
	for _, tt := range []struct {
		name    string
		c       rules.Case
		kind    rules.Kind
		offers  []string
		without []string
	}{
		{"they may not have turned up for whom the user is to thank", acme(), rules.ThankYou, []string{turnUp, withdraw}, []string{move}},
		{"who asks for news has met them", acme(), rules.UpdateRequest, []string{withdraw}, []string{turnUp, move}},
		{"who was left waiting may have found another time", notThere, rules.NoShowNote, []string{move}, []string{turnUp}},
		{"who withdrew has not", notThere, rules.Withdrawal, nil, []string{turnUp, withdraw, move}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := step(tt.c, tt.kind)
			var lines []string
			for _, c := range slices.Concat(commands(tt.c, s), refusals(tt.c, s)) {
				lines = append(lines, c.Line)
			}
			for _, line := range tt.offers {
				if !slices.Contains(lines, line) {
					t.Errorf("no %s in %q", line, lines)
				}
			}
			for _, line := range tt.without {
				if slices.Contains(lines, line) {
					t.Errorf("%s in %q", line, lines)
				}
			}
		})
	}
}

func TestSentCommand(t *testing.T) {
	jo := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}
	tests := []struct {
		name  string
		kind  rules.Kind
		to    rules.Person
		panel []rules.Person
		want  string
	}{
		{"one interviewer needs no name", rules.ThankYou, jo, []rules.Person{jo}, "followup sent 7 --kind thank-you"},
		{"of a panel, one is named by the address", rules.ThankYou, jo, []rules.Person{jo, {Name: "Li"}}, "followup sent 7 --kind thank-you --to jo@acme.test"},
		{"or by the number, where there is none", rules.ThankYou, rules.Person{Name: "$(rm x)"}, []rules.Person{jo, {Name: "$(rm x)"}}, "followup sent 7 --kind thank-you --to 2"},
		{"or where it needs quotation marks", rules.ThankYou, rules.Person{Email: "`ls`@acme.test"}, []rules.Person{jo, {Email: "`ls`@acme.test"}}, "followup sent 7 --kind thank-you --to 2"},
		{"or is another's too", rules.ThankYou, rules.Person{Email: "JO@acme.test", FixedKey: "x"}, []rules.Person{jo, {Email: "JO@acme.test", FixedKey: "x"}}, "followup sent 7 --kind thank-you --to 2"},
		{"or would be a flag", rules.ThankYou, rules.Person{Email: "--help@acme.test"}, []rules.Person{jo, {Email: "--help@acme.test"}}, "followup sent 7 --kind thank-you --to 2"},
		{"who is none of them is nobody", rules.ThankYou, rules.Person{Name: "Al"}, []rules.Person{jo, {Name: "Li"}}, `followup sent 7 --kind thank-you --to "…"`},
		{"other notes go to one person anyway", rules.UpdateRequest, jo, []rules.Person{jo, {Name: "Li"}}, "followup sent 7 --kind update-request"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := rules.Case{Interview: rules.Interview{ID: 7, Interviewers: tt.panel}}
			s := rules.Step{Key: rules.Key{InterviewID: 7, Kind: tt.kind, Recipient: tt.to.Key()}, To: tt.to}
			if got := commands(c, s)[0].Line; got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}
