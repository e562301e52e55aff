package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The forecasts of all applications together are what comes when they are lived together.
func TestForecastOfTwo(t *testing.T) {
	for _, tt := range []struct {
		why   string
		with  func(engineer, designer *story)
		third bool
	}{
		{"two roles on one day", func(_, _ *story) {}, false},
		{"three", func(_, _ *story) {}, true},
		{"the second is possible first", func(_, d *story) { d.iv().Start = d.at("2026-11-30 14:00") }, true},
		{"one has a promised date", func(e, _ *story) { e.iv().DecisionBy = date(t, "2026-12-11") }, true},
		{"one was asked about already",
			func(e, _ *story) { e.tell("2026-12-03 10:00", Event{Kind: Sent, Note: UpdateRequest, To: jo}) }, false},
		{"one waits in the outbox, but does not apply any more", func(e, _ *story) {
			e.asked(Waiting, "2026-12-03 09:00", jo)
			e.tell("2026-12-03 10:00", Event{Kind: Undecided, Until: date(t, "2027-01-15")})
		}, false},
		{"one was refused for good", func(e, _ *story) { e.asked(Refused, "2026-12-08 09:00", jo) }, false},
		{"one is silent until the other is quiet",
			func(e, _ *story) { e.tell("2026-12-02 10:00", Event{Kind: Rejected}) }, false},
		{"one is silent until two others are quiet",
			func(e, _ *story) { e.tell("2026-12-02 10:00", Event{Kind: Rejected}) }, true},
		{"one is silent until the interview of the other, which calls for nothing more", func(e, d *story) {
			e.tell("2026-12-02 10:00", Event{Kind: Rejected})
			d.c.NoContact, d.iv().Start = true, d.at("2027-02-01 14:00")
		}, false},
		{"the higher number is silent until the lower is quiet",
			func(_, d *story) { d.tell("2026-12-02 10:00", Event{Kind: Rejected}) }, true},
		{"both were rejected", func(e, d *story) {
			e.tell("2026-12-02 10:00", Event{Kind: Rejected})
			d.tell("2026-12-03 10:00", Event{Kind: Rejected})
		}, false},
		{"nothing is assumed sent", func(e, d *story) { e.p.AssumeSent, d.p.AssumeSent = false, false }, true},
		{"away", func(e, d *story) { e.p.Pause.Until = e.at("2026-12-20 12:00"); d.p.Pause = e.p.Pause }, true},
	} {
		t.Run(tt.why, func(t *testing.T) {
			engineer, designer := twoRoles(t)
			stories := []*story{engineer, designer}
			if tt.third {
				stories = append(stories, engineer.another(3, "tester", "2026-12-03 14:00", jo, ann))
			}
			d := newDiary(stories...)
			tt.with(engineer, designer)
			for _, s := range stories {
				s.p = engineer.p
			}
			from, until := "2026-12-05 12:00", "2028-06-01 00:00"
			d.now = engineer.at(from)
			forecast := map[string][]string{}
			for _, s := range stories {
				forecast[s.c.Role] = s.lines(Forecast(s.whole(), s.p, s.at(from), s.at(until)))
			}
			lived := map[string][]string{}
			for _, s := range stories {
				lived[s.c.Role] = []string{}
			}
			for _, line := range d.runs(until) {
				role, note, _ := strings.Cut(line, ": ")
				lived[role] = append(lived[role], note)
			}
			if diff := gocmp.Diff(lived, forecast); diff != "" {
				t.Errorf("(-lived +forecast):\n%s", diff)
			}
		})
	}
}

// A forecast is not cut short by what happens to the others.
func TestForecastWithManyOthers(t *testing.T) {
	first, other := twoRoles(t)
	first.c.Company, first.c.Contact = "Bolt", ann // she is connected to no other application
	first.tell("2026-12-02 10:00", Event{Kind: Rejected})
	year := func() []string {
		return first.lines(Forecast(first.whole(), first.p, first.iv().Start, first.at("2027-12-01 00:00")))
	}
	alone := year()
	for i := range 45 {
		first.others = append(first.others, other.another(int64(i+2), "tester", "2026-11-30 14:00", jo))
	}
	if diff := gocmp.Diff(alone, year()); diff != "" || len(alone) != 4 {
		t.Errorf("of %d notes (-alone +with others):\n%s", len(alone), diff)
	}
}

// The same holds for any applications that have one person in common, whatever was said about them. Nobody is asked for
// news about two of them within five business days.
func TestForecastIsWhatComes(t *testing.T) {
	const minute = "2006-01-02 15:04"
	rapid.Check(t, func(rt *rapid.T) {
		d := drawDiary(t, rt)
		p, from := d.stories[0].p, d.now
		until := from.AddDate(1, 0, 0).In(p.Location).Format(minute)
		forecast, lived := map[string][]string{}, map[string][]string{}
		for _, s := range d.stories {
			forecast[s.c.Role], lived[s.c.Role] = s.lines(Forecast(s.whole(), p, from, s.at(until))), []string{}
		}
		for _, line := range d.runs(until) {
			role, note, _ := strings.Cut(line, ": ")
			lived[role] = append(lived[role], note)
		}
		if diff := gocmp.Diff(lived, forecast); diff != "" {
			rt.Errorf("(-lived +forecast):\n%s", diff)
		}

		last := map[Person]Reminder{}
		for _, r := range d.requestsSince(from) {
			to := r.To()[0]
			before, asked := last[to]
			free, _ := p.Calendar.AddBusinessDays(DateOf(before.SettledAt, p.Location), 5)
			if asked && before.ApplicationID != r.ApplicationID && DateOf(r.SettledAt, p.Location).Before(free) {
				rt.Errorf("%s is asked about %d on %s, and about %d on %s", to, before.ApplicationID, before.SettledAt,
					r.ApplicationID, r.SettledAt)
			}
			last[to] = r
		}
	})
}

// requestsSince returns the requests for news since then, in order.
func (d *diary) requestsSince(then time.Time) (list []Reminder) {
	for _, s := range d.stories {
		for _, r := range s.c.History.Reminders {
			if r.Kind.IsRequest() && r.State == Delivered && !r.SettledAt.Before(then) {
				list = append(list, r)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Reminder) int { return a.SettledAt.Compare(b.SettledAt) })
	return list
}

// drawDiary returns two to four applications that have been lived for a while.
func drawDiary(t *testing.T, rt *rapid.T) *diary {
	p := DefaultPolicy(zone(t, "Europe/Berlin"))
	p.LastCall, p.AssumeSent = rapid.Bool().Draw(rt, "last call"), rapid.Bool().Draw(rt, "assume sent")
	p.WaitDays, p.WaitBusinessDays = rapid.IntRange(1, 8).Draw(rt, "wait days"),
		rapid.IntRange(0, 5).Draw(rt, "wait business days")
	p.MaxUnanswered, p.StayInTouchAfter = rapid.IntRange(0, 3).Draw(rt, "requests"),
		rapid.IntRange(5, 30).Draw(rt, "in touch after")
	first := newStory(t, p, "2026-12-01 14:00", time.Hour)
	first.c.Role, first.iv().Interviewers = "role 1", []Person{jo, pat}
	stories := []*story{first}
	whoever := rapid.SampledFrom([]Person{jo, ann, bo})
	for i := range rapid.IntRange(1, 3).Draw(rt, "others") {
		start := fmt.Sprintf("2026-12-%02d 14:00", rapid.IntRange(1, 12).Draw(rt, "day"))
		s := first.another(int64(10*i+10), fmt.Sprintf("role %d", i+2), start, whoever.Draw(rt, "interviewer"), pat)
		s.c.Company = rapid.SampledFrom([]string{"Acme", "Bolt"}).Draw(rt, "employer")
		stories = append(stories, s)
	}
	d := newDiary(stories...)
	for range rapid.IntRange(0, 6).Draw(rt, "events") {
		d.runs(d.now.AddDate(0, 0, rapid.IntRange(1, 12).Draw(rt, "days later")).In(p.Location).Format("2006-01-02") +
			" 11:30")
		e := Event{Kind: rapid.SampledFrom(EventKinds).Draw(rt, "event"), At: d.now, RecordedAt: d.now}
		switch e.Kind {
		case Sent, Skipped:
			e.Note, e.Round, e.To = UpdateRequest, rapid.IntRange(0, 1).Draw(rt, "round"), jo
		case Undecided, Offered:
			e.From = whoever.Draw(rt, "who answers")
		case Snoozed:
			e.SnoozeUntil = d.now.AddDate(0, 0, rapid.IntRange(0, 20).Draw(rt, "snoozed for"))
		}
		rapid.SampledFrom(stories).Draw(rt, "about").record(e)
	}
	return d
}

// If one person decides about two roles, the forecast of the second request has its right day and says why, even while
// the first is still to come. Decide only knows what has come.
func TestForesee(t *testing.T) {
	engineer, designer := twoRoles(t)
	now := engineer.at("2026-12-01 18:00")
	for _, s := range []*story{engineer, designer} {
		s.tell("2026-12-01 17:00", Event{Kind: Sent, Note: ThankYou})
	}
	first, second := engineer.c, designer.c
	if first.ID > second.ID {
		first, second = second, first
	}
	lone := second
	second.Elsewhere = []Case{first}
	alone, decided, foreseen := Foresee(lone, engineer.p, now), Decide(second, engineer.p, now),
		Foresee(second, engineer.p, now)
	if !alone.Steps[0].Due.Equal(decided.Steps[0].Due) {
		t.Errorf("alone it comes %s, want %s", alone.Steps[0].Due, decided.Steps[0].Due)
	}
	if got := foreseen.Steps[0]; !got.Due.After(decided.Steps[0].Due) || !strings.Contains(got.Why, "is dated") {
		t.Errorf("it comes %s: %s; want it after %s, and why", got.Due, got.Why, decided.Steps[0].Due)
	}
}

// A late thank-you is foreseen without those who will get a reply with it, and not at all if all of them will.
func TestForeseeALateThankYou(t *testing.T) {
	for _, row := range []struct {
		people []Person
		want   []string
	}{
		{[]Person{ann, jo}, []string{"thank-you (late) to jo@acme.test Thu 3 Dec 08:00",
			"undecided-reply to ann@acme.test Thu 3 Dec 08:00"}},
		{[]Person{ann}, []string{"undecided-reply to ann@acme.test Thu 3 Dec 08:00"}},
	} {
		s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 14:00", time.Hour)
		s.c.Interviews[0].Interviewers = row.people
		s.tell("2026-12-02 22:00", Event{Kind: Undecided, From: row.people[0]})
		got := s.lines(Foresee(s.c, s.p, s.at("2026-12-02 22:00")).Steps)
		want := append(row.want, "update-request to ann@acme.test Wed 9 Dec 09:00")
		if !slices.Equal(got, want) {
			t.Errorf("%d met: foreseen are %q, want %q", len(row.people), got, want)
		}
	}
}
