package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// apart is how many business days lie between two requests for news to one human, whatever they are about.
const apart = 5

// others are the user's other applications.
func (r *role) others() []*role {
	return slices.DeleteFunc(slices.Clone(r.roles), func(o *role) bool { return o == r })
}

// waits tells whether a request for news, which is due at m, waits for what the same human gets for other
// applications: for five business days after they were asked; and for another request that is due to them and made
// sense before. Settled: of two that made sense at one moment the application with the lower number goes first. One
// that is on its way to the user waits no more; for one that was refused, or put off for who knows how long, nothing
// waits.
func (r *role) waits(n note, m minute) bool {
	if n.to == "" || len(r.asking) > 0 {
		return false
	}
	for _, other := range r.others() {
		for _, at := range other.asked(n.to) {
			if r.day(m) < r.plusBusinessDays(r.day(at), apart) {
				return true
			}
		}
		out, _ := other.pass(m, true)
		for _, o := range out {
			first := o.base < n.base || o.base == n.base && other.c.ID < r.c.ID
			if o.kind.IsStatus() && o.to == n.to && first && !other.isPutOff(o) {
				return true
			}
		}
	}
	return false
}

// isPutOff tells whether the mail server put that request off, or refused it since it made sense and since they spoke.
// Settled: what the server may have, or refused, stays to whom it was; to somebody else it is another request.
func (r *role) isPutOff(n note) bool {
	word, _, _ := r.word()
	since := max(n.base, minuteOf(word.At), minuteOf(word.RecordedAt))
	return slices.ContainsFunc(r.heldUp, func(g gone) bool {
		return g.kind == n.kind && g.round == r.nextRound(n) && (g.to == n.to || !g.fixed) && g.at >= since
	})
}

// asked is when somebody was asked for news, as far as is known. Settled: of a draft that is the moment at which it
// was sent, or at which it came as long as that is not known; of one that is on its way, at which it is tried. One
// that was skipped asked nobody.
func (r *role) asked(h human) (at []minute) {
	for _, g := range r.asking {
		if e, _ := mark(r.told, gone{note: g.note, round: g.round}); g.to == h && e.Kind != Skipped {
			at = append(at, g.at)
		}
	}
	for _, g := range r.gone {
		if !g.kind.IsStatus() || g.missed || g.to != h {
			continue
		}
		switch e, marked := mark(r.told, g); {
		case !marked:
			at = append(at, g.at)
		case e.Kind == Sent:
			at = append(at, minuteOf(e.At))
		}
	}
	for _, e := range r.told {
		to := who[e.To]
		if to == "" {
			to = r.main()
		}
		if to == h {
			at = append(at, byThemselves([]Event{e}, Kind.IsStatus)...)
		}
	}
	return at
}

// knows tells whether somebody has to do with the application: they were named, or answered, or were asked for news.
func (r *role) knows(h human) bool {
	if h == "" {
		return false
	}
	if who[r.c.Contact] == h {
		return true
	}
	for _, iv := range r.c.Interviews {
		if slices.Contains(humans(iv.Interviewers), h) {
			return true
		}
	}
	for _, e := range r.told {
		if who[e.From] == h || e.Kind == Sent && e.Note.IsStatus() && who[e.To] == h {
			return true
		}
	}
	return slices.ContainsFunc(slices.Concat(r.gone, r.asking), func(g gone) bool {
		return g.kind.IsStatus() && g.to == h && !g.missed && !g.never
	})
}

// mayStayInTouch is from when a note to stay in touch makes sense, by what is known at m of the other applications
// with the employer or the human: not while one of them is under way, nor when one ended in a no after this one,
// which has notes of its own; and when another ended, the days count from then.
func (r *role) mayStayInTouch(n note, m minute) (base minute, ok bool) {
	no, _, _ := r.word()
	ended := -never
	for _, other := range r.others() {
		if employer(r.c) != employer(other.c) && !other.knows(n.to) {
			continue
		}
		if other.isUnderWay(m) {
			return 0, false
		}
		// Settled: of two noes of one minute the one with the higher number has the notes.
		if w, _, _ := other.word(); w.Kind == Rejected && other.metBefore(minuteOf(w.At)) &&
			(w.At.After(no.At) || w.At.Equal(no.At) && other.c.ID > r.c.ID) {
			return 0, false
		}
		ended = max(ended, other.lastContact())
	}
	if n.asked > 0 && n.asked >= ended {
		return m, true
	}
	since := n.since
	if ended > -never {
		since = max(since, r.day(ended))
	}
	base = r.at(since+n.every, 0)
	return base, base <= m
}

func employer(c Case) string { return strings.ToLower(strings.TrimSpace(c.Company)) }

// isUnderWay tells whether they talk to the user, or may yet: a conversation is ahead, they made an offer, or
// something is still to come.
func (r *role) isUnderWay(m minute) bool {
	switch word, _, _ := r.word(); word.Kind {
	case Offered:
		return true
	case Rejected, Stopped:
		return false
	}
	return m < r.over() || r.awaits || slices.ContainsFunc(r.notes, func(n note) bool { return r.mayCome(&n, m) })
}

// givesWay tells whether a thank-you is late at m, and its human got another note since, so that it will be missed
// when it is due.
func (r *role) givesWay(n *note, m minute) bool {
	return n.kind == ThankYou && !n.lastCall && m >= n.late && r.isWrittenTo(*n, nil, 0)
}

// mayCome tells whether a note is still to come at m.
// Settled: one that is kept back until it will be too late is, as long as it is not missed, for that may change.
func (r *role) mayCome(n *note, m minute) bool {
	if r.givesWay(n, m) && r.isDue(n, m) {
		return false // it is missed at this minute
	}
	if !n.fades {
		return m <= n.until
	}
	for ; m <= n.until; m++ {
		if r.isDue(n, m) {
			return true
		}
	}
	return false
}

// lastContact is when the user and the employer last had to do with each other.
// Settled: of an application that ended that is when it did; of another, the last conversation, word or note.
func (r *role) lastContact() minute {
	switch word, _, _ := r.word(); word.Kind {
	case Offered, Rejected, Stopped:
		return minuteOf(word.At)
	}
	last := r.over()
	for _, e := range r.told {
		if e.Kind == Sent || r.isAWord(e) {
			last = max(last, minuteOf(e.At))
		}
	}
	for _, g := range r.gone {
		if !g.missed {
			last = max(last, g.at)
		}
	}
	return last
}

// TestOracleOfTheOutbox: what Decide and the oracle say of whether requests come now and on the days after, with
// requests in the outbox in whatever state. The machine was off for some days, so that several are due.
func TestOracleOfTheOutbox(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawUser(t)
		now := u.begins().Add(drawMinutes(t, "looked at after", 5*24*60, 30*24*60))
		u.told = slices.DeleteFunc(u.told, func(t telling) bool { return t.at.After(now) })
		off := now.Add(-drawMinutes(t, "off for", 0, 10*24*60))
		r, o := u.live(u.begins(), off, wholeMinutes(jump)), newOracle(u.cases, u.p)
		o.live(u.told, minuteOf(u.begins()), minuteOf(off), 0, 0)
		for _, told := range u.told {
			if told.at.After(off) {
				o.roles[told.of].hear(told)
			}
		}
		r.hear(now)
		for i := range r.cases {
			for range rapid.IntRange(0, 1).Draw(t, "requests") {
				to := r.cases[i].MainContact()
				if rapid.IntRange(0, 3).Draw(t, "to somebody else") == 0 {
					to = u.cast.draw(t, "to", "jo", "ann", "pat", "")
				}
				rem, e := o.roles[i].drawRequest(t, to, now)
				history := &r.cases[i].History
				history.Reminders = append(slices.Clip(history.Reminders), rem)
				o.roles[i].holds(rem)
				if e.Kind != "" {
					history.Events = append(slices.Clip(history.Events), e)
					o.roles[i].hear(telling{event: e})
				}
			}
		}
		o.call()
		for range 10 {
			for i := range r.cases {
				out, _ := o.roles[i].pass(minuteOf(now), false)
				want := slices.ContainsFunc(out, func(n note) bool { return n.kind.IsStatus() })
				got := slices.ContainsFunc(Decide(r.whole(i), u.p, now).Steps, func(s Step) bool {
					return s.Kind.IsStatus() && !s.Due.After(now)
				})
				if want != got {
					t.Fatalf("at %s a request of application %d comes: %v, and the oracle says %v\n%s%s",
						now, r.cases[i].ID, got, want, u, r)
				}
			}
			now = DateOf(now, u.p.Location).AddDays(1).At(u.p.SendAt, u.p.Location)
		}
	})
}

// String is the life, and the requests for news that came or wait.
func (r *run) String() string {
	var b strings.Builder
	for _, c := range r.cases {
		for _, rem := range c.History.Reminders {
			if rem.Kind.IsStatus() {
				fmt.Fprintf(&b, "%+v to %v: %s, uncertain %v, due %s, tried %s, settled %s\n",
					rem.Key, rem.To(), rem.State, rem.Uncertain, rem.Due, rem.NextAttempt, rem.SettledAt)
			}
		}
		for _, e := range c.History.Events {
			fmt.Fprintf(&b, "%+v\n", e)
		}
	}
	return b.String()
}

// drawRequest draws the next request for news as it may stand in the outbox, and perhaps what the user said of it.
func (r *role) drawRequest(t *rapid.T, to Person, now time.Time) (rem Reminder, e Event) {
	at := now.Add(-drawMinutes(t, "ago", 0, 10*24*60))
	rem = Reminder{
		Key:     Key{ApplicationID: r.c.ID, Kind: UpdateRequest, Round: r.nextRound(note{kind: UpdateRequest})},
		State:   rapid.SampledFrom(States).Draw(t, "state"),
		Due:     at,
		Message: mailTo(to),
	}
	switch rem.State {
	case Waiting, Sending:
		if rem.State == Waiting {
			rem.Attempts = rapid.IntRange(0, 1).Draw(t, "attempts")
			rem.Uncertain = rem.Attempts > 0 && rapid.Bool().Draw(t, "uncertain")
		}
		rem.NextAttempt = at.Add(drawMinutes(t, "tried again after", 0, 24*60))
	default:
		rem.SettledAt = at
	}
	if rapid.Bool().Draw(t, "marked") {
		e = Event{ID: 1000, ApplicationID: r.c.ID, Note: rem.Kind, Round: rem.Round, To: to, RecordedAt: now}
		e.Kind = rapid.SampledFrom([]EventKind{Sent, Skipped}).Draw(t, "mark")
		e.At = now.Add(-drawMinutes(t, "marked ago", 0, 5*24*60))
	}
	return rem, e
}

// holds takes in a request as it stands in the outbox.
func (r *role) holds(rem Reminder) {
	r.stale = true
	word, _, _ := r.word()
	g := gone{round: rem.Round, at: minuteOf(rem.SettledAt)}
	g.kind, g.to, g.word = rem.Kind, who[rem.Message.Drafts[0].To], word.ID
	tried := minuteOf(later(rem.Due, rem.NextAttempt))
	switch rem.State {
	case Delivered, Expired:
		g.missed = rem.State == Expired
		r.gone = append(r.gone, g)
	case Refused:
		g.fixed = true
		r.heldUp = append(r.heldUp, g)
	case Waiting:
		if rem.Attempts > 0 {
			g.at, g.fixed = never, rem.Uncertain // it is put off, until who knows when
			r.heldUp = append(r.heldUp, g)
		}
		if g.at = tried; rem.Uncertain {
			r.asking = append(r.asking, g)
		}
	case Sending:
		g.at = tried
		r.asking = append(r.asking, g)
	}
}
