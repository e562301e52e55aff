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

// pass returns what goes out at m and what is missed. If alone is set, there are no other applications.
func (r *role) pass(m minute, alone bool) (out, missed []note) {
	var due []note
	for i := range r.notes {
		n := &r.notes[i]
		switch {
		case m < n.calm && !alone:
		case m > n.until && !n.fades:
			missed = append(missed, *n)
		case !r.isDue(n, m):
		case alone || r.isTactful(n, m):
			due = append(due, *n)
		}
	}
	var latest minute
	for _, n := range due {
		if n.toEmployer() {
			latest = max(latest, n.base)
		}
	}
	for _, n := range due {
		// Agreed: only the latest step goes out, and beside it a thank-you that is in time or to somebody else.
		overtaken := n.toEmployer() && n.base < latest
		if n.kind == ThankYou && !n.lastCall && m >= n.late {
			overtaken = r.isWrittenTo(n, due, latest)
		}
		if overtaken {
			missed = append(missed, n)
		} else {
			out = append(out, n)
		}
	}
	return out, missed
}

// toEmployer reports whether the note is neither a thank-you nor a reminder to the user alone.
func (n note) toEmployer() bool {
	return n.kind != ThankYou && n.kind != OfferAnswer && n.kind != AnswerSeen
}

// isWrittenTo reports whether somebody gets another note together with a late thank-you, or got one since it
// became late. Agreed: a note that was skipped before it came counts as if it had come.
func (r *role) isWrittenTo(late note, due []note, latest minute) bool {
	to := func(n note) bool { return n.toEmployer() && n.to == late.to }
	return slices.ContainsFunc(due, func(n note) bool { return to(n) && n.base == latest }) ||
		slices.ContainsFunc(r.gone, func(g gone) bool { return to(g.note) && !g.missed && g.at >= late.late })
}

// isDue reports whether a note goes out at m, if not for the other applications.
func (r *role) isDue(n *note, m minute) bool {
	return m >= n.base && m >= r.snoozed && m <= n.until && n.hours(m) && !r.held(n, m)
}

// isTactful reports whether a note that is due goes out in view of the other applications. If not, it does not go
// out on that day, nor before an interview of another application ends, unless something happens.
func (r *role) isTactful(n *note, m minute) (ok bool) {
	switch {
	case n.kind.IsRequest():
		ok = !r.waits(*n, m)
	case n.kind == StayInTouch:
		var base minute
		if base, ok = r.mayStayInTouch(*n, m); ok {
			n.base = base
		}
	default:
		return true
	}
	if !ok {
		n.calm = r.at(r.day(m)+1, 0)
		for _, other := range r.others() {
			if end := other.over(); m < end {
				n.calm = min(n.calm, end)
			}
			if slices.ContainsFunc(other.notes, func(o note) bool { return other.givesWay(&o, m) }) {
				n.calm = m
			}
		}
	}
	return ok
}

// held reports whether a note waits at m for the end of a pause: it does if it is still in time at the first
// minute of its hours after the pause. Agreed: the hour before the end of a thank-you's 24 hours, in which the
// waking hours do not matter, is not one of its hours.
func (r *role) held(n *note, m minute) bool {
	end := minuteOf(r.p.Pause.Until)
	if r.p.Pause.Until.IsZero() || m >= end {
		return false
	}
	until, hours := n.until, n.hours
	if n.kind == ThankYou {
		if m < n.late {
			until = min(until, n.late-1)
		}
		if !n.lastCall {
			hours = r.waking
		}
	}
	for end <= until && !hours(end) && n.until != never {
		end++
	}
	return r.p.Pause.All || end <= until
}

// look returns when to look at the notes again, if nothing happens before.
func (r *role) look(m minute) minute {
	next := never
	for i := range r.notes {
		n := &r.notes[i]
		n.calm = max(n.calm, r.calmUntil(n, m))
		next = min(next, n.calm)
	}
	return next
}

// calmUntil returns the next minute at which a note may come that did not come at m. That is mostly the next
// minute. It is later only where this skips many: before the note makes sense, in a pause, and on weekends.
func (r *role) calmUntil(n *note, m minute) minute {
	next, from := m+1, max(n.base, r.snoozed)
	switch {
	case m > n.until:
		return never // it has faded
	case m < from:
		next = from
	case r.held(n, m):
		if next = minuteOf(r.p.Pause.Until); m < n.late {
			next = min(next, n.late)
		}
	case n.office && !r.isBusiness(r.day(m)):
		next = r.at(r.day(m)+1, 0)
	}
	return max(m+1, min(next, n.until+1))
}

// settle sends everything that goes out at m, and adds a line for each.
func (o *oracle) settle(m minute, lines []string) []string {
	for again := true; again; {
		again = false
		o.call()
		for _, r := range o.roles {
			out, missed := r.pass(m, false)
			if len(out)+len(missed) > 0 {
				lines = r.goes(missed, m, true, r.goes(out, m, false, lines))
				r.stale, again = true, true
				break
			}
		}
	}
	return lines
}

// call makes those applications call for their notes again about which something has changed.
func (o *oracle) call() {
	if !slices.ContainsFunc(o.roles, func(r *role) bool { return r.stale }) {
		return
	}
	for _, r := range o.roles {
		if r.stale {
			r.notes, r.snoozed, r.stale = r.calls(), r.snoozedUntil(), false
		}
		for i := range r.notes {
			r.notes[i].calm = 0
		}
	}
}

// goes moves notes to the gone ones. Those of an interview that go out together are one reminder, with one round.
func (r *role) goes(notes []note, m minute, missed bool, lines []string) []string {
	for len(notes) > 0 {
		first := notes[0]
		round := r.nextRound(first)
		var to []human
		var rest []note
		for _, n := range notes {
			if !n.series(first) {
				rest = append(rest, n)
				continue
			}
			to = append(to, n.to)
			asks := n.kind == StayInTouch && !missed && r.c.Hook == ""
			r.gone = append(r.gone, gone{note: n, round: round, at: m, missed: missed, asks: asks})
		}
		if first.kind == StayInTouch && !missed {
			r.c.Hook = "" // it is used up
		}
		k := Key{ApplicationID: r.c.ID, InterviewID: first.iv, Kind: first.kind, LastCall: first.lastCall,
			Round: round}
		l := line(k, to, time.Unix(int64(m)*60, 0), r.p.Location)
		if missed {
			l += ", missed"
		}
		lines, notes = append(lines, l), rest
	}
	return lines
}

// nextRound returns the round of the next note of the series. Agreed: rounds count the notes of a kind, whoever
// they go to; thank-yous count for each interview, separately from its last calls.
func (r *role) nextRound(n note) int {
	round := 1
	for _, g := range r.gone {
		if g.series(n) {
			round = max(round, g.round+1)
		}
	}
	return round
}

// live goes through a life minute by minute. The machine is off from off to on.
func (o *oracle) live(told []telling, from, until, off, on minute) (lines []string) {
	for m := from; m <= until; {
		if off <= m && m < on {
			m = on
		}
		for ; len(told) > 0 && minuteOf(told[0].at) <= m; told = told[1:] {
			o.roles[told[0].of].hear(told[0])
		}
		lines = o.settle(m, lines)
		next := never
		for _, r := range o.roles {
			next = min(next, r.look(m))
		}
		if len(told) > 0 {
			next = min(next, max(m+1, minuteOf(told[0].at)))
		}
		m = next
	}
	return lines
}

// Decide and the oracle send and miss the same notes at the same minutes. The machine may be off for some days.
func TestOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawUser(t)
		loc := u.p.Location
		from, until := u.begins(), u.horizon()
		on := u.drawReturn(t)
		off := on.Add(-max(0, drawMinutes(t, "off for", -10*24*60, 10*24*60)))
		if !from.Before(off) && from.Before(on) {
			from = on
		}
		var got []string
		u.missed = func(s Step, now time.Time) {
			got = append(got, line(s.Key, humans(s.To), now, loc)+", missed")
		}
		ticks := wholeMinutes(jump)
		r := u.live(from, until, func(now, next, told time.Time) time.Time {
			if at := ticks(now, next, told); at.Before(off) || !at.Before(on) {
				return at
			}
			return on
		})
		for _, s := range r.out {
			got = append(got, line(s.Key, humans(s.To), s.At, loc))
		}
		want := newOracle(u.cases, u.p).live(u.told, minuteOf(from), minuteOf(until), minuteOf(off), minuteOf(on))
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("the oracle (-) and Decide (+) differ:\n%s\n%s\noff from %s to %s",
				gocmp.Diff(want, got), u, off.In(loc), on.In(loc))
		}
	})
}

// wholeMinutes makes a daemon wake at whole minutes, as the oracle does. Decide asks to be called a second after a
// note's time ended.
func wholeMinutes(ticks func(now, next, told time.Time) time.Time) func(now, next, told time.Time) time.Time {
	return func(now, next, told time.Time) time.Time {
		at := ticks(now, next, told)
		if whole := at.Truncate(time.Minute); !whole.Equal(at) {
			return whole.Add(time.Minute)
		}
		return at
	}
}

// String describes the whole life.
func (u *user) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%+v\n", u.p)
	for _, c := range u.cases {
		fmt.Fprintf(&b, "%+v\n", c.Application)
		for _, iv := range c.Interviews {
			fmt.Fprintf(&b, "  over at %s: %+v\n", iv.End().In(u.p.Location), iv)
		}
	}
	for _, t := range u.told {
		fmt.Fprintf(&b, "at %s: %s\n", t.at.In(u.p.Location), t)
	}
	return b.String()
}
