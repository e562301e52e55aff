package find

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"followup/rules"
	"followup/store"
)

var (
	now    = time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	policy = rules.DefaultPolicy(time.UTC)
)

// withApplications returns a store with three applications: 1 to Acme, rejected, 2 to Acme and 3 to Globex.
func withApplications(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "followup.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	for _, what := range [][3]string{
		{"Acme", "clerk", "Jo Smith"}, {"Acme", "nurse", "Ann Lee"}, {"Globex", "pilot", "Jo Kay"},
	} {
		app := rules.Application{Company: what[0], Role: what[1]}
		iv := rules.Interview{
			Start: now.Add(-3 * time.Hour), Duration: time.Hour, Interviewers: []rules.Person{{Name: what[2]}},
		}
		if _, err := st.Begin(t.Context(), app, iv, now); err != nil {
			t.Fatal(err)
		}
	}
	rejected := rules.Event{ApplicationID: 1, Kind: rules.Rejected, At: now}
	if err := st.Record(t.Context(), now, rejected); err != nil {
		t.Fatal(err)
	}
	return st
}

func TestApplication(t *testing.T) {
	st := withApplications(t)
	for _, row := range []struct {
		why, named string
		choose     Chooser
		want       int64
		err        string // a part of the error, or ""
	}{
		{"a number", "3", nil, 3, ""},
		{"part of a company", "glob", nil, 3, ""},
		{"the only open one of several", "acme", Open, 2, ""},
		{"a role, even of a closed one", "clerk", nil, 1, ""},
		{"part of a name", "lee", nil, 2, ""},
		{"part of two names, one of them in an open application", "jo", Open, 3, ""},
		{"part of several open ones", "e", Open, 0, "may mean"},
		{"not every command takes the only open one", "acme", nil, 0, "may mean 2 "},
		{"the last one added, even if closed", "acme", ToldLast, 1, ""},
		{"the one that fits", "e", Fitting(func(s Subject, _ rules.Policy) bool { return s.ID == 2 }), 2, ""},
		{"the only open one if none fits",
			"acme", Fitting(func(Subject, rules.Policy) bool { return false }), 2, ""},
		{"nothing", " ", nil, 0, "names no application"},
		{"an unknown number", "9", nil, 0, "no application or interview has the number 9"},
		{"an unknown word", "umbrella", nil, 0, "is neither a number nor a piece of"},
	} {
		t.Run(row.why, func(t *testing.T) {
			s, err := Application(t.Context(), st, policy, row.named, row.choose)
			if row.err == "" && (err != nil || s.ID != row.want) {
				t.Errorf("application %d (%v), want %d", s.ID, err, row.want)
			}
			if row.err != "" && (err == nil || !strings.Contains(err.Error(), row.err)) {
				t.Errorf("the error is %v, want %q", err, row.err)
			}
		})
	}
	if _, err := Application(t.Context(), st, policy, "9", nil); !errors.As(err, new(NumberError)) {
		t.Errorf("an unknown number is %T, want a NumberError", err)
	}
}

func TestApplicationsAreNamedOnce(t *testing.T) {
	list, err := Applications(t.Context(), withApplications(t), policy, []string{"3", "globex", "1"}, nil)
	if err != nil || len(list) != 2 || list[0].ID != 3 || list[1].ID != 1 {
		t.Errorf("%v, %v", list, err)
	}
}

func TestSubject(t *testing.T) {
	c := rules.Case{
		Application: rules.Application{ID: 7, Company: "Acme", Role: "clerk"},
		Interviews: []rules.Interview{
			{ID: 7, Start: now.Add(-48 * time.Hour), Duration: time.Hour},
			{ID: 9, Start: now.Add(-24 * time.Hour), Duration: time.Hour},
		},
	}
	for _, row := range []struct {
		why          string
		number       int64
		meant, later int64
		name         string
	}{
		{"in words, the latest interview is meant", 0, 9, 0, "clerk at Acme (application 7)"},
		{"the application's number is that of the first interview", 7, 7, 0, "clerk at Acme (application 7)"},
		{"a later interview is named", 9, 9, 9, "clerk at Acme (application 7), interview 9"},
	} {
		t.Run(row.why, func(t *testing.T) {
			s := Subject{Case: c, Number: row.number}
			if got := s.Meant(now).ID; got != row.meant {
				t.Errorf("interview %d is meant, want %d", got, row.meant)
			}
			if got := s.Later(); got != row.later {
				t.Errorf("the later interview is %d, want %d", got, row.later)
			}
			if got := s.Name(); got != row.name {
				t.Errorf("the name is %q, want %q", got, row.name)
			}
		})
	}
}

// TestPerson: words that name a person mean that person, unless they name the company or the role.
func TestPerson(t *testing.T) {
	al, bo := rules.Person{Name: "Al Vu", Email: "al@vu.test"}, rules.Person{Name: "Bo Vu", Email: "bo@vu.test"}
	s := Subject{Case: rules.Case{
		Application: rules.Application{ID: 7, Company: "Globalcorp", Role: "Boat clerk"},
		Interviews:  []rules.Interview{{ID: 7, Start: now, Interviewers: []rules.Person{al, bo}}},
	}}
	for words, want := range map[string]rules.Person{
		"": {}, "globalcorp": {}, "clerk": {}, "boa": {}, "al": al, "BO": bo, "bo@": bo, "al vu": al,
	} {
		s.Words = words
		if got, err := s.Person(); err != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", words, got, err, want)
		}
	}
	s.Words = "vu"
	if got, err := s.Person(); err == nil {
		t.Errorf("%q is %v, want an error", s.Words, got)
	}
}

func TestAddressee(t *testing.T) {
	jo, ann := rules.Person{Name: "Jo Smith"}, rules.Person{Name: "Ann Lee"}
	pat, kay := rules.Person{Name: "Pat Fox"}, rules.Person{Name: "Max Kay"}
	s := Subject{Case: rules.Case{
		Application: rules.Application{ID: 7, Contact: pat},
		Interviews:  []rules.Interview{{ID: 7, Start: now, Interviewers: []rules.Person{jo, ann}}},
		History: rules.History{Reminders: []rules.Reminder{
			{Message: rules.Message{Drafts: rules.DraftsTo([]rules.Person{kay})}},
		}},
	}}
	for to, want := range map[string]rules.Person{"": {}, "2": ann, "smith": jo, "pat": pat, "kay": kay} {
		if got, err := Addressee(s, now, to); err != nil || got != want {
			t.Errorf("--to %q is %v (%v), want %v", to, got, err, want)
		}
	}
	for _, to := range []string{"3", "kim"} {
		if got, err := Addressee(s, now, to); err == nil {
			t.Errorf("--to %q is %v, want an error", to, got)
		}
	}
}
