package form

import (
	"errors"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/usage"
	"followup/rules"
)

// Apply returns the application with the fields that were filled in, checked. They are about the interview with the
// number on, which is 0 while it is not added yet. A time without a date is read in the direction dir from now.
func (f *Form) Apply(
	was rules.Case, on int64, p rules.Policy, dir dates.Direction, now time.Time,
) (rules.Case, error) {
	c := Cloned(was)
	c.Elsewhere = Joined(was.Elsewhere, f.Elsewhere)
	if err := RefuseBlanks(f.set); err != nil {
		return c, err
	}
	if _, there := c.Interview(on); !there { // it went while something was asked
		return c, usage.Errorf("interview %d was removed in the meantime", on)
	}
	f.applyText(&c, on)
	if err := f.applyTime(&c, on, p, dir, now); err != nil {
		return c, err
	}
	if before, _ := was.Interview(on); !f.Given("decision-by") {
		applyPromise(before, interviewIn(&c, on), p)
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

// Cloned returns a copy of an application whose interviews and people can be changed.
func Cloned(c rules.Case) rules.Case {
	c.Interviews = slices.Clone(c.Interviews)
	for i := range c.Interviews {
		c.Interviews[i].Interviewers = slices.Clone(c.Interviews[i].Interviewers)
	}
	return c
}

// interviewIn returns the interview with that number, to be changed.
func interviewIn(c *rules.Case, id int64) *rules.Interview {
	return &c.Interviews[slices.IndexFunc(c.Interviews, func(iv rules.Interview) bool { return iv.ID == id })]
}

// SaidOnly returns what they said about timing, checked, for an answer that leaves the interview as it is.
func (f *Form) SaidOnly(iv rules.Interview, loc *time.Location) (string, error) {
	if iv.Said = strings.TrimSpace(f.said); iv.Said == "" {
		return "", nil
	}
	if err := iv.Validate(loc); err != nil {
		return "", usage.Mark(err)
	}
	return iv.Said, nil
}

func (f *Form) applyText(c *rules.Case, on int64) {
	iv := interviewIn(c, on)
	for name, target := range map[string]struct{ from, to *string }{
		"zone": {&f.zone, &iv.Zone}, "topic": {&f.topic, &iv.Topic}, "said": {&f.said, &iv.Said},
		"company": {&f.company, &c.Company}, "role": {&f.role, &c.Role}, "fit": {&f.fit, &c.Fit}, "hook": {&f.hook, &c.Hook},
	} {
		if f.Given(name) {
			*target.to = strings.TrimSpace(*target.from)
		}
	}
	if f.Given("no-contact") {
		c.NoContact = f.noContact
	}
}

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
	}
	return err
}

// parseTime reads a moment as people say it, in the given zone.
func parseTime(flag, s string, loc *time.Location, dir dates.Direction, now time.Time) (time.Time, error) {
	t, err := dates.Time(s, now, loc, dir)
	if err != nil {
		return t, usage.Errorf("--%s %w", flag, err)
	}
	return t, nil
}

// Day reads the day by which they decide, as people say it; "" is no day.
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
