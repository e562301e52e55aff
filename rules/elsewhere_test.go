package rules

import (
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// Whether a note to stay in touch about the engineer's role is called for, and from which day, depends on another
// application. The engineer's role was rejected on Wednesday 9 December, and now is 1 February. Without the other
// application, the note was due on 8 January.
func TestSilentFor(t *testing.T) {
	const own, silent = "They said no on Wed 9 Dec 2026; 30 days after is Fri 8 Jan; that has passed, so Mon 1 Feb " +
		"12:00", "silent"
	tell := func(when string, e Event) func(*story) { return func(o *story) { o.tell(when, e) } }
	elsewhere := func(o *story) { o.c.Company, o.iv().Interviewers = "Bolt", []Person{ann} }
	for _, tt := range []struct {
		why  string
		with func(o *story)
		want string
	}{
		{"its interview is ahead", func(o *story) { o.iv().Start = o.at("2027-02-10 14:00") }, silent},
		{"its answer is awaited", func(o *story) { o.iv().Start = o.at("2027-01-28 14:00") }, silent},
		{"while that waits for a snooze, too", func(o *story) {
			o.iv().Start = o.at("2027-01-20 14:00")
			o.tell("2027-01-21 10:00", Event{Kind: Snoozed, SnoozeUntil: o.at("2027-03-01 10:00")})
		}, silent},
		{"or for what the user was to say",
			func(o *story) { o.p.AssumeSent = false; o.asked(Delivered, "2026-12-08 09:00", jo) }, silent},
		{"they made an offer", tell("2027-01-04 10:00", Event{Kind: Offered}), silent},
		{"they said no later: that one has notes of its own", tell("2027-01-04 10:00", Event{Kind: Rejected}), silent},
		{"in the same minute: the higher number has them", tell("2026-12-09 10:30", Event{Kind: Rejected}), silent},
		{"they said no earlier: it is silent, not this one", tell("2026-12-08 10:00", Event{Kind: Rejected}), own},
		{"they said no later, to somebody whom they never met", func(o *story) {
			o.iv().Start = o.at("2027-01-12 14:00")
			o.tell("2027-01-11 10:00", Event{Kind: Rejected})
		}, "Your last contact about the designer role was on Mon 11 Jan; 30 days after is Wed 10 Feb"},
		{"the user withdrew", tell("2027-01-11 10:00", Event{Kind: Stopped}),
			"Your last contact about the designer role was on Mon 11 Jan; 30 days after is Wed 10 Feb"},
		{"the user withdrew before they said no here", tell("2026-12-08 10:00", Event{Kind: Stopped}), own},
		{"everything was asked, last on 12 January", func(o *story) {
			o.asked(Delivered, "2027-01-05 09:00", jo)
			o.c.History.Reminders = append(o.c.History.Reminders,
				Reminder{Key: Key{ApplicationID: 2, Kind: SecondRequest, Round: 1},
					State: Delivered, SettledAt: o.at("2027-01-12 09:00"), Message: mailTo(jo)})
			o.tell("2027-01-20 10:00", Event{Kind: Edited, Detail: "which is nothing between them"})
		}, "Your last contact about the designer role was on Tue 12 Jan; 30 days after is Thu 11 Feb"},
		{"nobody is to be contacted about it since its interview",
			func(o *story) { o.c.NoContact = true; o.iv().Start = o.at("2027-01-12 14:00") },
			"Your last contact about the designer role was on Tue 12 Jan; 30 days after is Thu 11 Feb"},
		{"the employer is the same, and nobody else",
			func(o *story) { o.iv().Interviewers = nil; o.iv().Start = o.at("2027-02-10 14:00") }, silent},
		{"however the employer is written", func(o *story) {
			o.iv().Interviewers, o.c.Company = nil, " ACME "
			o.iv().Start = o.at("2027-02-10 14:00")
		}, silent},
		{"Jo is met for another employer",
			func(o *story) { o.c.Company = "Bolt"; o.iv().Start = o.at("2027-02-10 14:00") }, silent},
		{"and Jo's other employer is named once that has ended",
			func(o *story) { o.c.Company = "Bolt"; o.tell("2027-01-11 10:00", Event{Kind: Stopped}) },
			"Your last contact about the designer role at Bolt was on Mon 11 Jan; 30 days after is Wed 10 Feb"},
		{"Jo answered for another employer", func(o *story) {
			elsewhere(o)
			o.tell("2027-01-28 10:00", Event{Kind: Undecided, From: jo})
		}, silent},
		{"another employer, and other people",
			func(o *story) { elsewhere(o); o.iv().Start = o.at("2027-02-10 14:00") }, own},
	} {
		t.Run(tt.why, func(t *testing.T) {
			engineer, designer := twoRoles(t)
			engineer.tell("2026-12-09 10:30", Event{Kind: Rejected})
			engineer.tell("2026-12-09 10:40", Event{Kind: Sent, Note: RejectionThanks})
			tt.with(designer)
			engineer.p, engineer.others = designer.p, []*story{designer}
			d := Decide(engineer.whole(), engineer.p, engineer.at("2027-02-01 12:00"))
			got := silent
			for _, s := range d.Steps {
				got = s.Why
			}
			if got != tt.want {
				t.Errorf("the reason is\n  %s\nwant\n  %s", got, tt.want)
			}
			if named := d.SilentFor != nil && d.SilentFor.ID == designer.c.ID; named != (tt.want == silent) {
				t.Errorf("silent for %v", d.SilentFor)
			}
		})
	}
}

// The silence ends without any event if nothing more comes of the other application once its interview is over.
func TestSilenceEndsByItself(t *testing.T) {
	engineer, designer := twoRoles(t)
	d := newDiary(engineer, designer)
	d.runs("2026-12-02 10:00")
	engineer.tell("2026-12-02 10:00", Event{Kind: Rejected})
	designer.c.NoContact, designer.iv().Start = true, engineer.at("2027-02-01 14:00")
	d.comes("thanks, and silence up to the conversation", "2027-02-01 14:59",
		"engineer: rejection-thanks to jo@acme.test Wed 2 Dec 10:00")
	d.comes("thirty days after it", "2027-03-04 00:00", "engineer: stay-in-touch to jo@acme.test Wed 3 Mar 09:00")
}

// After the other application has ended, the notes to stay in touch go on, as many as were left.
func TestRestart(t *testing.T) {
	engineer, designer := twoRoles(t)
	designer.iv().Start = engineer.at("2027-02-01 14:00")
	d := newDiary(engineer)
	d.runs("2026-12-02 10:00")
	engineer.tell("2026-12-02 10:00", Event{Kind: Rejected})
	d.comes("the first asks for an occasion", "2027-01-05 00:00",
		"engineer: rejection-thanks to jo@acme.test Wed 2 Dec 10:00",
		"engineer: stay-in-touch to jo@acme.test Fri 1 Jan 09:00")

	now := d.now
	d = newDiary(engineer, designer)
	d.now = now
	engineer.c.Hook = "a prize"
	d.comes("an occasion is named, but they talk about another role by now", "2027-02-02 00:00",
		"designer: thank-you to jo@acme.test Mon 1 Feb 17:00")
	designer.tell("2027-02-02 00:00", Event{Kind: Stopped})
	d.comes("not on the day on which the user withdrew, but thirty days after", "2027-03-05 00:00",
		"engineer: stay-in-touch (on an occasion) to jo@acme.test Thu 4 Mar 09:00")
	d.comes("it was one of the three with the one that asked; the third is ninety days later", "2028-01-01 00:00",
		"engineer: stay-in-touch to jo@acme.test Wed 2 Jun 09:00",
		"engineer: stay-in-touch to jo@acme.test Tue 31 Aug 09:00")
}

// A whole life of two roles that Jo decides about.
func TestTwoRolesOneInterviewer(t *testing.T) {
	engineer, designer := twoRoles(t)
	d := newDiary(engineer, designer)
	d.comes("Jo is thanked for both, each for what it was about", "2026-12-08 08:59",
		"engineer: thank-you to jo@acme.test Tue 1 Dec 17:00", "designer: thank-you to jo@acme.test Tue 1 Dec 17:00")
	d.comes("on the day on which both make sense, Jo is asked about one", "2026-12-09 12:00",
		"engineer: update-request to jo@acme.test Tue 8 Dec 09:00")
	engineer.tell("2026-12-09 12:00", Event{Kind: Sent, Note: UpdateRequest, To: jo, Round: 1})
	d.comes("it was sent a day late: a week from then for the other", "2026-12-16 12:00",
		"designer: update-request to jo@acme.test Wed 16 Dec 09:00")
	engineer.tell("2026-12-16 12:00", Event{Kind: Undecided, From: jo, Until: Date{2026, 12, 21}})
	d.comes("an answer about one is answered at once", "2026-12-17 12:00",
		"engineer: undecided-reply to jo@acme.test Wed 16 Dec 12:00")
	designer.tell("2026-12-17 12:00", Event{Kind: Skipped, Note: UpdateRequest, To: jo, Round: 1})
	d.comes("nobody was asked about the other, so the day that Jo named is all that counts", "2026-12-23 12:00",
		"engineer: update-request to jo@acme.test Wed 23 Dec 09:00")
	d.comes("a week after the skip the other is due, which waits for Jo's week", "2026-12-31 12:00",
		"designer: update-request to jo@acme.test Wed 30 Dec 09:00")
	engineer.tell("2026-12-31 12:00", Event{Kind: Rejected, From: jo})
	d.comes("a no about one: thanks, and no note to stay in touch while the other is open", "2027-02-01 12:00",
		"engineer: rejection-thanks to jo@acme.test Thu 31 Dec 12:00",
		"designer: second-request to jo@acme.test Wed 6 Jan 09:00")
	d.comes("thirty days after the last that was asked", "2027-02-06 12:00",
		"engineer: stay-in-touch to jo@acme.test Fri 5 Feb 09:00")
	designer.tell("2027-02-06 12:00", Event{Kind: Rejected, From: jo})
	d.comes("a no to the other as well: from now on its notes are the ones", "2027-03-08 12:00",
		"designer: rejection-thanks to jo@acme.test Sat 6 Feb 12:00",
		"designer: stay-in-touch to jo@acme.test Mon 8 Mar 09:00")
	d.comes("and the first has none beside them", "2028-03-08 12:00",
		"designer: stay-in-touch to jo@acme.test Mon 7 Jun 09:00",
		"designer: stay-in-touch to jo@acme.test Mon 6 Sep 09:00")
}

// A life with a rejection in December and another application in January.
func TestRejectedAndAppliedAgain(t *testing.T) {
	engineer, again := twoRoles(t)
	d := newDiary(engineer)
	d.runs("2026-12-09 10:30")
	engineer.tell("2026-12-09 10:30", Event{Kind: Rejected})
	d.comes("the first ends", "2026-12-31 12:00", "engineer: rejection-thanks to jo@acme.test Wed 9 Dec 10:30")

	again.c.Role, again.iv().Start = "developer", engineer.at("2027-01-12 14:00")
	now := d.now
	d = newDiary(engineer, again)
	d.now = now
	d.comes("nobody is told 'if something suitable comes up' who is asked for news", "2027-01-26 12:00",
		"developer: thank-you to jo@acme.test Tue 12 Jan 17:00",
		"developer: update-request to jo@acme.test Tue 19 Jan 09:00",
		"developer: second-request to jo@acme.test Tue 26 Jan 09:00")
	again.tell("2027-01-26 12:00", Event{Kind: Offered, Until: Date{2027, 2, 12}})
	d.comes("nor while an offer stands", "2027-02-20 12:00",
		"developer: offer-thanks to jo@acme.test Tue 26 Jan 12:00",
		"developer: offer-answer to jo@acme.test Wed 10 Feb 09:00")
	again.tell("2027-02-20 12:00", Event{Kind: Stopped, Note: Withdrawal})
	d.comes("the user would not: thirty days after that", "2027-03-22 12:00",
		"developer: withdrawal to jo@acme.test Sat 20 Feb 12:00",
		"engineer: stay-in-touch to jo@acme.test Mon 22 Mar 09:00")
}

// An offer does not change what another role calls for.
func TestOfferWhileAnotherIsOpen(t *testing.T) {
	engineer, designer := twoRoles(t)
	engineer.tell("2026-12-07 10:00", Event{Kind: Offered, From: jo, Until: Date{2026, 12, 18}})
	d := newDiary(engineer, designer)
	d.comes("thanks, and a word before the answer; the other is asked about on its day", "2027-02-01 00:00",
		"engineer: thank-you to jo@acme.test Tue 1 Dec 17:00", "designer: thank-you to jo@acme.test Tue 1 Dec 17:00",
		"engineer: offer-thanks to jo@acme.test Mon 7 Dec 10:00",
		"designer: update-request to jo@acme.test Tue 8 Dec 09:00",
		"designer: second-request to jo@acme.test Tue 15 Dec 09:00",
		"engineer: offer-answer to jo@acme.test Wed 16 Dec 09:00")
}

// What fell due for both roles while the user was away comes one by one.
func TestAwayWithTwoRoles(t *testing.T) {
	engineer, designer := twoRoles(t)
	d := newDiary(engineer, designer)
	d.runs("2026-12-02 12:00")
	engineer.p.Pause = Pause{Until: engineer.at("2026-12-21 00:00")}
	designer.p.Pause = engineer.p.Pause
	d.comes("one after the other", "2027-01-19 00:00",
		"engineer: update-request to jo@acme.test Mon 21 Dec 09:00",
		"designer: update-request to jo@acme.test Mon 28 Dec 09:00",
		"engineer: second-request to jo@acme.test Mon 4 Jan 09:00",
		"designer: second-request to jo@acme.test Mon 11 Jan 09:00")
}

// The others of another application are not considered. They change nothing, and would take ever longer.
func TestOthersOfOthers(t *testing.T) {
	engineer, _ := twoRoles(t)
	c := engineer.c
	for i := range 40 { // each has all earlier ones as others
		other := engineer.another(int64(i+2), "tester", "2026-11-30 14:00", jo).c
		other.Elsewhere = slices.Clone(c.Elsewhere)
		c.Elsewhere = append(c.Elsewhere, other)
	}
	now := engineer.at("2026-12-08 09:00")
	d := Decide(c, engineer.p, now)
	for i := range c.Elsewhere {
		c.Elsewhere[i] = c.Elsewhere[i].alone()
	}
	if diff := gocmp.Diff(engineer.lines(Decide(c, engineer.p, now).Steps), engineer.lines(d.Steps)); diff != "" {
		t.Errorf("(-alone +with others of their own):\n%s", diff)
	}
}

// Which applications are related.
func TestSharesWith(t *testing.T) {
	for _, tt := range []struct {
		why  string
		with func(a, b *story)
		want bool
	}{
		{"the employer", func(_, b *story) { b.iv().Interviewers = []Person{ann} }, true},
		{"however it is written", func(_, b *story) { b.c.Company = "acme "; b.iv().Interviewers = nil }, true},
		{"an interviewer", func(_, b *story) { b.c.Company = "Bolt" }, true},
		{"the contact of one who interviewed for the other",
			func(_, b *story) { b.c.Company, b.c.Contact = "Bolt", jo; b.iv().Interviewers = nil }, true},
		{"somebody who answered", func(a, b *story) {
			b.c.Company, b.iv().Interviewers = "Bolt", []Person{ann}
			a.tell("2026-12-02 10:00", Event{Kind: Undecided, From: ann})
		}, true},
		{"nothing", func(_, b *story) { b.c.Company, b.iv().Interviewers = "Bolt", []Person{ann} }, false},
		{"nobody in particular",
			func(a, b *story) { b.c.Company = "Bolt"; a.iv().Interviewers, b.iv().Interviewers = nil, nil }, false},
	} {
		t.Run(tt.why, func(t *testing.T) {
			a, b := twoRoles(t)
			tt.with(a, b)
			if got := a.c.SharesWith(b.c); got != tt.want || b.c.SharesWith(a.c) != tt.want {
				t.Errorf("they share it: %v, and the other way round %v; want %v", got, b.c.SharesWith(a.c), tt.want)
			}
		})
	}
}
