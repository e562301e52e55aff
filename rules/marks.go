package rules

import (
	"cmp"
	"slices"
	"time"
)

// mark is the last thing the user said about the reminder's draft to a person, Sent or Skipped, and its index among the events.
//
// A thank-you is marked by its interview and addressee, for its last call too, by anything said since the interview began;
// one to everybody is one to each, and one that names no interview is of each that has begun. The other notes are marked by
// their round alone. A draft can be skipped before it is delivered, but nobody can have sent it before.
func (v *view) mark(r Reminder, to Person) (e Event, index int, ok bool) {
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

// countSkipped adds to the history each note that was skipped before its draft came, as if the draft had come at
// that moment. Its round is used up then, so whatever waits in the outbox for that round no longer applies.
//
// Thank-yous are left out: they are marked by interview and addressee, and one that is marked is not called for again.
func (v *view) countSkipped() {
	var skips []Event
	for _, e := range v.events {
		if e.Kind == Skipped && e.Round > 0 && !e.Note.ToEach() {
			skips = append(skips, e)
		}
	}
	slices.SortStableFunc(skips, func(a, b Event) int { return a.RecordedAt.Compare(b.RecordedAt) })
	for _, e := range skips {
		hadIt := func(r Reminder) bool { return r.Kind == e.Note && r.Round == e.Round && r.meaning().round == roundUsed }
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

// withoutDraft are the notes of a kind that the user wrote without a draft since the word of that index, or since the
// interview when it is -1.
func (v *view) withoutDraft(word int, kind func(Kind) bool) []Event {
	var notes []Event
	for _, e := range v.events[word+1:] {
		if e.Kind == Sent && e.Round == 0 && kind(e.Note) {
			notes = append(notes, e)
		}
	}
	return notes
}

// sinceLastWord tells whether t is not before the employer's last word, nor before the program was told of it: a draft
// that came in between was written in ignorance, and nobody can be taken to have sent it. Within one second the order is
// not known; then t counts as after it, which at worst asks once less.
func (v *view) sinceLastWord(t time.Time) bool {
	w := v.lastWord()
	return w == nil || !t.Before(w.At) && !t.Before(w.RecordedAt)
}

// Unmarked are the delivered reminders with those of their drafts of which the user, as of now, has said neither that they were
// sent nor that they were skipped, newest first: of each kind the latest to a person. A draft that the employer's last word has
// overtaken is not among them, nor one that answers what was taken back, nor one of a day that the interview was moved from, nor
// one to somebody who is no interviewer any more.
func (c Case) Unmarked(now time.Time) []Reminder {
	v := viewOf(c, Policy{}, now)
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

// hasNewer reports whether one of the reminders is for the same as r, and to the person.
func hasNewer(reminders []Reminder, r Reminder, to Person) bool {
	return slices.ContainsFunc(reminders, func(n Reminder) bool {
		return n.Kind == r.Kind && n.InterviewID == r.InterviewID && n.IsTo(to)
	})
}

// early reports whether a draft came before the interview that it is about. An answer to a word is about no interview.
func (v *view) cameEarly(r Reminder) bool {
	if r.Kind.row().answers != "" {
		return false
	}
	iv, own := v.Interview(r.InterviewID)
	if !own {
		iv = v.LatestBegun(v.now)
	}
	return r.SettledAt.Before(iv.Start)
}

// overtaken tells whether the employer's or the user's last word, or that it was taken back, has made a delivered draft
// pointless.
func (v *view) overtaken(r Reminder) bool {
	if r.Kind == ThankYou {
		iv, there := v.Interview(r.InterviewID)
		return !there || v.noThanksFor(iv)
	}
	answers := r.Kind.row().answers
	if answers != "" && (v.lastWord() == nil || v.lastWord().Kind != answers) {
		return true
	}
	return v.phase() == PhaseStopped && answers != Stopped || !v.sinceLastWord(r.SettledAt)
}

// over tells whether nobody is to be thanked for the interview any more: it did not take place, they said no, or the user
// wants no more.
func (v *view) noThanksFor(iv Interview) bool {
	w := v.lastWord()
	return v.fellThrough(iv.ID) || w != nil && (w.Kind == Rejected || w.Kind == Stopped)
}

// addresseeGone reports whether the draft is to an interviewer who was taken away since, or thanks the hiring team when
// its people have been named since. Who answered need not have been an interviewer.
func (v *view) addresseeGone(r Reminder, to Person) bool {
	switch {
	case r.Kind == ThankYou:
		iv, _ := v.Interview(r.InterviewID)
		return !slices.ContainsFunc(iv.panel(), to.Is)
	case to.IsTeam(), r.Kind.row().toWriter, to.Is(v.MainContact()):
		return false
	}
	return !slices.ContainsFunc(v.People(), to.Is)
}
