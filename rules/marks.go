package rules

import (
	"cmp"
	"slices"
	"time"
)

// mark returns the last event in which the user marked the reminder's draft to a person as Sent or Skipped, and
// its index in v.events.
//
// Thank-yous, last calls included, are marked by interview and recipient, at any time since the interview started.
// A mark to everybody covers each recipient, and a mark without an interview covers each interview that has
// started. All other notes are marked by their round alone. A draft can be skipped before it is delivered, but it
// cannot have been sent before.
func (v *vantage) mark(r Reminder, to Person) (e Event, index int, ok bool) {
	for i, e := range slices.Backward(v.events) {
		if e.Kind != Sent && e.Kind != Skipped || e.Note != r.Kind {
			continue
		}
		if r.Kind == ThankYou {
			iv, there := v.Interview(r.InterviewID)
			ok = there && !e.At.Before(iv.Start) && (e.InterviewID == 0 || e.InterviewID == iv.ID) &&
				(e.To.IsTeam() || e.To.Is(to))
		} else {
			ok = e.Round == r.Round && (e.Kind == Skipped || !e.RecordedAt.Before(r.SettledAt))
		}
		if ok {
			return e, i, true
		}
	}
	return Event{}, 0, false
}

// countSkipped adds to the history each note that was skipped before its draft came, as if the draft had been
// delivered at that moment. This uses up the round, so that whatever waits in the outbox for it no longer applies.
//
// Thank-yous are left out. They are marked by interview and recipient, and a marked thank-you is not called for
// again.
func (v *vantage) countSkipped() {
	var skips []Event
	for _, e := range v.events {
		if e.Kind == Skipped && e.Round > 0 && !e.Note.ToEach() {
			skips = append(skips, e)
		}
	}
	slices.SortStableFunc(skips, func(a, b Event) int { return a.RecordedAt.Compare(b.RecordedAt) })
	for _, e := range skips {
		hadIt := func(r Reminder) bool {
			return r.Kind == e.Note && r.Round == e.Round &&
				r.meaning().round == roundUsed
		}
		if slices.ContainsFunc(v.History.Reminders, hadIt) {
			continue
		}
		v.History.Reminders = append(slices.Clip(v.History.Reminders), Reminder{
			Key:       Key{ApplicationID: v.ID, Kind: e.Note, Round: e.Round},
			State:     Delivered,
			SettledAt: e.RecordedAt,
			Message:   Message{Drafts: DraftsTo([]Person{e.To}), Hook: e.Detail},
		})
	}
}

// withoutDraft returns the notes of a kind that the user wrote without a draft, after the event with the index
// word. An index of -1 means all of them.
func (v *vantage) withoutDraft(word int, kind func(Kind) bool) []Event {
	var notes []Event
	for _, e := range v.events[word+1:] {
		if e.Kind == Sent && e.Round == 0 && kind(e.Note) {
			notes = append(notes, e)
		}
	}
	return notes
}

// sinceLastWord reports whether t is neither before the last word nor before the program was told of it. A draft
// that came in between was written without knowing the word, so it is not assumed sent. The order of two events
// within one second is not known; t then counts as after the word, which at worst asks once less.
func (v *vantage) sinceLastWord(t time.Time) bool {
	w := v.lastWord()
	return w == nil || !t.Before(w.At) && !t.Before(w.RecordedAt)
}

// Unmarked returns the delivered reminders whose drafts the user has not marked as sent or skipped by now, newest
// first. Each has only its unmarked drafts, and of several drafts of one kind to a person only the latest is
// included. Left out are drafts that the last word has overtaken, those that answer a word that was taken back,
// those from before an interview was moved, and those to somebody who is no longer an interviewer.
func (c Case) Unmarked(now time.Time) []Reminder {
	v := vantageOf(c, Policy{}, now)
	delivered := slices.Clone(c.History.Reminders)
	slices.SortStableFunc(delivered, func(a, b Reminder) int {
		return cmp.Or(b.SettledAt.Compare(a.SettledAt), cmp.Compare(a.ID, b.ID))
	})
	var seen, open []Reminder
	for _, r := range delivered {
		if r.State != Delivered || v.cameEarly(r) {
			continue
		}
		drafts := slices.DeleteFunc(slices.Clone(r.Message.Drafts), func(d Draft) bool {
			_, _, told := v.mark(r, d.To)
			return told || hasNewer(seen, r, d.To) || v.addresseeGone(r, d.To)
		})
		seen = append(seen, r)
		r.Message.Drafts = drafts
		if len(r.Message.Drafts) > 0 && !v.overtaken(r) {
			open = append(open, r)
		}
	}
	return open
}

// hasNewer reports whether one of the reminders is about the same thing as r and has a draft to the person.
func hasNewer(reminders []Reminder, r Reminder, to Person) bool {
	return slices.ContainsFunc(reminders, func(n Reminder) bool {
		return n.Kind == r.Kind && n.InterviewID == r.InterviewID && n.IsTo(to)
	})
}

// cameEarly reports whether a draft came before the interview that it is about. An answer to a word is about no
// interview.
func (v *vantage) cameEarly(r Reminder) bool {
	if r.Kind.row().answers != "" {
		return false
	}
	iv, own := v.Interview(r.InterviewID)
	if !own {
		iv = v.LatestBegun(v.now)
	}
	return r.SettledAt.Before(iv.Start)
}

// overtaken reports whether a delivered draft has become pointless because of the last word, or because the word
// that it answers was taken back.
func (v *vantage) overtaken(r Reminder) bool {
	if r.Kind == ThankYou {
		iv, there := v.Interview(r.InterviewID)
		return !there || v.noThanksFor(iv)
	}
	answers := r.Kind.row().answers
	if answers != "" && (v.lastWord() == nil || v.lastWord().Kind != answers) {
		return true
	}
	return v.Ending() == Stopped && answers != Stopped || !v.sinceLastWord(r.SettledAt)
}

// noThanksFor reports whether nobody is to be thanked for the interview any more: it did not take place, the
// employer said no, or the user withdrew or wants no more reminders.
func (v *vantage) noThanksFor(iv Interview) bool {
	w := v.lastWord()
	return v.fellThrough(iv.ID) || w != nil && (w.Kind == Rejected || w.Kind == Stopped)
}

// addresseeGone reports whether the draft is to an interviewer who was removed since, or thanks the hiring team
// although its people have been named since. Somebody who answered need not have been an interviewer.
func (v *vantage) addresseeGone(r Reminder, to Person) bool {
	switch {
	case r.Kind == ThankYou:
		iv, _ := v.Interview(r.InterviewID)
		return !slices.ContainsFunc(iv.panel(), to.Is)
	case to.IsTeam(), r.Kind.row().toWriter, to.Is(v.MainContact()):
		return false
	}
	return !slices.ContainsFunc(v.People(), to.Is)
}
