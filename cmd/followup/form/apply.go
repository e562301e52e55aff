package form

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/usage"
	"followup/mailer/letters"
	"followup/mailer/letters/fact"
	"followup/rules"
)

// Apply returns a copy of an application with the fields that were filled in, checked. They are about the interview
// with the number on, which is 0 until it is added. Times are read in the interview's own zone or else the policy's;
// one without a date is read in the direction dir from now. The error is a usage error, which may wrap a
// [SharedError], a [NobodyError] or a [FactError].
func (f *Form) Apply(
	was rules.Case, on int64, p rules.Policy, dir dates.Direction, now time.Time,
) (rules.Case, error) {
	c := Cloned(was)
	c.Elsewhere = Joined(was.Elsewhere, f.Elsewhere)
	if err := RefuseBlanks(f.set); err != nil {
		return c, err
	}
	if _, exists := c.Interview(on); !exists { // it was removed while the user was asked something
		return c, usage.Errorf("interview %d was removed in the meantime", on)
	}
	if err := f.applyText(&c, on); err != nil {
		return c, usage.Mark(err)
	}
	if err := f.applyTime(&c, on, p, dir, now); err != nil {
		return c, err
	}
	if old, _ := was.Interview(on); !f.Given("decision-by") {
		applyPromise(old, interviewIn(&c, on), p)
	}
	if err := f.applyPeople(&c, on); err != nil {
		return c, usage.Mark(err)
	}
	c.Application = c.Application.Vetted()
	err := c.Application.Validate()
	for i, iv := range c.Interviews {
		c.Interviews[i] = iv.Vetted()
		if iv.ID == on {
			err = errors.Join(err, c.Interviews[i].Validate(p.Location))
		}
	}
	if err != nil {
		return c, usage.Mark(err)
	}
	return c, nil
}

// Cloned returns a copy of an application whose interviews and interviewers can be changed without changing the
// original.
func Cloned(c rules.Case) rules.Case {
	c.Interviews = slices.Clone(c.Interviews)
	for i := range c.Interviews {
		c.Interviews[i].Interviewers = slices.Clone(c.Interviews[i].Interviewers)
	}
	return c
}

// interviewIn returns a pointer to the interview with that number, which must exist.
func interviewIn(c *rules.Case, id int64) *rules.Interview {
	return &c.Interviews[slices.IndexFunc(c.Interviews, func(iv rules.Interview) bool { return iv.ID == id })]
}

// SaidOnly returns what they said about timing, checked, for an answer that does not change an interview. iv is an
// interview to check it in. The error is a usage error.
func (f *Form) SaidOnly(iv rules.Interview, loc *time.Location) (string, error) {
	if iv.Said = strings.TrimSpace(f.said); iv.Said == "" {
		return "", nil
	}
	if err := iv.Validate(loc); err != nil {
		return "", usage.Mark(err)
	}
	return iv.Said, nil
}

// Say takes the words in which a day was told as what they said about timing, after what is known of that.
func (f *Form) Say(words string) { f.said = dates.AlsoSaid(f.said, words) }

// applyText sets the fields that are text, and no-contact. The error wraps a [FactError] for each fact that is unclear.
func (f *Form) applyText(c *rules.Case, on int64) (err error) {
	iv := interviewIn(c, on)
	for name, target := range map[string]struct{ from, to *string }{
		"zone": {&f.zone, &iv.Zone}, "said": {&f.said, &iv.Said},
		"company": {&f.company, &c.Company}, "role": {&f.role, &c.Role},
	} {
		if f.Given(name) {
			*target.to = strings.TrimSpace(*target.from)
		}
	}
	if f.Given("language") {
		if c.Language, err = letters.ParseLanguage(f.language); err != nil {
			return fmt.Errorf("--language %w", err)
		}
	}
	var unclear []error // all of them, so that nobody mends one to be told of the next
	for _, set := range []struct {
		field    string
		kind     fact.Kind
		from, to *string
	}{
		{"topic", fact.Topic, &f.topic, &iv.Topic}, {"fit", fact.Fit, &f.fit, &c.Fit},
		{"hook", fact.Hook, &f.hook, &c.Hook},
	} {
		if f.Given(set.field) {
			if *set.to, err = f.readFact(c.Language, set.field, set.kind, *set.from); err != nil {
				unclear = append(unclear, err)
			}
		}
	}
	if f.Given("no-contact") {
		c.NoContact = f.noContact
	}
	return errors.Join(unclear...)
}

// applyTime sets the start, the duration and the day of the decision.
func (f *Form) applyTime(c *rules.Case, on int64, p rules.Policy, dir dates.Direction, now time.Time) (err error) {
	iv := interviewIn(c, on)
	own, err := zoneOf(*iv, p)
	if err != nil {
		return usage.Errorf("--zone %w", err)
	}
	if f.Given("at") {
		if iv.Start, err = parseTime("at", f.at, own, dir, now); err != nil {
			return err
		}
	}
	if iv.Start.IsZero() {
		return usage.Errorf(`--at is missing; write it like --at "yesterday 14:00" or --at "2026-12-04 14:00"`)
	}
	if f.Given("duration") || iv.Duration == 0 {
		if iv.Duration, err = dates.DurationWithUnit(f.duration); err != nil {
			return usage.Errorf("--duration %w", err)
		}
	}
	if f.Given("decision-by") {
		iv.DecisionBy, err = Day("decision-by", f.decisionBy, p, now)
		on, today := rules.DateOf(iv.Start, p.Location), rules.DateOf(now, p.Location)
		words := dates.VagueWords(f.decisionBy, today, on, iv.DecisionBy, p.Calendar)
		iv.Said = dates.AlsoSaid(iv.Said, words) // a letter must not take the day for their word
	}
	return err
}

// parseTime reads a time as people write it, in the zone loc.
func parseTime(flag, s string, loc *time.Location, dir dates.Direction, now time.Time) (time.Time, error) {
	t, err := dates.Time(s, now, loc, dir)
	if err != nil {
		return t, usage.Errorf("--%s %w", flag, err)
	}
	return t, nil
}

// Day reads the value of a field as a day, the way people write it; "" is no day. The error is a usage error.
func Day(field, s string, p rules.Policy, now time.Time) (rules.Date, error) {
	if s == "" {
		return rules.Date{}, nil
	}
	d, err := dates.Deadline(s, rules.DateOf(now, p.Location), p.Calendar)
	if err != nil {
		return d, usage.Errorf("--%s %w", field, err)
	}
	return d, nil
}
