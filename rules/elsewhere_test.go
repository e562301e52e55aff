package rules

import (
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// Whether a note to stay in touch about the engineer's role is due, and from which day, depends on another application.
// The engineer's role was rejected on Wednesday 9 December, and it is now 1 February. Without the other application,
// the note was due on 8 January.
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
		{"the other has an interview ahead", func(o *story) { o.iv().Start = o.at("2027-02-10 14:00") }, silent},
		{"the other waits for an answer", func(o *story) { o.iv().Start = o.at("2027-01-28 14:00") }, silent},
		{"the other is snoozed", func(o *story) {
			o.iv().Start = o.at("2027-01-20 14:00")
			o.tell("2027-01-21 10:00", Event{Kind: Snoozed, SnoozeUntil: o.at("2027-03-01 10:00")})
		}, silent},
		{"the other waits for what the user says",
			func(o *story) { o.p.AssumeSent = false; o.asked(Delivered, "2026-12-08 09:00", jo) }, silent},
		{"the other has an offer", tell("2027-01-04 10:00", Event{Kind: Offered}), silent},
		{"its offer was accepted", tell("2027-01-04 10:00", Event{Kind: Stopped, Note: OfferAnswer}), silent},
		{"the other was rejected later, and has notes of its own",
			tell("2027-01-04 10:00", Event{Kind: Rejected}), silent},
		{"rejected in the same minute, the higher number has the notes",
			tell("2026-12-09 10:30", Event{Kind: Rejected}), silent},
		{"the other was rejected earlier, and is silent instead", tell("2026-12-08 10:00", Event{Kind: Rejected}), own},
		{"the other was rejected later, but nobody was met", func(o *story) {
			o.iv().Start = o.at("2027-01-12 14:00")
			o.tell("2027-01-11 10:00", Event{Kind: Rejected})
		}, "Your last contact about the designer role was on Mon 11 Jan; 30 days after is Wed 10 Feb"},
		{"the user withdrew the other", tell("2027-01-11 10:00", Event{Kind: Stopped}),
			"Your last contact about the designer role was on Mon 11 Jan; 30 days after is Wed 10 Feb"},
		{"the user withdrew the other before this one was rejected",
			tell("2026-12-08 10:00", Event{Kind: Stopped}), own},
		{"the last request about the other was on 12 January", func(o *story) {
			o.asked(Delivered, "2027-01-05 09:00", jo)
			o.c.History.Reminders = append(o.c.History.Reminders,
				Reminder{Key: Key{ApplicationID: 2, Kind: SecondRequest, Round: 1},
					State: Delivered, SettledAt: o.at("2027-01-12 09:00"), Message: mailTo(jo)})
			o.tell("2027-01-20 10:00", Event{Kind: Edited, Detail: "an edit is no contact"})
		}, "Your last contact about the designer role was on Tue 12 Jan; 30 days after is Thu 11 Feb"},
		{"the other asked not to be contacted",
			func(o *story) { o.c.NoContact = true; o.iv().Start = o.at("2027-01-12 14:00") },
			"Your last contact about the designer role was on Tue 12 Jan; 30 days after is Thu 11 Feb"},
		{"only the employer is the same",
			func(o *story) { o.iv().Interviewers = nil; o.iv().Start = o.at("2027-02-10 14:00") }, silent},
		{"the employer is the same in another spelling", func(o *story) {
			o.iv().Interviewers, o.c.Company = nil, " ACME "
			o.iv().Start = o.at("2027-02-10 14:00")
		}, silent},
		{"Jo interviews for another employer",
			func(o *story) { o.c.Company = "Bolt"; o.iv().Start = o.at("2027-02-10 14:00") }, silent},
		{"Jo's other employer is named once that application has ended",
			func(o *story) { o.c.Company = "Bolt"; o.tell("2027-01-11 10:00", Event{Kind: Stopped}) },
			"Your last contact about the designer role at Bolt was on Mon 11 Jan; 30 days after is Wed 10 Feb"},
		{"Jo answered for another employer", func(o *story) {
			elsewhere(o)
			o.tell("2027-01-28 10:00", Event{Kind: Undecided, From: jo})
		}, silent},
		{"another employer with other people does not matter",
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

// The silence ends without an event if nothing more comes of the other application once its interview is over.
func TestSilenceEndsByItself(t *testing.T) {
	engineer, designer := twoRoles(t)
	d := newDiary(engineer, designer)
	d.runs("2026-12-02 10:00")
	engineer.tell("2026-12-02 10:00", Event{Kind: Rejected})
	designer.c.NoContact, designer.iv().Start = true, engineer.at("2027-02-01 14:00")
	d.comes("thanks for the no, then silence until the other interview", "2027-02-01 14:59",
		"engineer: rejection-thanks to jo@acme.test Wed 2 Dec 10:00")
	d.comes("thirty days after that interview", "2027-03-04 00:00",
		"engineer: stay-in-touch to jo@acme.test Wed 3 Mar 09:00")
}

// After the other application has ended, the remaining notes to stay in touch come.
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
	d.comes("an occasion is named, but another role is under way by now", "2027-02-02 00:00",
		"designer: thank-you to jo@acme.test Mon 1 Feb 17:00")
	designer.tell("2027-02-02 00:00", Event{Kind: Stopped})
	d.comes("not on the day of the withdrawal, but thirty days after it", "2027-03-05 00:00",
		"engineer: stay-in-touch (on an occasion) to jo@acme.test Thu 4 Mar 09:00")
	d.comes("together with the one that asked, it was one of three; the third comes ninety days later",
		"2028-01-01 00:00", "engineer: stay-in-touch to jo@acme.test Wed 2 Jun 09:00",
		"engineer: stay-in-touch to jo@acme.test Tue 31 Aug 09:00")
}

// The whole life of two roles for which Jo decides.
func TestTwoRolesOneInterviewer(t *testing.T) {
	engineer, designer := twoRoles(t)
	d := newDiary(engineer, designer)
	d.comes("Jo is thanked for each", "2026-12-08 08:59",
		"engineer: thank-you to jo@acme.test Tue 1 Dec 17:00", "designer: thank-you to jo@acme.test Tue 1 Dec 17:00")
	d.comes("both requests are possible on one day; Jo is asked about one", "2026-12-09 12:00",
		"engineer: update-request to jo@acme.test Tue 8 Dec 09:00")
	engineer.tell("2026-12-09 12:00", Event{Kind: Sent, Note: UpdateRequest, To: jo, Round: 1})
	d.comes("it was sent a day late, so the other comes a week after that", "2026-12-16 12:00",
		"designer: update-request to jo@acme.test Wed 16 Dec 09:00")
	engineer.tell("2026-12-16 12:00", Event{Kind: Undecided, From: jo, Until: Date{2026, 12, 21}})
	d.comes("an answer about one is answered at once", "2026-12-17 12:00",
		"engineer: undecided-reply to jo@acme.test Wed 16 Dec 12:00")
	designer.tell("2026-12-17 12:00", Event{Kind: Skipped, Note: UpdateRequest, To: jo, Round: 1})
	d.comes("nobody was asked about the other, so only the day that Jo named counts", "2026-12-23 12:00",
		"engineer: update-request to jo@acme.test Wed 23 Dec 09:00")
	d.comes("a week after the skip the other is possible, but waits for Jo's week", "2026-12-31 12:00",
		"designer: update-request to jo@acme.test Wed 30 Dec 09:00")
	engineer.tell("2026-12-31 12:00", Event{Kind: Rejected, From: jo})
	d.comes("a no about one: thanks, but no note to stay in touch while the other is open", "2027-02-01 12:00",
		"engineer: rejection-thanks to jo@acme.test Thu 31 Dec 12:00",
		"designer: second-request to jo@acme.test Wed 6 Jan 09:00")
	d.comes("thirty days after the last request", "2027-02-06 12:00",
		"engineer: stay-in-touch to jo@acme.test Fri 5 Feb 09:00")
	designer.tell("2027-02-06 12:00", Event{Kind: Rejected, From: jo})
	d.comes("a no to the other: from now on only its notes come", "2027-03-08 12:00",
		"designer: rejection-thanks to jo@acme.test Sat 6 Feb 12:00",
		"designer: stay-in-touch to jo@acme.test Mon 8 Mar 09:00")
	d.comes("and the first has none beside them", "2028-03-08 12:00",
		"designer: stay-in-touch to jo@acme.test Mon 7 Jun 09:00",
		"designer: stay-in-touch to jo@acme.test Mon 6 Sep 09:00")
}

// A rejection in December, and another application in January.
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
	d.comes("nobody is written 'if something suitable comes up' while they are asked for news", "2027-01-26 12:00",
		"developer: thank-you to jo@acme.test Tue 12 Jan 17:00",
		"developer: update-request to jo@acme.test Tue 19 Jan 09:00",
		"developer: second-request to jo@acme.test Tue 26 Jan 09:00")
	again.tell("2027-01-26 12:00", Event{Kind: Offered, Until: Date{2027, 2, 12}})
	d.comes("nor while there is an offer", "2027-02-20 12:00",
		"developer: offer-thanks to jo@acme.test Tue 26 Jan 12:00",
		"developer: offer-answer to jo@acme.test Wed 10 Feb 09:00")
	again.tell("2027-02-20 12:00", Event{Kind: Stopped, Note: Withdrawal})
	d.comes("the user withdraws; thirty days after that", "2027-03-22 12:00",
		"developer: withdrawal to jo@acme.test Sat 20 Feb 12:00",
		"engineer: stay-in-touch to jo@acme.test Mon 22 Mar 09:00")
}

// An offer does not change what is due for another role.
func TestOfferWhileAnotherIsOpen(t *testing.T) {
	engineer, designer := twoRoles(t)
	engineer.tell("2026-12-07 10:00", Event{Kind: Offered, From: jo, Until: Date{2026, 12, 18}})
	d := newDiary(engineer, designer)
	d.comes("thanks for the offer and a reminder of the answer; the other role's requests come on their days",
		"2027-02-01 00:00", "engineer: thank-you to jo@acme.test Tue 1 Dec 17:00",
		"designer: thank-you to jo@acme.test Tue 1 Dec 17:00", "engineer: offer-thanks to jo@acme.test Mon 7 Dec 10:00",
		"designer: update-request to jo@acme.test Tue 8 Dec 09:00",
		"designer: second-request to jo@acme.test Tue 15 Dec 09:00",
		"engineer: offer-answer to jo@acme.test Wed 16 Dec 09:00")
}

// Notes for both roles that became due while the user was away come one at a time.
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

// The others of another application are left out: they would change nothing, and take ever longer.
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
		{"the same employer in another spelling",
			func(_, b *story) { b.c.Company = "acme "; b.iv().Interviewers = nil }, true},
		{"the same employer with an article",
			func(_, b *story) { b.c.Company = "the Acme"; b.iv().Interviewers = nil }, true},
		{"an interviewer", func(_, b *story) { b.c.Company = "Bolt" }, true},
		{"the contact interviewed for the other",
			func(_, b *story) { b.c.Company, b.c.Contact = "Bolt", jo; b.iv().Interviewers = nil }, true},
		{"somebody who answered", func(a, b *story) {
			b.c.Company, b.iv().Interviewers = "Bolt", []Person{ann}
			a.tell("2026-12-02 10:00", Event{Kind: Undecided, From: ann})
		}, true},
		{"nothing", func(_, b *story) { b.c.Company, b.iv().Interviewers = "Bolt", []Person{ann} }, false},
		{"the hiring team is nobody in particular",
			func(a, b *story) { b.c.Company = "Bolt"; a.iv().Interviewers, b.iv().Interviewers = nil, nil }, false},
	} {
		t.Run(tt.why, func(t *testing.T) {
			a, b := twoRoles(t)
			tt.with(a, b)
			if got := a.c.SharesWith(b.c); got != tt.want || b.c.SharesWith(a.c) != tt.want {
				t.Errorf("related is %v, and the other way round %v; want %v", got, b.c.SharesWith(a.c), tt.want)
			}
		})
	}
}
