package sketch

import (
	"cmp"
	"slices"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/roster"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
)

// A Choice says which drafts of an application are meant.
type Choice struct {
	Kind rules.Kind // "" is that of the note at hand; see [AtHand]
	To   string     // one of the people, as the user names them; "" is all of them
	At   string     // when the draft is worded, as the user writes it; "" is now or when it comes
}

// Drafts returns the drafts that are meant, at least one. The error is a usage error if there is none.
func (ch Choice) Drafts(v view.Printer, composer *mailer.Composer, s find.Subject) ([]Sketch, error) {
	named, err := find.Addressee(s, v.Now, ch.To)
	if err != nil {
		return nil, err
	}
	key := rules.Key{Kind: ch.Kind}
	if ch.Kind == "" {
		key = AtHand(s.Case, s.Later(), named, v.Policy, v.Now)
	}
	switch {
	case slices.Contains(rules.Kinds, key.Kind):
	case ch.Kind == "":
		return nil, usage.Errorf("no reminder is coming for application %d; to see a note anyway, name it with "+
			"--kind: %s", s.ID, phrase.Kinds())
	default:
		return nil, usage.Errorf("--kind %q is not one of %s", ch.Kind, phrase.Kinds())
	}
	iv := ch.interview(v, s, key, named)
	when, err := ch.moment(v, iv)
	if err != nil {
		return nil, err
	}
	drafts, err := Of(composer, s.Case, v.Policy, key.Kind, iv, v.Now, when)
	if err != nil {
		return nil, err
	}
	drafts = slices.DeleteFunc(drafts, func(d Sketch) bool { return !roster.Means(named, d.Draft.To) })
	if len(drafts) == 0 {
		return nil, usage.Errorf("no %s goes to %s; `%s` tells what comes",
			key.Kind.Noun(), phrase.Who(named), command.Show(s.ID))
	}
	return drafts, nil
}

// interview returns the interview that a note with the key is about.
func (ch Choice) interview(v view.Printer, s find.Subject, key rules.Key, named rules.Person) rules.Interview {
	if iv, ok := s.Interview(cmp.Or(key.InterviewID, s.Later())); ok {
		return iv
	}
	if own, isOne := s.Named(); isOne && ch.Kind == rules.ThankYou && own.Includes(named) {
		// The same interview as for sent, whose command is next to this one in a mail.
		return view.ThankedAfter(s.Case, own, named, v.Policy.Location)
	}
	return LatestWith(s.Case, named, v.Now)
}

// moment returns the time of At, or the zero time without it. A time before the interview iv is an error.
func (ch Choice) moment(v view.Printer, iv rules.Interview) (when time.Time, err error) {
	if ch.At == "" {
		return when, nil
	}
	loc := v.Policy.Location
	if when, err = dates.Time(ch.At, v.Now, loc, dates.Future); err != nil {
		return when, usage.Errorf("--at %w", err)
	}
	if when.Before(iv.Start) {
		return when, usage.Errorf("--at %s is before the interview, %s",
			phrase.Stamp(when, loc), phrase.Stamp(iv.Start, loc))
	}
	return when, nil
}
