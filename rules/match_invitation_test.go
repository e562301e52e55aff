package rules

import "testing"

func TestInvitedFor(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	app := func(id int64, company, role, day string, people ...Person) Case {
		return Case{Application: Application{ID: id, Company: company, Role: role},
			Interviews: []Interview{{ID: id, Start: clock(t, loc, "2026-12-"+day+" 10:00"), Interviewers: people}}}
	}
	person := func(address string) Person { return Person{Email: address} }
	closed := app(5, "Umbrella", "chemist", "02", person("al@umbrella.test"))
	closed.History.Events = []Event{{ID: 1, Kind: Rejected, At: clock(t, loc, "2026-12-03 10:00")}}
	cases := []Case{
		app(1, "Acme GmbH", "nurse", "01", person("jo@acme.test")),
		app(2, "Acme", "cook", "02", person("bo@acme.test")),
		app(3, "Globex", "clerk", "03", person("kim@agency.test")),
		app(4, "Initech", "driver", "04", person("kim@agency.test"), person("pat@gmail.com")),
		closed,
	}
	for _, tt := range []struct {
		why  string
		in   Invited
		want int64
	}{
		{"its interviewer", Invited{People: []Person{person("JO@acme.test")}}, 1},
		{"the domain: the latest", Invited{People: []Person{person("hr@acme.test")}}, 2},
		{"the domain, and the role in the title",
			Invited{People: []Person{person("hr@acme.test")}, Title: "Nurse, 2nd"}, 1},
		{"a domain below", Invited{People: []Person{person("x@mail.acme.test")}}, 2},
		{"the person before the role", Invited{People: []Person{person("bo@acme.test")}, Title: "Nurse"}, 2},
		{"an agency: the latest", Invited{People: []Person{person("kim@agency.test")}}, 4},
		{"an agency that says which", Invited{People: []Person{person("kim@agency.test")}, Company: "Globex"}, 3},
		{"an agency for another company", Invited{People: []Person{person("kim@agency.test")}, Company: "Wayne"}, 0},
		{"its interviewer, for another role",
			Invited{People: []Person{person("jo@acme.test")}, Company: "Acme GmbH", Role: "Product Owner"}, 0},
		{"its interviewer, for more of the role",
			Invited{People: []Person{person("jo@acme.test")}, Company: "Acme GmbH", Role: "Senior Nurse"}, 1},
		{"the company in the title", Invited{People: []Person{person("x@y.test")}, Title: "Talk with Globex"}, 3},
		{"free mail is no domain", Invited{People: []Person{person("eve@gmail.com")}}, 0},
		{"a closed one", Invited{People: []Person{person("al@umbrella.test")}}, 0},
		{"nobody", Invited{People: []Person{{}}, Title: "Party"}, 0},
	} {
		if got, ok := InvitedFor(cases, tt.in); got.ID != tt.want || ok != (tt.want != 0) {
			t.Errorf("%s: %d, want %d", tt.why, got.ID, tt.want)
		}
	}
	m := NewMatcher(cases, []string{"me@example.test"}, clock(t, loc, "2026-12-05 10:00"))
	for address, want := range map[string]bool{"jo@acme.test": true, "hr@acme.test": true, "x@y.test": false,
		"me@example.test": false} {
		if got := m.MayInvite(Mail{From: []Person{person(address)}, Subject: "hello"}); got != want {
			t.Errorf("a mail from %s may invite: %v", address, got)
		}
	}
	if !m.MayInvite(Mail{From: []Person{person("x@y.test")}, Subject: "Your talk with Globex"}) {
		t.Error("one that names a company may not")
	}
}
