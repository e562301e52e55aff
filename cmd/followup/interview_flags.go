package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"followup/cmd/followup/dates"
	"followup/rules"
)

// interviewFlags are what add, edit, and heard for a next round, ask about an interview.
type interviewFlags struct {
	company, role, at, duration, decisionBy, said, topic, fit, zone string

	with, topicFor []string
	noContact      bool

	without []string // edit alone has these two
	hook    string

	set *pflag.FlagSet
}

func (f *interviewFlags) register(set *pflag.FlagSet) {
	f.set = set
	set.StringVar(&f.company, "company", "", "the company")
	set.StringVar(&f.role, "role", "", "the role you interviewed for")
	set.StringVar(&f.at, "at", "", `when it began or begins, in its zone: "yesterday 14:00", "1 Dec 2pm", "2026-12-04 14:00"`)
	set.StringVar(&f.duration, "duration", "1h", "how long it lasts")
	set.StringArrayVar(&f.with, "with", nil, `an interviewer, "Jo Smith <jo@acme.test>"; again for each; the first is the main contact`)
	set.StringVar(&f.decisionBy, "decision-by", "", `the day by which they said they would decide, where it is not in --said: "friday", "11 Dec", "in 2 weeks", "mid-January"`)
	set.StringVar(&f.said, "said", "", `what they said about timing, in their words: "we decide by mid-January"; the day that they name is waited for`)
	set.StringVar(&f.topic, "topic", "", `one concrete thing that was discussed, as it follows "we talked about": "the new rota"`)
	set.StringArrayVar(&f.topicFor, "topic-for", nil, `what was discussed with one of them, "Jo Smith=the new rota" or, by number, "2=the new rota"; again for each`)
	set.StringVar(&f.fit, "fit", "", `why you fit, as it follows "my background –": "ten years of planning shifts"; or as a sentence, "I ran two wards"`)
	set.StringVar(&f.zone, "zone", "", "the interview's own time zone, such as Europe/Lisbon (default: yours)")
	set.BoolVar(&f.noContact, "no-contact", false, "they asked not to be contacted: only answers to what they write are drafted")
}

// registerEdit adds what only makes sense for an interview that is there.
func (f *interviewFlags) registerEdit(set *pflag.FlagSet) {
	f.register(set)
	set.StringArrayVar(&f.without, "without", nil, "somebody who was not there after all: an address, a number as show gives it, or a name or a piece of one")
	set.StringVar(&f.hook, "hook", "", `the occasion for the next note to stay in touch, as the sentence it begins with: "Congratulations on the new clinic"`)
	for name, usage := range map[string]string{
		"with":        `an interviewer, "Jo Smith <jo@acme.test>": a new one, or one whose name or address this completes; "2=jo@acme.test" completes the second`,
		"duration":    "how long it lasts",
		"decision-by": `the day by which they said they would decide: "friday", "11 Dec"; "" for none`,
		"said":        `what they said about timing, in their words; the day that they name is waited for; "" for nothing`,
		"no-contact":  "they asked not to be contacted; --no-contact=false takes it back",
	} {
		set.Lookup(name).Usage = usage
	}
	set.Lookup("duration").DefValue = ""
}

// apply is the interview with the flags that were given, checked; --at looks where dir says.
func (f *interviewFlags) apply(a *app, was rules.Interview, p rules.Policy, dir dates.Direction) (rules.Interview, error) {
	iv := was
	if err := refuseBlanks(f.set); err != nil {
		return iv, err
	}
	f.applyText(&iv)
	if err := f.applyTime(a, &iv, p, dir); err != nil {
		return iv, err
	}
	f.applyPromise(was, &iv, p)
	iv.Interviewers = slices.Clone(iv.Interviewers)
	if err := f.applyPeople(&iv); err != nil {
		return iv, usageError{err}
	}
	iv = iv.Vetted()
	if err := iv.Validate(p.Location); err != nil {
		return iv, usageError{err}
	}
	return iv, nil
}

// saidOnly is what they said about timing, checked, for an answer that leaves the interview as it is.
func (f *interviewFlags) saidOnly(iv rules.Interview, loc *time.Location) (string, error) {
	if iv.Said = strings.TrimSpace(f.said); iv.Said == "" {
		return "", nil
	}
	if err := iv.Validate(loc); err != nil {
		return "", usageError{err}
	}
	return iv.Said, nil
}

func (f *interviewFlags) applyText(iv *rules.Interview) {
	for name, target := range map[string]struct{ from, to *string }{
		"company": {&f.company, &iv.Company}, "role": {&f.role, &iv.Role}, "zone": {&f.zone, &iv.Zone}, "said": {&f.said, &iv.Said},
		"topic": {&f.topic, &iv.Topic}, "fit": {&f.fit, &iv.Fit}, "hook": {&f.hook, &iv.Hook},
	} {
		if f.set.Changed(name) {
			*target.to = strings.TrimSpace(*target.from)
		}
	}
	if f.set.Changed("no-contact") {
		iv.NoContact = f.noContact
	}
}

// refuseBlanks finds the "…" of a command that was copied from a reminder without putting words in its place. It would
// stand in a draft.
func refuseBlanks(set *pflag.FlagSet) (err error) {
	set.Visit(func(flag *pflag.Flag) {
		for _, v := range valuesOf(flag) {
			if strings.Contains(v, "<…>") || isBlank(v) || flag.Name == "topic-for" && isBlank(after(v, "=")) ||
				flag.Name == "with" && (isBlank(before(v, "<")) || isNumber(before(v, "=")) && isBlank(after(v, "="))) {
				err = usagef("--%s %q still has the “…” in it; put your words in its place", flag.Name, v)
			}
		}
	})
	return err
}

// isBlank tells whether there is nothing but dots in s.
func isBlank(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && strings.Trim(s, "….") == ""
}

func before(s, separator string) string { b, _, _ := strings.Cut(s, separator); return b }

func after(s, separator string) string { _, a, _ := strings.Cut(s, separator); return a }

func (f *interviewFlags) applyTime(a *app, iv *rules.Interview, p rules.Policy, dir dates.Direction) (err error) {
	own := p.Location
	if iv.Zone != "" {
		if own, err = rules.LoadLocation(iv.Zone); err != nil {
			return usagef("--zone %w", err)
		}
	}
	if f.set.Changed("at") {
		if iv.Start, err = a.parseTime("at", f.at, own, dir); err != nil {
			return err
		}
	}
	if iv.Start.IsZero() {
		return usagef(`--at is missing; write it like --at "yesterday 14:00" or --at "2026-12-04 14:00"`)
	}
	if f.set.Changed("duration") || iv.Duration == 0 {
		if iv.Duration, err = parseDuration(f.duration); err != nil {
			return usagef("--duration %w", err)
		}
	}
	if f.set.Changed("decision-by") {
		iv.DecisionBy, err = a.parseDay("decision-by", f.decisionBy, p)
	}
	return err
}

// applyPeople takes people away, then adds or completes them, then says what was discussed with whom. A number means who
// had it before.
func (f *interviewFlags) applyPeople(iv *rules.Interview) error {
	p := panel{iv: iv, numbered: slices.Clone(iv.Interviewers)}
	for _, typed := range f.without {
		i, err := p.find(typed)
		if err != nil {
			return fmt.Errorf("--without %w", err)
		}
		iv.Interviewers = slices.Delete(iv.Interviewers, i, i+1)
	}
	there := len(iv.Interviewers) // --with never completes somebody whom another --with has just added
	for _, typed := range f.with {
		if err := p.complete(typed, there); err != nil {
			return fmt.Errorf("--with %w", err)
		}
	}
	for _, typed := range f.topicFor {
		who, topic, found := strings.Cut(typed, "=")
		if !found {
			return fmt.Errorf(`--topic-for %q has no "="; write it like --topic-for "Jo Smith=the new rota"`, typed)
		}
		i, err := p.find(who)
		if err != nil {
			return fmt.Errorf("--topic-for %w", err)
		}
		iv.Interviewers[i].Topic = strings.TrimSpace(topic)
	}
	return nil
}
