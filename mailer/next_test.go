package mailer

import (
	"testing"

	"followup/rules"
)

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
		{"of a panel, one is named", rules.ThankYou, jo, []rules.Person{jo, {Name: "Li"}}, `followup sent 7 --kind thank-you --to "Jo Smith"`},
		{"a name of two words is quoted", rules.ThankYou, rules.Person{Name: "Li Wei"}, []rules.Person{jo, {Name: "Li Wei"}}, `followup sent 7 --kind thank-you --to "Li Wei"`},
		{"and nothing in a name is run", rules.ThankYou, rules.Person{Name: "$(rm x)' O'Hara"}, []rules.Person{jo, jo}, `followup sent 7 --kind thank-you --to '$(rm x)'\'' O'\''Hara'`},
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
