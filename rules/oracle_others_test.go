package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// apart is the least number of business days between two requests for news to one human, across applications.
const apart = 5

// others returns the user's other applications.
func (r *role) others() []*role {
	return slices.DeleteFunc(slices.Clone(r.roles), func(o *role) bool { return o == r })
}

// waits reports whether a request for news that is due at m waits for what the same human gets about other
// applications: for five business days after they were asked, and for another request that is due to them and made
// sense earlier. Agreed: of two that made sense at one moment, the application with the lower number goes first. A
// request that is being sent does not wait any more. Nothing waits for a request that was refused, or deferred for
// an unknown time.
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
			if o.kind.IsRequest() && o.to == n.to && first && !other.isPutOff(o) {
				return true
			}
		}
	}
	return false
}

// isPutOff reports whether the mail server deferred that request, or refused it since it made sense and since they
// spoke. Agreed: a mail that the server may have, or refused, keeps its recipient; to somebody else it is another
// request.
func (r *role) isPutOff(n note) bool {
	word, _, _ := r.word()
	since := max(n.base, minuteOf(word.At), minuteOf(word.RecordedAt))
	return slices.ContainsFunc(r.heldUp, func(g gone) bool {
		return g.kind == n.kind && g.round == r.nextRound(n) && (g.to == n.to || !g.fixed) && g.at >= since
	})
}

// asked returns when somebody was asked for news, as far as is known. Agreed: for a draft that is when it was sent
// or, as long as that is not known, when it came; for one that is being sent, when it is tried. A draft that was
// skipped asked nobody.
func (r *role) asked(h human) (at []minute) {
	for _, g := range r.asking {
		if e, _ := mark(r.told, gone{note: g.note, round: g.round}); g.to == h && e.Kind != Skipped {
			at = append(at, g.at)
		}
	}
	for _, g := range r.gone {
		if !g.kind.IsRequest() || g.missed || g.to != h {
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
			at = append(at, byThemselves([]Event{e}, Kind.IsRequest)...)
		}
	}
	return at
}

// knows reports whether somebody is connected to the application: they were named, or answered, or were asked for
// news.
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
		if who[e.From] == h || e.Kind == Sent && e.Note.IsRequest() && who[e.To] == h {
			return true
		}
	}
	return slices.ContainsFunc(slices.Concat(r.gone, r.asking), func(g gone) bool {
		return g.kind.IsRequest() && g.to == h && !g.missed && !g.never
	})
}

// mayStayInTouch returns from when a note to stay in touch makes sense, in view of what is known at m of the other
// applications with the employer or the human. It does not while one of them is under way, nor if one was rejected
// after this one and has notes of its own. If another ended, the days count from there.
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
		// Agreed: of two rejections in one minute the one with the higher number has the notes.
		if w, _, _ := other.word(); w.Kind == Rejected && other.hadInterviewBy(minuteOf(w.At)) &&
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

// isUnderWay reports whether an application is open in this sense: an interview is ahead, they made an offer, something
// is still to come, or they wrote. Agreed: the last holds until the user tells what it says, however long that is.
func (r *role) isUnderWay(m minute) bool {
	switch word, _, _ := r.word(); word.Kind {
	case Offered:
		return true
	case Rejected, Stopped:
		return false
	}
	return m < r.over() || r.awaits || r.wrote ||
		slices.ContainsFunc(r.notes, func(n note) bool { return r.mayCome(&n, m) })
}

// givesWay reports whether a thank-you is late at m and its human got another note since, so that it will be
// missed when it is due.
func (r *role) givesWay(n *note, m minute) bool {
	return n.kind == ThankYou && !n.lastCall && m >= n.late && r.isWrittenTo(*n, nil, 0)
}

// mayCome reports whether a note is still to come at m. Agreed: a note that is delayed until it will be too late
// is still to come as long as it is not missed, because that may change.
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

// lastContact returns when the user and the employer were last in contact. Agreed: for an application that ended,
// that is when it did; for another, the last interview, word or note.
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

// Decide and the oracle agree on whether requests come now and on the following days, with requests in the outbox
// in any state. The machine was off for some days, so that several are due.
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
				want := slices.ContainsFunc(out, func(n note) bool { return n.kind.IsRequest() })
				got := slices.ContainsFunc(Decide(r.whole(i), u.p, now).Steps, func(s Step) bool {
					return s.Kind.IsRequest() && !s.Due.After(now)
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

// String describes the life, and the requests for news that came or wait.
func (r *run) String() string {
	var b strings.Builder
	for _, c := range r.cases {
		for _, rem := range c.History.Reminders {
			if rem.Kind.IsRequest() {
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

// drawRequest draws the next request for news in some state of the outbox, and perhaps what the user said about
// it.
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

// holds records a request in its state in the outbox.
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
			g.at, g.fixed = never, rem.Uncertain // it is deferred for an unknown time
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
