package said

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/roster"
	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
	"followup/mailer/command"
	"followup/rules"
)

// A Sent is the user's report that a draft, or a note of their own, was sent.
type Sent struct {
	Kind rules.Kind // of the note; "" is the kind of the newest draft
	To   string     // the person, if several are meant otherwise; "" is all of them
	On   string     // when; "" is now
}

// Events returns an event for each person to whom the note was sent. If it is not clear which note is meant, or the
// note cannot have been sent at that time, the error is a usage error.
func (w Sent) Events(s find.Subject, p rules.Policy, now time.Time) ([]rules.Event, error) {
	if w.Kind.IsQuestion() {
		return nil, usage.Errorf("the %s is not sent to anybody; `%s` says what they answered", w.Kind.Noun(),
			command.Heard(s.ID, rules.Undecided))
	}
	at, err := past("on", w.On, s.Case, p.Location, now)
	if err != nil {
		return nil, err
	}
	open, late := s.Unmarked(now), missed(s, p, now)
	if w.Kind == "" {
		if late = inTime(s, late, at); len(late) > 0 { // rather than a draft that came only later
			open = slices.DeleteFunc(open, func(r rules.Reminder) bool {
				return rules.DateOf(at, p.Location).Before(rules.DateOf(r.SettledAt, p.Location))
			})
		}
	}
	events, err := marked("sent", s, p, now, open, late, w.Kind, w.To)
	if err != nil {
		return nil, err
	}
	for i, e := range events {
		iv := s.Interviews[0]
		if e.InterviewID != 0 {
			iv, _ = s.Interview(e.InterviewID)
		}
		if at.Before(iv.Start) && iv.Start.Before(now) {
			return nil, usage.Errorf("--on %s is before the interview, %s",
				phrase.Stamp(at, p.Location), phrase.Stamp(iv.Start, p.Location))
		}
		events[i].At = at
	}
	return events, nil
}

// marked returns the events for the notes that a "sent" or "skip" is about: the newest drafts among those in open,
// which are not marked yet and sorted newest first; or, if none fits, the note that would come next; or one of those
// in late, which were missed. verb is the name of the command.
func marked(
	verb string, s find.Subject, p rules.Policy, now time.Time, open []rules.Reminder, late []rules.Step,
	kind rules.Kind, to string,
) ([]rules.Event, error) {
	if kind != "" && !slices.Contains(rules.Kinds, kind) {
		return nil, usage.Errorf("--kind %q is none of %s", kind, phrase.Kinds())
	}
	named, err := find.Addressee(s, now, to)
	if err != nil {
		return nil, err
	}
	all := open
	open = slices.DeleteFunc(draftsTo(named, open), func(r rules.Reminder) bool {
		return kind != "" && kind != r.Kind || !maybeAbout(s, r.Key, kind)
	})
	if len(open) > 0 {
		return aboutDrafts(verb, s, open, kind)
	}
	if iv := begins(s, kind); now.Before(iv.Start) {
		return nil, usage.Errorf("interview %d (%s) has not begun, so no note about it can have been sent; "+
			"`followup list` shows the numbers", iv.ID, phrase.Stamp(iv.Start, p.Location))
	}
	for _, steps := range [][]rules.Step{rules.Decide(s.Case, p, now).Steps, late} {
		if events, err := aboutOwn(s, p, now, kind, named, steps); err != nil || len(events) > 0 {
			return events, err
		}
	}
	if kind.IsRequest() && to == "" && (named.IsTeam() || named.Is(s.MainContact())) {
		// the user asked for news before the program would have
		return []rules.Event{{ApplicationID: s.ID, Kind: rules.Sent, Note: kind, To: s.MainContact()}}, nil
	}
	hint := fmt.Sprintf("`%s` tells what came", command.Show(s.ID))
	if others := thankedElsewhere(s, all); kind == rules.ThankYou && named.IsTeam() && len(others) > 0 {
		hint = "those for other interviews are not marked yet: " + phrase.Interviews(others, now, p.Location)
	} else if unmarked := missed(s, p, now); verb == "sent" && kind == "" && named.IsTeam() && len(unmarked) > 0 {
		hint = sayMissed(s, unmarked[0])
	} else if kind == "" && named.IsTeam() {
		hint = "if you mean another note, name it with --kind"
	}
	return nil, usage.Errorf("%s; %s", noneLeft(s, kind, named, now, p.Location), hint)
}

// noneLeft says that no note is left to mark as sent or skipped and, if one was marked already, which and when.
func noneLeft(s find.Subject, kind rules.Kind, named rules.Person, now time.Time, loc *time.Location) string {
	var last []rules.Event // marked with one command
	for _, e := range slices.Backward(s.History.Events) {
		about := rules.Key{Kind: e.Note, InterviewID: e.InterviewID}
		if e.Kind != rules.Sent && e.Kind != rules.Skipped || kind != "" && e.Note != kind ||
			!roster.Means(named, e.To) && !e.To.IsTeam() || !maybeAbout(s, about, kind) {
			continue
		}
		if len(last) > 0 && (e.Kind != last[0].Kind || e.Note != last[0].Note ||
			!e.RecordedAt.Equal(last[0].RecordedAt)) {
			break
		}
		last = slices.Insert(last, 0, e)
	}
	if len(last) > 0 {
		return fmt.Sprintf("the %s, %s, %s already marked as %s, %s", Note(s.Case, last), phrase.Application(s.Case),
			phrase.Plural(len(last), "is", "are"), last[0].Kind, phrase.Brief(last[0].At, now, loc))
	}
	what := "draft"
	if kind != "" {
		what = kind.Noun()
	}
	if !named.IsTeam() {
		what += " to " + phrase.Who(named)
	}
	return fmt.Sprintf("no %s of %s is left to mark", what, s.Name())
}

// Note returns the name of the note that events are about, with its recipients and its interview.
func Note(c rules.Case, events []rules.Event) string {
	var to []rules.Person
	for _, e := range events {
		to = append(to, e.To)
	}
	k := rules.Key{Kind: events[0].Note}
	return term.Clean(phrase.Noun(k, len(to)) + " to " + phrase.Names(to, len(to)) +
		phrase.ForInterview(c, events[0].InterviewID))
}

// draftsTo returns the reminders with drafts to the named person, each with only those drafts.
func draftsTo(named rules.Person, reminders []rules.Reminder) (list []rules.Reminder) {
	for _, r := range reminders {
		r.Message.Drafts = slices.DeleteFunc(slices.Clone(r.Message.Drafts), func(d rules.Draft) bool {
			return !roster.Means(named, d.To)
		})
		if len(r.Message.Drafts) > 0 {
			list = append(list, r)
		}
	}
	return list
}

// thankedElsewhere returns the interviews whose thank-yous are not marked.
func thankedElsewhere(s find.Subject, open []rules.Reminder) (list []rules.Interview) {
	for _, iv := range s.Interviews {
		if slices.ContainsFunc(open, func(r rules.Reminder) bool { return r.InterviewID == iv.ID }) {
			list = append(list, iv)
		}
	}
	return list
}

// maybeAbout reports whether a command with that --kind may be about the note of a key. A thank-you must be for the
// named interview if the kind says thank-you or the number is that of a later interview.
func maybeAbout(s find.Subject, k rules.Key, kind rules.Kind) bool {
	iv, ok := s.Named()
	return k.Kind != rules.ThankYou || !ok || k.InterviewID == iv.ID || kind == "" && !s.OfLater()
}

// begins returns the interview before which no note of that kind can be sent. The kind "" is any kind.
func begins(s find.Subject, kind rules.Kind) rules.Interview {
	if iv, ok := s.Named(); ok && s.OfLater() && (kind == "" || kind == rules.ThankYou) {
		return iv
	}
	return s.Interviews[0]
}

// aboutDrafts returns the events that mark the newest drafts as sent, in the order in which they came: all of one kind
// and, if they are thank-yous, for one interview. If other drafts came within a day of them, it is not clear which are
// meant, and the error lists the commands to choose from.
func aboutDrafts(
	verb string, s find.Subject, open []rules.Reminder, kind rules.Kind,
) (events []rules.Event, err error) {
	last := open[0]
	together := func(r rules.Reminder) bool { return r.Kind == last.Kind && r.InterviewID == last.InterviewID }
	var commands []string
	several := false
	for _, r := range open {
		if kind != "" || last.SettledAt.Sub(r.SettledAt) < 24*time.Hour {
			commands = append(commands, strings.Replace(phrase.SentCommand(s.Case, r.Key, r.To()), "sent", verb, 1))
			several = several || !together(r)
		}
	}
	if several {
		return nil, usage.Errorf("several drafts of %s are not marked as sent yet, and the number alone does not "+
			"say which; each of these does: %s", s.Name(), strings.Join(commands, ", or: "))
	}
	for _, r := range slices.Backward(open) {
		if together(r) {
			events = append(events, sentTo(r.Key, r.To())...)
		}
	}
	return events, nil
}

// sentTo returns the events that mark the note of a key as sent to each of the people.
func sentTo(k rules.Key, people []rules.Person) (events []rules.Event) {
	for _, to := range people {
		events = append(events, rules.Event{
			ApplicationID: k.ApplicationID, InterviewID: k.InterviewID,
			Kind: rules.Sent, Note: k.Kind, To: to, Round: k.Round,
		})
	}
	return events
}

// aboutOwn returns the events that mark a note as sent that the user wrote without a draft: that of one of the steps,
// which are to come or were missed. Unless the kind is given, it is the note that is due, or the thank-you: typing the
// command twice must not mark a note that is weeks away, or one for another interview.
func aboutOwn(
	s find.Subject, p rules.Policy, now time.Time, kind rules.Kind, named rules.Person, steps []rules.Step,
) (events []rules.Event, err error) {
	var interviews []rules.Interview
	for _, step := range steps {
		to := slices.DeleteFunc(slices.Clone(step.To), func(p rules.Person) bool { return !roster.Means(named, p) })
		if len(to) == 0 || !maybeAbout(s, step.Key, step.Kind) {
			continue
		}
		if kind == "" && (step.Kind == rules.ThankYou || !step.Due.After(now)) {
			kind = step.Kind
		}
		if step.Kind != kind {
			continue
		}
		step.Round = 0
		events = append(events, sentTo(step.Key, to)...)
		iv, there := s.Interview(step.InterviewID)
		if there && !slices.ContainsFunc(interviews, func(other rules.Interview) bool { return other.ID == iv.ID }) {
			interviews = append(interviews, iv)
		}
	}
	if len(interviews) > 1 {
		return nil, usage.Errorf("%s has several interviews; name the one that the thank-you is for by its number: %s",
			s.Name(), phrase.Interviews(interviews, now, p.Location))
	}
	return events, nil
}
