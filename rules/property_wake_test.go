package rules

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// A daemon that wakes every minute delivers the same as one that sleeps until Decide wants to be called. The
// minutes are those of the half hours before and after something is delivered or told.
func TestEveryMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawHardUser(t)
		from, until := u.begins(), u.horizon()
		jumped := u.live(from, until, jump).out
		var around []time.Time
		for _, iv := range slices.Concat(u.all...) {
			around = append(around, iv.End())
		}
		for _, s := range jumped {
			around = append(around, s.At)
		}
		for _, told := range u.told {
			around = append(around, told.at)
		}
		middle := rapid.SampledFrom(around).Draw(t, "around")
		minutes := u.live(from, until, func(now, next, told time.Time) time.Time {
			at, begins, ends := jump(now, next, told), middle.Add(-30*time.Minute), middle.Add(30*time.Minute)
			switch {
			case now.Before(begins) && (at.IsZero() || at.After(begins)):
				return begins
			case !now.Before(begins) && now.Before(ends):
				return now.Add(time.Minute)
			}
			return at
		}).out
		if diff := cmp.Diff(jumped, minutes, compareSteps); diff != "" {
			t.Fatalf("jumping to each next check (-) and every minute (+) differ:\n%s%s", diff, u)
		}
	})
}

// The same holds over months: for a daemon that also wakes at odd moments in between.
func TestExtraWakeUps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawHardUser(t)
		from := u.begins()
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		ticks := func(now, next, told time.Time) time.Time {
			at := now.Add(time.Duration(random.IntN(36*60)+1) * time.Minute)
			if j := jump(now, next, told); !j.IsZero() && j.Before(at) {
				return j
			}
			return at
		}
		jumped := u.live(from, u.horizon(), jump).out
		if diff := cmp.Diff(jumped, u.live(from, u.horizon(), ticks).out, compareSteps); diff != "" {
			t.Fatalf("jumping to each next check (-) and waking in between (+) differ:\n%s%s", diff, u)
		}
	})
}

var compareSteps = cmp.Options{
	cmpopts.IgnoreUnexported(Step{}),
	cmpopts.IgnoreFields(Decision{}, "SilentFor"), // it points to one of the given cases
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) }),
}

// Neither the order of the history's rows nor calling Decide again changes the answer.
func TestSameInputSameAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawUser(t)
		r := u.live(u.begins(), u.horizon(), jump)
		c := r.whole(rapid.IntRange(0, len(r.cases)-1).Draw(t, "application"))
		now := u.first().Add(drawMinutes(t, "later", 0, 60*24*60))
		want := Decide(c, u.p, now)
		if diff := cmp.Diff(want, Decide(c, u.p, now), compareSteps); diff != "" {
			t.Fatalf("asked twice:\n%s", diff)
		}
		c = shuffled(t, c)
		for i, other := range c.Elsewhere {
			c.Elsewhere[i] = shuffled(t, other)
		}
		if diff := cmp.Diff(want, Decide(c, u.p, now), compareSteps); diff != "" {
			t.Fatalf("the rows in another order:\n%s", diff)
		}
	})
}

func shuffled(t *rapid.T, c Case) Case {
	c.History.Events = rapid.Permutation(c.History.Events).Draw(t, "events")
	c.History.Reminders = rapid.Permutation(c.History.Reminders).Draw(t, "reminders")
	return c
}

// A note that was built on an occasion uses it up.
func TestHookMakesOneNote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawUser(t)
		occasions := map[int64]int{}
		for i := range u.cases {
			u.cases[i].Hook = "a new clinic"
			occasions[u.cases[i].ID]++
		}
		for _, told := range u.told {
			if told.what == anOccasion {
				occasions[u.cases[told.of].ID]++
			}
		}
		for _, s := range u.live(u.begins(), u.horizon(), u.drawAbsence(t)).out {
			if s.Kind == StayInTouch && s.Hook != "" {
				occasions[s.ApplicationID]--
			}
			if occasions[s.ApplicationID] < 0 {
				t.Fatalf("there is no occasion for the note at %s", s.At)
			}
		}
	})
}

// A note that was refused before the interviews, or before the last word, is as if it had never been. A thank-you
// has nothing to do with a word, and a note to stay in touch has had its turn.
func TestOldRefusalsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawUser(t)
		from := u.last()
		if n := len(u.told); n > 0 {
			from = later(from, u.told[n-1].at)
		}
		heard := from.Add(time.Minute)
		from = from.Add(drawMinutes(t, "told later", 1, 2*24*60))
		for i, c := range u.cases {
			e := Event{ID: 100 + int64(i), ApplicationID: c.ID, Kind: Undecided, At: heard, RecordedAt: from}
			u.told = append(u.told, telling{at: from, of: i, event: e})
		}
		others := func(k Kind) bool { return k == ThankYou || k == StayInTouch }
		refused, kinds := from, slices.DeleteFunc(slices.Clone(Kinds), others)
		if rapid.Bool().Draw(t, "before the interviews") {
			refused, kinds = u.first(), append(kinds, ThankYou)
		}
		refused = refused.Add(-drawMinutes(t, "refused before", 1, 5*24*60))
		lines := func() (lines []string) {
			for _, s := range u.live(from, u.horizon(), jump).out {
				if slices.Contains(kinds, s.Kind) {
					k := s.Key
					k.Round = 0
					lines = append(lines, line(k, humans(s.To), s.At, u.p.Location))
				}
			}
			return lines
		}
		want := lines()
		for i, c := range u.cases {
			for _, kind := range kinds {
				keys := []Key{{ApplicationID: c.ID, Kind: kind, Round: 1}}
				if kind == ThankYou {
					keys = nil
					for _, iv := range u.all[i] {
						keys = append(keys, Key{c.ID, iv.ID, kind, false, 1}, Key{c.ID, iv.ID, kind, true, 1})
					}
				}
				for _, k := range keys {
					to := u.cast.draw(t, "to", "", "jo", "ann", "li", "pat")
					u.cases[i].History.Reminders = append(u.cases[i].History.Reminders,
						Reminder{Key: k, State: Refused, SettledAt: refused, Message: mailTo(to)})
				}
			}
		}
		if diff := cmp.Diff(want, lines()); diff != "" {
			t.Fatalf("without the refused ones (-) and with them (+):\n%s", diff)
		}
	})
}

// After every pass, the requests for news that the user is asked about are those that Decide assumes sent, the
// latest of each kind; and what the user says of one settles it for both. A request from before an interview that
// is ahead counts for nothing, but the user may be asked about it as long as that interview may still be called
// off. They are not asked about a request to somebody who is no longer connected to the application.
func TestUnmarkedMatchesDecide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawHardUser(t)
		u.visit = func(c Case, now time.Time) {
			v := vantageOf(c, u.p, now)
			assumed, asked := map[Kind]Key{}, map[Kind]Key{}
			for _, e := range v.requests() {
				if e.assumed && v.phase() != PhaseStopped && !v.addresseeGone(*e.reminder, e.reminder.To()[0]) {
					assumed[e.reminder.Kind] = e.reminder.Key
				}
			}
			for _, r := range slices.Backward(c.Unmarked(now)) { // so the newest of each kind is last
				ahead := c.Latest().Start
				if r.Kind.IsRequest() && (!ahead.After(now) || !r.SettledAt.Before(ahead)) {
					asked[r.Kind] = r.Key
				}
			}
			if diff := cmp.Diff(assumed, asked); diff != "" {
				t.Fatalf("at %s Decide assumes (-) and the user is asked (+):\n%s%s", now, diff, u)
			}
		}
		u.live(u.begins(), u.horizon(), u.drawAbsence(t))
	})
}

// Whatever happened, a note of every kind can be looked at, addressed to whom it would go.
func TestPreviewNeverEmpty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawUser(t)
		r := u.live(u.begins(), u.horizon(), jump)
		c := r.whole(rapid.IntRange(0, len(r.cases)-1).Draw(t, "application"))
		now := u.first().Add(drawMinutes(t, "later", 0, 60*24*60))
		for _, kind := range Kinds {
			iv := rapid.SampledFrom(c.Interviews).Draw(t, "interview")
			steps := Preview(c, u.p, kind, iv, now, time.Time{})
			if len(steps) == 0 {
				t.Fatalf("no %s", kind)
			}
			seen := map[human]bool{}
			for _, s := range steps {
				another := s.Kind != kind || s.ApplicationID != c.ID || kind == ThankYou && s.InterviewID != iv.ID
				if another || len(s.To) == 0 {
					t.Fatalf("%s: %+v", kind, steps)
				}
				for _, h := range humans(s.To) {
					if seen[h] {
						t.Fatalf("%s twice to %s: %+v", kind, h, steps)
					}
					seen[h] = true
				}
			}
		}
	})
}
