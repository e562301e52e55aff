package form

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"followup/cmd/followup/roster"
	"followup/mailer/letters/fact"
	"followup/mailer/shell"
	"followup/rules"
)

// applyPeople removes interviewers, then adds or completes others, then sets what was discussed with each. A number
// means the person who had it before any of that. A correction applies everywhere in the application.
func (f *Form) applyPeople(c *rules.Case, on int64) error {
	iv := interviewIn(c, on)
	old := slices.Clone(iv.Interviewers)
	p := panel{f, c, iv, slices.Clone(old)}
	for _, typed := range f.without {
		i, err := p.find(typed)
		if err != nil {
			return fmt.Errorf("--without %w", err)
		}
		iv.Interviewers = slices.Delete(iv.Interviewers, i, i+1)
	}
	kept := len(iv.Interviewers) // --with never completes a person whom another --with has just added
	for _, typed := range f.with {
		if err := p.complete(typed, kept); err != nil {
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
		if iv.Interviewers[i].Topic, err = f.readFact(c.Language, "topic-for", fact.Topic, topic); err != nil {
			return err
		}
	}
	for _, now := range slices.Clone(iv.Interviewers) {
		if !slices.Contains(old, now) {
			Correct(c, now)
		}
	}
	if err := f.applyContact(c, old); err != nil {
		return err
	}
	return f.applyGreetings(c, &p)
}

// A panel is the interviewers of an interview while they are changed, with the numbers that stand for them meanwhile.
type panel struct {
	f        *Form
	of       *rules.Case
	iv       *rules.Interview
	numbered []rules.Person // those who were there first, then those who were added
}

// find returns the index of the person who was typed, as [roster.Find] does, but by the numbers of the panel.
func (p *panel) find(typed string) (int, error) {
	if !roster.IsNumber(typed) {
		return roster.Find(p.iv.Interviewers, typed)
	}
	n, err := roster.Find(p.numbered, typed)
	if err != nil {
		return n, err
	}
	i := p.iv.IndexOf(p.numbered[n])
	if i < 0 {
		return i, fmt.Errorf("%s is removed by --without", strings.TrimSpace(typed))
	}
	return i, nil
}

// complete adds the person who was typed, or completes one of the first interviewers, of whom there are first.
// "2=Jo Smith" completes the second one, whatever the name was.
func (p *panel) complete(typed string, first int) error {
	number, rest, found := strings.Cut(typed, "=")
	found = found && roster.IsNumber(number)
	if !found {
		rest = typed
	}
	who, err := rules.ReadPerson(rest)
	if err != nil {
		return instead(err)
	}
	if err := p.f.checkPerson(who, typed); err != nil {
		return err
	}
	people := p.iv.Interviewers
	if i := slices.IndexFunc(people[first:], func(k rules.Person) bool { return roster.ShareAddress(k, who) }); i >= 0 {
		return errOneAddress(people[first+i], who)
	}
	i := -1
	if found {
		i, err = p.find(number)
	} else {
		i, err = roster.Completed(people[:first], who)
	}
	if err != nil {
		return err
	}
	is := who
	if i >= 0 {
		is = corrected(people[i], who)
	}
	if !found || people[i].Email == "" { // otherwise it renames someone whose address is known
		if err := p.f.checkShared(p.of, is); err != nil {
			return err
		}
	}
	if i >= 0 {
		people[i] = is
		return nil
	}
	return p.add(who)
}

// add adds a person, who may be known from elsewhere.
func (p *panel) add(who rules.Person) error {
	who, err := p.f.known(p.of.Correspondents(), who)
	if err != nil {
		return err
	}
	p.iv.Interviewers, p.numbered = append(p.iv.Interviewers, who), append(p.numbered, who)
	return nil
}

// corrected returns p with the name and address that were typed. An address that differs only in case is left as it
// is.
func corrected(p, typed rules.Person) rules.Person {
	if strings.EqualFold(p.Email, typed.Email) {
		typed.Email = p.Email
	}
	return p.Corrected(typed)
}

// Correct gives a person the same name and address everywhere in an application.
func Correct(c *rules.Case, now rules.Person) {
	forEachPerson(c, func(p *rules.Person) {
		if p.Is(now) && !now.IsTeam() {
			*p = p.Corrected(now)
		}
	})
}

// forEachPerson calls change with the main contact and with each interviewer of an application.
func forEachPerson(c *rules.Case, change func(*rules.Person)) {
	change(&c.Contact)
	for _, iv := range c.Interviews {
		for i := range iv.Interviewers {
			change(&iv.Interviewers[i])
		}
	}
}

// withoutTopic returns a person without the topic, which belongs to one interview.
func withoutTopic(p rules.Person) rules.Person {
	p.Topic = ""
	return p
}

// instead adds to an error about a name what to write instead, if that is known.
func instead(err error) error {
	var several rules.SeveralError
	var unclear rules.UnclearError
	switch {
	case errors.As(err, &several):
		return fmt.Errorf("%w:%s", err, withEach(several.Names))
	case errors.As(err, &unclear):
		var ways []string
		for _, names := range unclear.Readings {
			ways = append(ways, withEach(names))
		}
		return fmt.Errorf("%w:%s", err, strings.Join(ways, ", or"))
	}
	return err
}

// withEach returns the flags that name the people one by one.
func withEach(names []string) string {
	var flags strings.Builder
	for _, name := range names {
		flags.WriteString(" --with " + shell.Quoted(name))
	}
	return flags.String()
}
