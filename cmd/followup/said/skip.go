package said

import (
	"slices"
	"time"

	"followup/cmd/followup/find"
	"followup/cmd/followup/usage"
	"followup/mailer/command"
	"followup/rules"
)

// A Skip is the user's report that a draft will not be sent.
type Skip struct {
	Kind rules.Kind // of the note; "" is the kind of the newest draft
	To   string     // the person, if several are meant otherwise; "" is all of them
}

// Events returns an event for each person to whom the note is not sent. A note that is not due yet cannot be skipped,
// which is a usage error; only a thank-you can, because there is just one.
func (w Skip) Events(s find.Subject, p rules.Policy, now time.Time) ([]rules.Event, error) {
	if w.Kind.IsQuestion() {
		if s.Untold(now) == nil && s.PerhapsAnswered(now) == nil {
			return nil, usage.Errorf("no mail of theirs waits for a word of yours about %s", s.Name())
		}
		return []rules.Event{{ApplicationID: s.ID, Kind: rules.Skipped, Note: w.Kind, At: now}}, nil
	}
	d := rules.Decide(s.Case, p, now)
	open := dueOrOpen(s.Case, d, now)
	thanks := slices.ContainsFunc(d.Steps, func(s rules.Step) bool { return s.Kind == rules.ThankYou })
	if w.Kind == "" && w.To == "" && len(open) == 0 && !thanks && !now.Before(s.Interviews[0].Start) {
		return nil, usage.Errorf("no draft of %s is left to skip; `%s` puts off what comes, `%s` ends all",
			s.Name(), command.Snooze(s.ID, "2d"), command.Stop(s.ID))
	}
	events, err := marked("skip", s, p, now, open, nil, w.Kind, w.To)
	if err != nil {
		return nil, err
	}
	for i, e := range events {
		if e.Round == 0 && e.Note != rules.ThankYou {
			return nil, usage.Errorf("the %s of %s is not due yet; `followup snooze` puts it off, "+
				"`followup stop` ends all", e.Note.Noun(), s.Name())
		}
		step, _ := d.Step(rules.Key{ApplicationID: s.ID, InterviewID: e.InterviewID, Kind: e.Note, Round: e.Round})
		events[i].Kind, events[i].At, events[i].Detail = rules.Skipped, now, step.Hook
	}
	return events, nil
}

// dueOrOpen returns the drafts that are not marked, newest first. A note that is due counts as a draft that has just
// come and replaces an earlier one of its kind, because its mail may be refused again and again.
func dueOrOpen(c rules.Case, d rules.Decision, now time.Time) []rules.Reminder {
	var due []rules.Reminder
	for _, s := range d.Steps {
		if !s.Due.After(now) {
			due = append(due, rules.Reminder{
				Key: s.Key, SettledAt: now, Message: rules.Message{Drafts: rules.DraftsTo(s.To)},
			})
		}
	}
	open := due
	for _, r := range c.Unmarked(now) {
		r.Message.Drafts = slices.DeleteFunc(slices.Clone(r.Message.Drafts), func(draft rules.Draft) bool {
			return slices.ContainsFunc(due, func(s rules.Reminder) bool {
				return s.Kind == r.Kind && s.InterviewID == r.InterviewID && s.IsTo(draft.To)
			})
		})
		if len(r.Message.Drafts) > 0 {
			open = append(open, r)
		}
	}
	return open
}
