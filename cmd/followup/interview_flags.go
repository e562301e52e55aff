package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/roster"
	"followup/cmd/followup/usage"
	"followup/rules"
)

// interviewFlags are what add, edit, and heard for a next round, ask about an interview and its application.
type interviewFlags struct {
	at, duration, zone, topic, decisionBy, said string // of the interview
	with, topicFor, without                     []string

	company, role, contact, fit, hook string // of the application
	noContact                         bool

	same      map[rules.Person]bool // who was said to be the one whose address they have
	elsewhere []rules.Case          // the other applications that know one of the addresses

	set *pflag.FlagSet
}

// register adds the flags about an interview.
func (f *interviewFlags) register(set *pflag.FlagSet) {
	f.set = set
	set.StringVar(&f.at, "at", "", `when it began or begins, in its zone: "yesterday 14:00", "1 Dec 2pm", "2026-12-04 14:00"`)
	set.StringVar(&f.duration, "duration", "1h", "how long it lasts")
	set.StringArrayVar(&f.with, "with", nil, `an interviewer, "Jo Smith <jo@acme.test>"; again for each; the first is the main contact`)
	set.StringVar(&f.decisionBy, "decision-by", "", `the day by which they said they would decide, where it is not in --said: "friday", "11 Dec", "in 2 weeks", "mid-January"`)
	set.StringVar(&f.said, "said", "", `what they said about timing, in their words: "we decide by mid-January"; the day that they name is waited for`)
	set.StringVar(&f.topic, "topic", "", `one concrete thing that was discussed, as it follows "we talked about": "the new rota"`)
	set.StringArrayVar(&f.topicFor, "topic-for", nil, `what was discussed with one of them, "Jo Smith=the new rota" or, by number, "2=the new rota"; again for each`)
	set.StringVar(&f.zone, "zone", "", "the interview's own time zone, such as Europe/Lisbon (default: yours)")
}

// registerApplication adds the flags about an application.
func (f *interviewFlags) registerApplication(set *pflag.FlagSet) {
	set.StringVar(&f.company, "company", "", "the company")
	set.StringVar(&f.role, "role", "", "the role you interviewed for")
	set.StringVar(&f.contact, "contact", "", `to whom the notes about the application go, if not to an interviewer: a recruiter, "Pat Lee <pat@agency.test>", who gets no thank-you; or a piece of the name of somebody in it`)
	set.StringVar(&f.fit, "fit", "", `why you fit, as it follows "my background –": "ten years of planning shifts"; or as a sentence, "I ran two wards"`)
	set.StringVar(&f.hook, "hook", "", `the occasion for the next note to stay in touch, as the sentence it begins with: "Congratulations on the new clinic"`)
	set.BoolVar(&f.noContact, "no-contact", false, "they asked not to be contacted: only answers to what they write are drafted")
}

// registerEdit adds all of them, and what only makes sense for an interview that is there.
func (f *interviewFlags) registerEdit(set *pflag.FlagSet) {
	f.register(set)
	f.registerApplication(set)
	set.StringArrayVar(&f.without, "without", nil, "somebody who was not there after all: an address, a number as show gives it, or a name or a piece of one")
	for name, usage := range map[string]string{
		"with":        `an interviewer, "Jo Smith <jo@acme.test>": a new one, or one whose name or address this completes; "2=jo@acme.test" completes the second`,
		"duration":    "how long it lasts",
		"contact":     `to whom the notes about the application go, "Pat Lee <pat@agency.test>", or a number, an address or a piece of the name of somebody in it; "" for nobody in particular`,
		"decision-by": `the day by which they said they would decide: "friday", "11 Dec"; "" for none`,
		"said":        `what they said about timing, in their words; the day that they name is waited for; "" for nothing`,
		"no-contact":  "they asked not to be contacted; --no-contact=false takes it back",
	} {
		set.Lookup(name).Usage = usage
	}
	set.Lookup("duration").DefValue = ""
}

// apply is the application with the flags that were given, checked; --at looks where dir says. They are about the interview
// of the number on, which is 0 while it is not added yet.
func (f *interviewFlags) apply(a *app, was rules.Case, on int64, p rules.Policy, dir dates.Direction) (rules.Case, error) {
	c := cloned(was)
	c.Elsewhere = joined(was.Elsewhere, f.elsewhere)
	if err := refuseBlanks(f.set); err != nil {
		return c, err
	}
	if _, there := c.Interview(on); !there { // while something was asked
		return c, usagef("interview %d was removed meanwhile", on)
	}
	f.applyText(&c, on)
	if err := f.applyTime(a, &c, on, p, dir); err != nil {
		return c, err
	}
	if before, _ := was.Interview(on); !f.set.Changed("decision-by") {
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

// cloned returns a case whose interviews and their people may be changed.
func cloned(c rules.Case) rules.Case {
	c.Interviews = slices.Clone(c.Interviews)
	for i := range c.Interviews {
		c.Interviews[i].Interviewers = slices.Clone(c.Interviews[i].Interviewers)
	}
	return c
}

// interviewIn returns the interview of that number, to be changed.
func interviewIn(c *rules.Case, id int64) *rules.Interview {
	return &c.Interviews[slices.IndexFunc(c.Interviews, func(iv rules.Interview) bool { return iv.ID == id })]
}

// saidOnly is what they said about timing, checked, for an answer that leaves the interview as it is.
func (f *interviewFlags) saidOnly(iv rules.Interview, loc *time.Location) (string, error) {
	if iv.Said = strings.TrimSpace(f.said); iv.Said == "" {
		return "", nil
	}
	if err := iv.Validate(loc); err != nil {
		return "", usage.Mark(err)
	}
	return iv.Said, nil
}

func (f *interviewFlags) applyText(c *rules.Case, on int64) {
	iv := interviewIn(c, on)
	for name, target := range map[string]struct{ from, to *string }{
		"zone": {&f.zone, &iv.Zone}, "topic": {&f.topic, &iv.Topic}, "said": {&f.said, &iv.Said},
		"company": {&f.company, &c.Company}, "role": {&f.role, &c.Role}, "fit": {&f.fit, &c.Fit}, "hook": {&f.hook, &c.Hook},
	} {
		if f.set.Changed(name) {
			*target.to = strings.TrimSpace(*target.from)
		}
	}
	if f.set.Changed("no-contact") {
		c.NoContact = f.noContact
	}
}

// refuseBlanks finds the "…" of a command that was copied from a reminder without putting words in its place. It would
// stand in a draft.
func refuseBlanks(set *pflag.FlagSet) (err error) {
	set.Visit(func(flag *pflag.Flag) {
		for _, v := range valuesOf(flag) {
			if strings.Contains(v, "<…>") || isBlank(v) || flag.Name == "topic-for" && isBlank(after(v, "=")) ||
				flag.Name == "with" && (isBlank(before(v, "<")) || roster.IsNumber(before(v, "=")) && isBlank(after(v, "="))) {
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

func (f *interviewFlags) applyTime(a *app, c *rules.Case, on int64, p rules.Policy, dir dates.Direction) (err error) {
	iv, own := interviewIn(c, on), p.Location
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
		if iv.Duration, err = dates.DurationWithUnit(f.duration); err != nil {
			return usagef("--duration %w", err)
		}
	}
	if f.set.Changed("decision-by") {
		iv.DecisionBy, err = a.parseDay("decision-by", f.decisionBy, p)
	}
	return err
}

// applyPeople takes people away, then adds or completes them, then says what was discussed with whom. A number means who
// had it before. Whoever is corrected is so in all of the application.
func (f *interviewFlags) applyPeople(c *rules.Case, on int64) error {
	iv := interviewIn(c, on)
	before := slices.Clone(iv.Interviewers)
	p := panel{f, c, iv, slices.Clone(before)}
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
	for _, now := range slices.Clone(iv.Interviewers) {
		if !slices.Contains(before, now) {
			correct(c, now)
		}
	}
	return f.applyContact(c, before)
}

// applyContact sets to whom the notes about the application go. One of its people stays the same person.
func (f *interviewFlags) applyContact(c *rules.Case, numbered []rules.Person) error {
	typed := strings.TrimSpace(f.contact)
	switch {
	case !f.set.Changed("contact"):
		return nil
	case typed == "":
		c.Contact = rules.Person{}
		return nil
	case roster.IsNumber(typed):
		i, err := roster.Find(numbered, typed)
		if err != nil {
			return fmt.Errorf("--contact %w", err)
		}
		people := c.People() // as --with has just corrected them
		if i := slices.IndexFunc(people, numbered[i].Is); i >= 0 {
			c.Contact = withoutTopic(people[i])
		}
		return nil
	}
	who, err := f.contactMeant(c, typed)
	if err != nil {
		return fmt.Errorf("--contact %w", err)
	}
	c.Contact = who
	correct(c, who)
	return nil
}

// contactMeant returns who is typed as the contact: one of the people, completed, or somebody new.
func (f *interviewFlags) contactMeant(c *rules.Case, typed string) (who rules.Person, err error) {
	if who, err = rules.ReadPerson(typed); err != nil {
		return who, err
	}
	people := c.People()
	i, err := roster.Contact(people, who)
	if err != nil {
		return who, err
	}
	others := cloned(*c)
	others.Contact = rules.Person{}           // who makes room
	if !roster.ShareAddress(c.Contact, who) { // else it says how the contact is called
		err = f.checkShared(&others, who)
	}
	if err != nil {
		return who, err
	}
	switch {
	case i >= 0 && roster.NamesPart(people[i], who) && !strings.EqualFold(people[i].Name, who.Name):
		return withoutTopic(people[i]), nil
	case i >= 0:
		return withoutTopic(corrected(people[i], who)), nil
	case isAddressOf(c.Contact, who):
		return corrected(c.Contact, who), nil
	}
	return f.known(c.Correspondents(), who)
}

// isAddressOf reports whether an address by itself completes or corrects that of a contact: there was none, or it is the
// same up to the "@".
func isAddressOf(contact, who rules.Person) bool {
	return who.Name == "" && contact.Name != "" &&
		(contact.Email == "" || strings.EqualFold(before(contact.Email, "@"), before(who.Email, "@")))
}
