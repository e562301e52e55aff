package main

import (
	"slices"
	"testing"

	"followup/rules"
)

// TestKnown: somebody new to an interview may be known from another of the application. Who is meant is never guessed.
func TestKnown(t *testing.T) {
	jo, ann := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}, rules.Person{Name: "Ann Lee"}
	people := []rules.Person{jo, ann, {Name: "Bo"}, {Name: "Bo"}, {Email: "hr@acme.test"}}
	for _, row := range []struct {
		why  string
		who  rules.Person
		want int
	}{
		{"the address tells, whatever the name", rules.Person{Name: "J. Smith", Email: "JO@acme.test"}, 0},
		{"the name tells where no address is typed", rules.Person{Name: "jo smith"}, 0},
		{"and where none was known", rules.Person{Name: "Lee, Ann", Email: "ann@acme.test"}, 1},
		{"two addresses are two people", rules.Person{Name: "Jo Smith", Email: "jo@globex.test"}, -1},
		{"a piece of a name is not enough", rules.Person{Name: "Ann"}, -1},
		{"nor is a name that two have", rules.Person{Name: "Bo", Email: "bo@acme.test"}, -1},
		{"nobody has it", rules.Person{Name: "Kim"}, -1},
		{"no name is not the name of whoever has none", rules.Person{Email: "kim@acme.test"}, -1},
	} {
		if got := known(people, row.who); got != row.want {
			t.Errorf("%s: known(%v) = %d, want %d", row.why, row.who, got, row.want)
		}
	}
}

// TestCorrectAll: whoever is corrected is so wherever they are known, with what was discussed there.
func TestCorrectAll(t *testing.T) {
	jo := rules.Person{Name: "Jo", Topic: "the rota"}
	ann := rules.Person{Name: "Ann"}
	c := rules.Case{
		Application: rules.Application{Contact: rules.Person{Name: "Jo"}},
		Interviews:  []rules.Interview{{Interviewers: []rules.Person{ann, jo}}, {Interviewers: []rules.Person{{Name: "Jo"}}}},
	}
	was := cloned(c)
	smith := rules.Person{Name: "Jo"}.Corrected(rules.Person{Name: "Jo Smith", Email: "jo@acme.test"})
	correctAll(&c, []rules.Person{smith})

	withTopic := smith
	withTopic.Topic = "the rota"
	if got := c.Interviews[0].Interviewers; !slices.Equal(got, []rules.Person{ann, withTopic}) {
		t.Errorf("first interview: %v", got)
	}
	if got := c.Interviews[1].Interviewers; !slices.Equal(got, []rules.Person{smith}) {
		t.Errorf("second interview: %v", got)
	}
	if c.Contact != smith {
		t.Errorf("contact: %v", c.Contact)
	}
	if got := was.Interviews[0].Interviewers; !slices.Equal(got, []rules.Person{ann, jo}) {
		t.Errorf("the case that it was cloned from was changed: %v", got)
	}
}

// TestMayBeOne: two names under one address are of one person where one is the other better known, or spelled otherwise.
func TestMayBeOne(t *testing.T) {
	for _, row := range []struct {
		name, other string
		want        bool
	}{
		{"Jo", "Jo Smith", true},
		{"Smith, Jo", "jo smith", true},
		{"Jo Smyth", "Jo Smith", true},
		{"J. Smith", "Jo Smith", true},
		{"", "Jo Smith", true},
		{"Gil Oz", "Hana Ito", false},
		{"Kim Lee", "Tim Lee", false},
		{"Ann Lee", "Jo Lee", false},
		{"Jon", "Jan", false},
		{"Jo Smyth", "Ja Smith", false},
	} {
		for _, names := range [][2]string{{row.name, row.other}, {row.other, row.name}} {
			if got := mayBeOne(names[0], names[1]); got != row.want {
				t.Errorf("mayBeOne(%q, %q) = %t", names[0], names[1], got)
			}
		}
	}
}
