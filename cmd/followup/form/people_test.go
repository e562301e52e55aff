package form

import (
	"slices"
	"testing"

	"followup/rules"
)

// A correction applies everywhere in an application and keeps what was discussed.
func TestCorrect(t *testing.T) {
	jo := rules.Person{ID: 1, Name: "Jo", Topic: "the rota"}
	ann := rules.Person{ID: 2, Name: "Ann"}
	c := rules.Case{
		Application: rules.Application{Contact: rules.Person{ID: 1, Name: "Jo"}},
		Interviews: []rules.Interview{
			{Interviewers: []rules.Person{ann, jo}}, {Interviewers: []rules.Person{{ID: 1, Name: "Jo"}}},
		},
	}
	was := Cloned(c)
	smith := rules.Person{ID: 1, Name: "Jo Smith", Email: "jo@acme.test"}
	Correct(&c, smith)

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
		t.Errorf("the original was changed: %v", got)
	}
}
