package form

import (
	"slices"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"followup/cmd/followup/dates"
	"followup/rules"
	"followup/rules/fields"
)

// values has a value for each flag that differs from the one in [whole].
var values = map[string]string{
	"at": "2026-11-20 10:00", "duration": "20m", "zone": "Asia/Tokyo", "topic": "the budget",
	"with":    "1=Jo Smyth <jo@acme.test>",
	"without": "2", "topic-for": "1=the rota", "decision-by": "2026-12-18", "said": "by 11 December",
	"company": "Umbrella", "role": "nurse", "contact": "Pat Lee <pat@agency.test>", "fit": "ten years",
	"hook":       "Congratulations on the clinic",
	"no-contact": "true",
	"language":   "de",
	"greet":      "Jo Smith=Dear Jo",
}

// whole returns an application with two interviews, 7 and 8, that has nothing but what it must have.
func whole(t *testing.T) (rules.Case, rules.Policy) {
	t.Helper()
	people := []rules.Person{{ID: 1, Name: "Jo Smith"}, {ID: 2, Name: "Ann Lee"}}
	iv := rules.Interview{ID: 7, Start: time.Date(2026, 11, 18, 9, 0, 0, 0, time.UTC), Duration: time.Hour,
		Interviewers: people}
	last := iv
	last.ID = 8
	return rules.Case{
		Application: rules.Application{ID: 7, Company: "Acme", Role: "planner",
			Contact: rules.Person{Name: "Jo Smith"}},
		Interviews: []rules.Interview{iv, last},
	}, rules.DefaultPolicy(time.UTC)
}

// allFlags returns the names of the flags of edit.
func allFlags() (names []string) {
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	new(Form).RegisterEdit(set)
	set.VisitAll(func(flag *pflag.Flag) { names = append(names, flag.Name) })
	return names
}

// applied returns the form in which the flag has its value, and what it makes of the application.
func applied(t *testing.T, flag string) (*Form, rules.Case) {
	t.Helper()
	value, known := values[flag]
	if !known {
		t.Fatalf("the test has no value for --%s", flag)
	}
	f := new(Form)
	f.RegisterEdit(pflag.NewFlagSet("", pflag.ContinueOnError))
	if err := f.Set(flag, value); err != nil {
		t.Fatal(err)
	}
	was, p := whole(t)
	is, err := f.Apply(was, 8, p, dates.Nearest, time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatalf("--%s: %v", flag, err)
	}
	return f, is
}

// TestFlagsOfOneInterview compares what a flag changes with whether it needs the number of an interview. If a flag were
// taken for the application's, it would silently change its last interview.
func TestFlagsOfOneInterview(t *testing.T) {
	was, _ := whole(t)
	for _, flag := range allFlags() {
		f, is := applied(t, flag)
		ofInterview := !slices.EqualFunc(was.Interviews, is.Interviews, func(a, b rules.Interview) bool {
			return a.ID == b.ID && same(t, a, b)
		})
		if !ofInterview && was.Application == is.Application {
			t.Errorf("--%s %s changes nothing", flag, values[flag])
		}
		want := ""
		if ofInterview && flag != "decision-by" && flag != "said" && flag != "greet" {
			// what they promised concerns the whole application, and a person is one human in all interviews
			want = flag
		}
		if got := f.OfOneInterview(); got != want {
			t.Errorf("--%s: the flag of one interview is %q; want %q", flag, got, want)
		}
	}
}

func same(t *testing.T, a, b rules.Interview) bool {
	t.Helper()
	return len(a.Interviewers) == len(b.Interviewers) &&
		!slices.ContainsFunc(fields.Of[rules.Interview](t), func(f fields.Field[rules.Interview]) bool {
			return !f.Same(t, a, b)
		})
}

// TestEveryFieldHasAFlag looks for a flag of edit that changes the field.
func TestEveryFieldHasAFlag(t *testing.T) {
	was, _ := whole(t)
	var made []rules.Case
	for _, flag := range allFlags() {
		_, is := applied(t, flag)
		made = append(made, is)
	}
	const set = "the program sets it"
	fields.Check(t, "a flag", fields.Of[rules.Application](t), map[string]string{
		"ID": set, "CreatedAt": set, "Contact.ID": set, "Contact.Topic": "the contact has none",
	}, func(f fields.Field[rules.Application]) bool {
		return slices.ContainsFunc(made,
			func(is rules.Case) bool { return !f.Same(t, was.Application, is.Application) })
	})
	fields.Check(t, "a flag", fields.Of[rules.Interview](t), map[string]string{
		"ID": set, "CreatedAt": set, "Interviewers.ID": set,
	}, func(f fields.Field[rules.Interview]) bool {
		return slices.ContainsFunc(made, func(is rules.Case) bool {
			return !f.Same(t, was.Interviews[1], is.Interviews[1])
		})
	})
}

// TestFridayCountsFromWhenItWasSaid: words of --said count from the interview, and those of --decision-by from today.
func TestFridayCountsFromWhenItWasSaid(t *testing.T) {
	saturday := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	for flag, want := range map[string]string{"said": "2026-11-27", "decision-by": "2026-12-04"} {
		was, p := whole(t)
		was.Interviews[1].Start = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) // a Friday
		f := new(Form)
		f.RegisterEdit(pflag.NewFlagSet("", pflag.ContinueOnError))
		if err := f.Set(flag, "friday"); err != nil {
			t.Fatal(err)
		}
		is, err := f.Apply(was, 8, p, dates.Nearest, saturday)
		if err != nil || is.Interviews[1].DecisionBy.String() != want {
			t.Errorf("--%s friday is %v, %v; want %s", flag, is.Interviews[1].DecisionBy, err, want)
		}
	}
}
