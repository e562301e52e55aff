package command

import (
	"testing"

	"followup/rules"
)

func TestLines(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{Add(New, Blank), "followup add --new …"},
		{Show(7), "followup show 7"},
		{Snooze(7, "2d"), "followup snooze 7 2d"},
		{Stop(7), "followup stop 7"},
		{Undo(7), "followup undo 7"},
		{Remove(8, "--interview"), "followup remove 8 --interview"},
		{Retry(7), "followup retry 7"},
		{Stop(7, Letter), "followup stop 7 --letter"},
		{Stop(7, Accepted), "followup stop 7 --accepted"},
		{Preview(8, ""), "followup preview 8"},
		{Skip(8, rules.ThankYou), "followup skip 8 --kind thank-you"},
		{Preview(8, rules.ThankYou, With("to", "jo@acme.test")),
			"followup preview 8 --kind thank-you --to jo@acme.test"},
		{Heard(7, rules.Advanced), "followup heard 7 next-round"},
		{Heard(7, rules.Offered, With("until", Blank)), `followup heard 7 offer --until "…"`},
		{Edit(7, With("with", "Jo Smith <jo@acme.test>")), `followup edit 7 --with "Jo Smith <jo@acme.test>"`},
		{Edit(7, With("with", "$(rm x)")), `followup edit 7 --with '$(rm x)'`},
	} {
		if tt.got != tt.want {
			t.Errorf("%s, want %s", tt.got, tt.want)
		}
	}
}

func TestTo(t *testing.T) {
	jo := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}
	for _, tt := range []struct {
		name  string
		kind  rules.Kind
		to    rules.Person
		panel []rules.Person
		want  Flag
	}{
		{"one interviewer needs no name", rules.ThankYou, jo, []rules.Person{jo}, ""},
		{"one of a panel is named by the address",
			rules.ThankYou, jo, []rules.Person{jo, {Name: "Li"}}, "--to jo@acme.test"},
		{"or by the number if there is none", rules.ThankYou, rules.Person{Name: "$(rm x)"},
			[]rules.Person{jo, {Name: "$(rm x)"}}, "--to 2"},
		{"or if it needs quotation marks", rules.ThankYou, rules.Person{Email: "`ls`@acme.test"},
			[]rules.Person{jo, {Email: "`ls`@acme.test"}}, "--to 2"},
		{"or if it looks like a flag", rules.ThankYou, rules.Person{Email: "--help@acme.test"},
			[]rules.Person{jo, {Email: "--help@acme.test"}}, "--to 2"},
		{"somebody with a new address is named by that", rules.ThankYou, rules.Person{ID: 3, Email: "jo@before.test"},
			[]rules.Person{{ID: 3, Email: "jo@acme.test"}, {Name: "Li"}}, "--to jo@acme.test"},
		{"somebody else is left blank",
			rules.ThankYou, rules.Person{Name: "Al"}, []rules.Person{jo, {Name: "Li"}}, `--to "…"`},
		{"other notes go to one person anyway", rules.UpdateRequest, jo, []rules.Person{jo, {Name: "Li"}}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := rules.Case{
				Application: rules.Application{ID: 7},
				Interviews:  []rules.Interview{{ID: 7, Interviewers: tt.panel}},
			}
			k := rules.Key{ApplicationID: 7, InterviewID: 7, Kind: tt.kind, Round: 1}
			if got := To(c, k, tt.to); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
