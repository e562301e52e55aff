package form

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"followup/cmd/followup/dates"
	"followup/rules"
)

// filledIn returns a form with the flags, given as pairs.
func filledIn(t *testing.T, flags ...string) *Form {
	t.Helper()
	f := new(Form)
	f.RegisterEdit(pflag.NewFlagSet("", pflag.ContinueOnError))
	for i := 0; i < len(flags); i += 2 {
		if err := f.Set(flags[i], flags[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// TestUnclearFacts are an error until the user accepts a text in their place, whatever that is.
func TestUnclearFacts(t *testing.T) {
	was, p := whole(t)
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	f := filledIn(t, "topic", "oven", "topic-for", "jo=oven", "fit", "oven", "hook", "oven")
	var asked []string
	is, err := f.Apply(was, 8, p, dates.Nearest, now)
	for err != nil && len(asked) < 9 {
		var unclear *FactError
		if !errors.As(err, &unclear) {
			t.Fatal(err)
		}
		asked = append(asked, unclear.Field)
		f.Accept(unclear, "oven for "+unclear.Field)
		is, err = f.Apply(was, 8, p, dates.Nearest, now)
	}
	iv, _ := is.Interview(8)
	got := []string{iv.Topic, iv.Interviewers[0].Topic, is.Fit, is.Hook}
	want := []string{"oven for topic", "oven for topic-for", "oven for fit", "oven for hook"}
	if err != nil || len(asked) != 4 || !slices.Equal(got, want) {
		t.Errorf("asked about %v, then %v; got %q", asked, err, got)
	}
}

func TestTellFacts(t *testing.T) {
	c, _ := whole(t)
	iv := &c.Interviews[1]
	jo := rules.Person{ID: 1, Name: "Jo Smith", Topic: "the ward that Jo runs"}
	iv.Interviewers = []rules.Person{jo, {ID: 2, Name: "Ann Lee"}}
	iv.Topic, c.Fit, c.Hook = "the pay", "ten years in care", "I saw the new clinic."
	f := filledIn(t, "topic", "x", "topic-for", "x=x", "fit", "x", "hook", "x")
	got := strings.Join(f.TellFacts(c, 8), "\n")
	for _, want := range []string{
		`In a draft it reads: "We talked about the ward that Jo runs." "We talked about the pay." ` +
			`"I have spent ten years in care." "I saw the new clinic."`,
		`The draft to Jo Smith says "Jo"; `, `A thank-you that is about "pay" may read badly.`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if got := filledIn(t, "company", "x").TellFacts(c, 8); got != nil {
		t.Errorf("no fact was filled in, and it says %q", got)
	}
}
