package rules

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

//go:embed testdata/zones.txt
var zoneList string

// The zones with the oddest clocks; each is drawn as often as all the others together.
var hardZones = []string{
	"Australia/Lord_Howe", // half an hour of daylight saving
	"Pacific/Apia",        // no 30 December 2011
	"America/Santiago",    // no midnight when the clocks go forward
	"Africa/Casablanca",   // clocks back for Ramadan
	"Asia/Kathmandu",      // +05:45
	"America/St_Johns",    // changed at one minute past midnight until 2011
	"Antarctica/Troll",    // two hours of daylight saving
}

func drawZone(t *rapid.T) *time.Location {
	names := hardZones
	if rapid.Bool().Draw(t, "any zone") {
		names = strings.Fields(zoneList)
	}
	loc, err := time.LoadLocation(rapid.SampledFrom(names).Draw(t, "zone"))
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func drawPolicy(t *rapid.T) Policy {
	p := DefaultPolicy(drawZone(t))
	if rapid.Bool().Draw(t, "default policy") {
		return p
	}
	p.Waking.From = TimeOfDay(rapid.IntRange(0, 20*60).Draw(t, "waking from"))
	p.Waking.To = TimeOfDay(rapid.IntRange(int(p.Waking.From)+1, 24*60).Draw(t, "waking to"))
	p.SendAt = TimeOfDay(rapid.IntRange(0, int(p.Waking.To)-1).Draw(t, "send at"))
	p.ThankYouAfter = time.Duration(rapid.IntRange(0, 20*60).Draw(t, "thank-you after")) * time.Minute
	p.LastCall = rapid.Bool().Draw(t, "last call")
	p.GraceBusinessDays = rapid.IntRange(1, 5).Draw(t, "grace")
	p.WaitDays = rapid.IntRange(1, 10).Draw(t, "wait")
	p.WaitBusinessDays = rapid.IntRange(0, 8).Draw(t, "wait business")
	p.MaxUnanswered = rapid.IntRange(0, 4).Draw(t, "unanswered")
	p.AssumeSent = rapid.Bool().Draw(t, "assume sent")
	p.StayInTouchAfter = rapid.IntRange(1, 20).Draw(t, "touch after")
	p.StayInTouchEvery = rapid.IntRange(1, 20).Draw(t, "touch every")
	p.StayInTouchTimes = rapid.IntRange(0, 3).Draw(t, "touches")
	c, err := NewCalendar(drawCalendar(t))
	if err != nil {
		t.Fatal(err)
	}
	p.Calendar = c
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	return p
}

// drawCalendar is a country's calendar, with any weekend, and with days taken out and put in.
func drawCalendar(t *rapid.T) CalendarConfig {
	cfg := CalendarConfig{Country: rapid.SampledFrom([]string{"", "DE-BY", "US", "GB", "JP"}).Draw(t, "country")}
	if rapid.Bool().Draw(t, "a weekend of one's own") {
		cfg.Weekend = rapid.SliceOfNDistinct(rapid.SampledFrom([]time.Weekday{0, 1, 2, 3, 4, 5, 6}), 0, maxWeekend, rapid.ID).Draw(t, "weekend")
	}
	if rapid.Bool().Draw(t, "lists of days") { // so many, and so far between, that most lives have some
		stride := rapid.IntRange(7, 20).Draw(t, "stride")
		day := Date{rapid.IntRange(2007, 2020).Draw(t, "lists from"), 1, rapid.IntRange(1, 7).Draw(t, "lists from day")}
		for range maxListed {
			cfg.Workdays, cfg.Holidays = append(cfg.Workdays, day), append(cfg.Holidays, day.AddDays(3))
			day = day.AddDays(stride)
		}
	}
	return cfg
}

// drawStart is a start near something hard (a change of the clocks, the end of a year, a leap day) or anywhere.
func drawStart(t *rapid.T, loc *time.Location) time.Time {
	year := rapid.IntRange(2008, 2035).Draw(t, "year")
	near := time.Date(year, time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"), 12, 0, 0, 0, loc)
	switch rapid.IntRange(0, 4).Draw(t, "near") {
	case 0:
		if _, change := near.ZoneBounds(); !change.IsZero() && change.Year() < 2040 {
			near = change
		}
	case 1:
		near = time.Date(year, 12, 31, 12, 0, 0, 0, loc)
	case 2:
		near = time.Date(2028, 2, 29, 12, 0, 0, 0, loc)
	case 3:
		near = time.Date(2011, 12, 30, 12, 0, 0, 0, time.UTC)
	}
	return near.Add(time.Duration(rapid.IntRange(-3*24*60, 3*24*60).Draw(t, "minutes off")) * time.Minute).Truncate(time.Minute)
}

// panels are who may be met. Several have somebody in common.
var panels = [][]Person{nil, {jo}, {jo, ann}, {ann, li}}

func drawApplication(t *rapid.T) Application {
	return Application{
		ID: 1, Company: "Acme", Role: "engineer",
		Contact:   rapid.SampledFrom([]Person{{}, {}, jo, pat}).Draw(t, "contact"),
		Hook:      rapid.SampledFrom([]string{"", "a new clinic"}).Draw(t, "hook"),
		NoContact: rapid.IntRange(0, 9).Draw(t, "no contact") == 0,
	}
}

func drawInterview(t *rapid.T, p Policy, id int64, start time.Time) Interview {
	iv := Interview{
		ID: id, Start: start,
		Duration:     time.Duration(rapid.IntRange(1, 180).Draw(t, "duration")) * time.Minute,
		Interviewers: rapid.SampledFrom(panels).Draw(t, "panel"),
	}
	if rapid.Bool().Draw(t, "date named") {
		iv.DecisionBy = DateOf(iv.Start, p.Location).AddDays(rapid.IntRange(0, 12).Draw(t, "decision in days"))
	}
	return iv
}

// maxInterviews is how many interviews an application has at most.
const maxInterviews = 4

// drawInterviews adds up to two interviews to the first, on the same day or another, known from the beginning or not.
func (l *life) drawInterviews(t *rapid.T) {
	start := drawStart(t, l.p.Location)
	l.c.Interviews = []Interview{drawInterview(t, l.p, 1, start)}
	minutes := func(what string, from, to int) time.Duration {
		return time.Duration(rapid.IntRange(from, to).Draw(t, what)) * time.Minute
	}
	for id := range rapid.SampledFrom([]int64{0, 0, 1, 1, 2}).Draw(t, "more interviews") {
		off := minutes("hours apart", -4*60, 10*60)
		if rapid.Bool().Draw(t, "another day") {
			off = minutes("days apart", -5*24*60, 20*24*60)
		}
		iv := drawInterview(t, l.p, id+2, start.Add(off))
		if rapid.IntRange(0, 2).Draw(t, "told of") == 0 {
			l.joins = append(l.joins, join{iv.Start.Add(minutes("told of after", -10*24*60, 2*24*60)), iv})
		} else {
			l.c.Interviews = append(l.c.Interviews, iv)
		}
	}
	SortInterviews(l.c.Interviews)
}

// drawEvents draws up to five things that happen, mostly after the first interview, each with the moment at which it is
// told. What was heard, sent or skipped may have been some time before that.
func (l *life) drawEvents(t *rapid.T) {
	first, loc := l.c.Interviews[0], l.p.Location
	at := first.End()
	minutes := func(what string, from, to int) time.Duration {
		return time.Duration(rapid.IntRange(from, to).Draw(t, what)) * time.Minute
	}
	until := func() Date { return DateOf(at, loc).AddDays(rapid.IntRange(0, 15).Draw(t, "until in days")) }
	from := func() string { return rapid.SampledFrom([]string{"", ann.String(), pat.String(), "<"}).Draw(t, "from") }
	// about says of which interview something is, and when it is told: in half of the cases, after that one.
	about := func(e *Event) {
		iv := rapid.SampledFrom(l.all()).Draw(t, "interview")
		e.InterviewID = iv.ID
		if rapid.Bool().Draw(t, "after it") {
			e.RecordedAt = iv.Start.Add(minutes("told after it", 0, 4*24*60))
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "beforehand") == 0 {
		at = first.Start.Add(-minutes("minutes before", 0, 10*24*60))
	}
	for range rapid.IntRange(0, 5).Draw(t, "events") {
		at = at.Add(minutes("minutes later", 1, 6*24*60))
		e := Event{ApplicationID: 1, RecordedAt: at}
		e.Kind = rapid.SampledFrom([]EventKind{
			Undecided, Undecided, Undecided, Rejected, Offered, Advanced, Advanced, NoShow, NoShow, Stopped, Stopped, Snoozed, Sent, Skipped,
		}).Draw(t, "event")
		ago := minutes("minutes ago", 0, 2*24*60)
		switch e.Kind {
		case Undecided, Offered:
			if rapid.Bool().Draw(t, "until named") {
				e.Until = until()
			}
			e.From = from()
		case Rejected:
			e.From = from()
		case Advanced:
			e.From = from()
			switch n := int64(len(l.all())); rapid.IntRange(0, 2).Draw(t, "next round") {
			case 0:
				if n < maxInterviews {
					e.Next = n + 1
					l.joins = append(l.joins, join{at, drawInterview(t, l.p, n+1, at.Add(minutes("next in", -24*60, 15*24*60)))})
				}
			case 1:
				e.Until = until()
			}
		case NoShow:
			about(&e)
		case Stopped:
			if rapid.Bool().Draw(t, "called off") {
				about(&e)
				break
			}
			e.Note = rapid.SampledFrom([]Kind{"", Withdrawal}).Draw(t, "letter")
		case Snoozed:
			e.SnoozeUntil, ago = at.Add(minutes("snooze minutes", 0, 10*24*60)), 0
		case Sent, Skipped:
			e.Note = rapid.SampledFrom(append([]Kind{ThankYou, ThankYou}, Kinds...)).Draw(t, "note")
			e.Round = rapid.IntRange(0, 2).Draw(t, "round")
			e.Recipient = rapid.SampledFrom([]string{"", jo.Key(), ann.Key()}).Draw(t, "recipient")
			if e.Note == ThankYou && rapid.Bool().Draw(t, "of one interview") {
				about(&e)
			}
		}
		e.At = e.RecordedAt.Add(-ago)
		l.events = append(l.events, e)
	}
	slices.SortStableFunc(l.events, func(a, b Event) int { return a.RecordedAt.Compare(b.RecordedAt) })
	for i := range l.events {
		l.events[i].ID = int64(i + 1)
	}
	slices.SortStableFunc(l.joins, func(a, b join) int { return a.at.Compare(b.at) })
}

// life is an application, and what will be told about it when.
type life struct {
	c       Case // with the interviews that are known from the beginning
	p       Policy
	events  []Event
	joins   []join
	edits   []edit
	refuses func(Key) bool              // whether the mail server does, or nil
	visit   func(c Case, now time.Time) // is shown the case after each pass, or nil
}

// join is one more interview, and when it is told of.
type join struct {
	at time.Time
	iv Interview
}

// edit is what the user changes of an interview.
type edit struct {
	at    time.Time
	id    int64
	start time.Time
	by    Date
}

// all are the interviews that the application comes to have, as they are told of.
func (l life) all() []Interview {
	all := slices.Clone(l.c.Interviews)
	for _, j := range l.joins {
		all = append(all, j.iv)
	}
	return all
}

// whole is the application as it is in the end, and all that was told of it.
func (l life) whole() Case {
	c := l.c
	c.Interviews = l.all()
	SortInterviews(c.Interviews)
	c.History.Events = l.events
	return c
}

// first is when the first interview begins, last when the last one ends.
func (l life) first() time.Time { return l.whole().Interviews[0].Start }

func (l life) last() (at time.Time) {
	for _, iv := range l.all() {
		at = later(at, iv.End())
	}
	return at
}

func drawLife(t *rapid.T) life {
	l := life{p: drawPolicy(t)}
	l.c.Application = drawApplication(t)
	l.drawInterviews(t)
	l.drawEvents(t)
	l.drawPause(t)
	return l
}

// drawPause draws, for one life in four, until when the user is away: mostly near a moment at which some note's time ends.
func (l *life) drawPause(t *rapid.T) {
	if rapid.IntRange(0, 3).Draw(t, "paused") == 0 {
		l.p.Pause = Pause{Until: drawReturn(t, *l), All: rapid.IntRange(0, 3).Draw(t, "pause all") == 0}
	}
}

// drawHardLife is one in which the interviews may be moved, and mails refused.
func drawHardLife(t *rapid.T) life {
	l := drawLife(t)
	for range rapid.IntRange(0, 2).Draw(t, "edits") {
		iv := rapid.SampledFrom(l.all()).Draw(t, "edited")
		at := iv.Start.Add(time.Duration(rapid.IntRange(-5*24*60, 20*24*60).Draw(t, "edited after minutes")) * time.Minute)
		start := iv.Start.Add(time.Duration(rapid.IntRange(-5*24*60, 20*24*60).Draw(t, "moved by minutes")) * time.Minute)
		by := DateOf(start, l.p.Location).AddDays(rapid.IntRange(0, 12).Draw(t, "decision in days"))
		l.edits = append(l.edits, edit{at, iv.ID, start, by})
	}
	slices.SortStableFunc(l.edits, func(a, b edit) int { return a.at.Compare(b.at) })
	if seed := rapid.IntRange(0, 1000).Draw(t, "refusals"); seed > 0 {
		l.refuses = func(k Key) bool {
			h := fnv.New32a()
			fmt.Fprint(h, seed, k)
			return h.Sum32()%3 == 0
		}
	}
	return l
}

// begins is a moment before which nothing happens.
func (l life) begins() time.Time {
	at := l.first()
	earlier := func(other time.Time) {
		if other.Before(at) {
			at = other
		}
	}
	for _, e := range l.events {
		earlier(e.RecordedAt)
	}
	for _, j := range l.joins {
		earlier(j.at)
	}
	for _, e := range l.edits {
		earlier(e.at)
		earlier(e.start)
	}
	return at
}

// A sent is a step with the moment it was delivered at, and the case as it stood then, with the events that had been told.
type sent struct {
	Step
	At   time.Time
	Case Case
}

// live runs a daemon over the life. The ticks function gives the moment of the next pass after one at now, given when
// Decide asked to be asked again and when the next thing is told (either may be zero).
func (l life) live(from, until time.Time, ticks func(now, next, told time.Time) time.Time) []sent {
	c := l.c
	c.Interviews, c.History.Reminders = slices.Clone(c.Interviews), slices.Clone(c.History.Reminders)
	events, joins, edits := l.events, l.joins, l.edits
	var out []sent
	for now := from; !now.IsZero() && !now.After(until); {
		for len(events) > 0 && !events[0].RecordedAt.After(now) {
			events = events[1:]
		}
		c.History.Events = l.events[:len(l.events)-len(events)]
		for len(joins) > 0 && !joins[0].at.After(now) {
			c.Interviews = append(slices.Clip(c.Interviews), joins[0].iv)
			joins = joins[1:]
		}
		for len(edits) > 0 && !edits[0].at.After(now) {
			edits[0].apply(&c)
			edits = edits[1:]
		}
		SortInterviews(c.Interviews)
		var d Decision
		for settled := true; settled; {
			settled = false
			d = Decide(c, l.p, now)
			for _, s := range d.Steps {
				switch {
				case s.Due.After(now):
				case l.refuses != nil && l.refuses(s.Key):
					settled = c.settle(s, Refused, now) || settled
				case c.settle(s, Delivered, now):
					out = append(out, sent{s, now, c.snapshot()})
					settled = true
				}
			}
			for _, s := range d.Missed {
				settled = c.settle(s, Expired, now) || settled
			}
		}
		if l.visit != nil {
			l.visit(c, now)
		}
		var told time.Time
		sooner := func(at time.Time) {
			if told.IsZero() || at.Before(told) {
				told = at
			}
		}
		if len(events) > 0 {
			sooner(events[0].RecordedAt)
		}
		if len(joins) > 0 {
			sooner(joins[0].at)
		}
		if len(edits) > 0 {
			sooner(edits[0].at)
		}
		now = ticks(now, d.Next, told)
	}
	return out
}

// apply changes the interview, if it is known yet.
func (e edit) apply(c *Case) {
	for i := range c.Interviews {
		if c.Interviews[i].ID == e.id {
			c.Interviews[i].Start, c.Interviews[i].DecisionBy = e.start, e.by
		}
	}
}

// snapshot is the case as it stands, without its reminders.
func (c Case) snapshot() Case {
	c.Interviews, c.History.Reminders = slices.Clone(c.Interviews), nil
	return c
}

func jump(_, next, told time.Time) time.Time {
	if next.IsZero() || !told.IsZero() && told.Before(next) {
		return told
	}
	return next
}

// drawAbsence is like jump, but with the machine off for a stretch of up to ten days.
func (l life) drawAbsence(t *rapid.T) func(_, next, told time.Time) time.Time {
	off := l.first().Add(time.Duration(rapid.IntRange(0, 20*24*60).Draw(t, "off after minutes")) * time.Minute)
	on := off.Add(time.Duration(rapid.IntRange(0, 10*24*60).Draw(t, "off for minutes")) * time.Minute)
	return func(now, next, told time.Time) time.Time {
		at := jump(now, next, told)
		if !at.Before(off) && at.Before(on) {
			return on
		}
		return at
	}
}

func (l life) horizon() time.Time {
	until := l.last()
	for _, e := range l.events {
		until = later(until, e.RecordedAt)
	}
	for _, j := range l.joins {
		until = later(until, j.at)
	}
	for _, e := range l.edits {
		until = later(until, later(e.at, e.start))
	}
	return until.AddDate(0, 5, 0)
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawHardLife(t)
		p := l.p
		out := l.live(l.begins(), l.horizon(), l.drawAbsence(t))

		keys := map[Key]bool{}
		type thanked struct {
			interview int64
			recipient string
			start     time.Time
		}
		thanks := map[thanked][]sent{}
		var unanswered int
		var lastWord int64
		var lastStart, lastRequest time.Time
		for _, s := range out {
			say := fmt.Sprintf("%s to %q at %s (%s)", s.Kind, s.Recipient, s.At.In(p.Location), s.Why)
			ends := s.Deadline // there are waking hours in any three days
			if ends.IsZero() {
				ends = s.Expires
			}
			if p.Pause.Holds(s.At) && (p.Pause.All || ends.IsZero() || ends.After(p.Pause.Until.AddDate(0, 0, 3))) {
				t.Fatalf("%s: paused until %s, all: %v", say, p.Pause.Until.In(p.Location), p.Pause.All)
			}
			if keys[s.Key] {
				t.Fatalf("%s: came twice", say)
			}
			keys[s.Key] = true
			events, word := s.Case.History.Events, s.Case.LastWord()
			if !s.Kind.ToEach() && slices.ContainsFunc(events, func(e Event) bool {
				return e.Kind == Skipped && e.Note == s.Kind && e.Round == s.Round
			}) {
				t.Fatalf("%s: came after it was skipped", say)
			}
			if s.ApplicationID != 1 || (s.InterviewID != 0) != (s.Kind == ThankYou) {
				t.Fatalf("%s: it is about interview %d of application %d", say, s.InterviewID, s.ApplicationID)
			}

			if s.Kind.IsStatus() && s.Recipient != s.Case.MainContact().Key() {
				t.Fatalf("%s: the case names %s as the main contact", say, s.Case.MainContact())
			}
			switch s.Kind {
			case ThankYou:
				checkThankYou(t, p, s, say, word)
				k := thanked{s.InterviewID, s.Recipient, s.interview().Start}
				before := thanks[k]
				if len(before) > 1 || !s.LastCall && len(before) > 0 {
					t.Fatalf("%s: after %d others for the same interview", say, len(before))
				}
				if s.LastCall {
					tooSoon := len(before) > 0 && (before[0].LastCall || s.At.Sub(before[0].At) < 4*time.Hour)
					if tooSoon || s.At.After(s.interview().End().Add(24*time.Hour)) { // the first may be of before it was moved
						t.Fatalf("%s: a last call at the wrong time, after %v", say, before)
					}
				}
				thanks[k] = append(before, s)
			case UpdateRequest, SecondRequest:
				if by := promised(p, s); !by.IsZero() && !by.Before(DateOf(s.At, p.Location)) {
					t.Fatalf("%s: the promised %s is not past", say, by)
				}
				var id int64
				if word != nil {
					id = word.ID
				}
				start := s.Case.Latest().Start // of the last that took place or will, or of all if none does
				for _, iv := range s.Case.Interviews {
					if !isMet(s.Case, iv) {
						continue
					}
					start = iv.Start
					if s.At.Before(iv.End()) || !DateOf(start, p.Location).Before(DateOf(s.At, p.Location)) {
						t.Fatalf("%s: on the day of the interview of %s, which ended at %s, or before", say, start, iv.End())
					}
				}
				if id != lastWord || !start.Equal(lastStart) {
					unanswered, lastWord, lastStart = 0, id, start
				}
				if DateOf(lastRequest, p.Location) == DateOf(s.At, p.Location) {
					t.Fatalf("%s: the second on a day, after %s", say, lastRequest)
				}
				lastRequest = s.At
				if !l.skipped(s) {
					unanswered++
				}
				if unanswered > p.MaxUnanswered {
					t.Fatalf("%s: number %d without an answer", say, unanswered)
				}
				checkHours(t, p, s, say, p.SendAt, true)
			case StayInTouch:
				if !slices.ContainsFunc(s.Case.Interviews, func(iv Interview) bool {
					return isMet(s.Case, iv) && !iv.Start.After(word.At)
				}) {
					t.Fatalf("%s: nobody met before the no", say)
				}
				checkHours(t, p, s, say, p.SendAt, true)
			default:
				checkHours(t, p, s, say, p.Waking.From, false)
			}
			if word != nil && !slices.Contains(after(*word), s.Kind) {
				t.Fatalf("%s: after %s", say, word.Kind)
			}
			if answers := s.Kind.row().answers; answers != "" && (word == nil || word.Kind != answers) {
				t.Fatalf("%s: nobody said %s", say, answers)
			}
			if s.Heard != nil && s.Heard.Kind == Offered && !s.Heard.Until.IsZero() && s.Heard.Until.Before(DateOf(s.At, p.Location)) {
				t.Fatalf("%s: the day of the answer, %s, is past", say, s.Heard.Until)
			}
			if l.c.NoContact && !slices.Contains([]Kind{UndecidedReply, RejectionThanks, OfferThanks, OfferAnswer, Withdrawal}, s.Kind) {
				t.Fatalf("%s: they asked not to be contacted", say)
			}
			for _, e := range events {
				if e.Kind == Snoozed && lastSnooze(s.Case) == e.ID && s.At.Before(e.SnoozeUntil) {
					t.Fatalf("%s: snoozed until %s", say, e.SnoozeUntil)
				}
			}
		}
	})
}

// interview is the one that a thank-you is for, as it stood when it went out.
func (s sent) interview() Interview {
	iv, _ := s.Case.Interview(s.InterviewID)
	return iv
}

// isMet tells whether an interview took place, or will, as far as is known.
func isMet(c Case, iv Interview) bool { return !c.NoShow(iv.ID) && !c.CalledOff(iv.ID) }

// checkThankYou looks at a thank-you by itself.
func checkThankYou(t *rapid.T, p Policy, s sent, say string, word *Event) {
	iv := s.interview()
	end := iv.End()
	switch {
	case iv.IndexOf(s.Recipient) < 0 && (s.Recipient != "" || len(iv.Interviewers) > 0):
		t.Fatalf("%s: they were not in the interview", say)
	case s.At.Before(end):
		t.Fatalf("%s: before the interview ended at %s", say, end)
	case s.At.After(end.Add(72 * time.Hour)):
		t.Fatalf("%s: more than 72 hours after the interview ended at %s", say, end)
	case word != nil && s.At.After(end.Add(24*time.Hour)) &&
		(word.Kind == Offered || word.Kind == Advanced && word.Next != iv.ID && !word.At.Before(iv.Start)):
		t.Fatalf("%s: after %s and its 24 hours", say, word.Kind)
	case !s.LastCall && !s.At.Equal(p.firstWaking(s.At)) && s.At.Before(end.Add(23*time.Hour)):
		t.Fatalf("%s: outside the waking hours for no reason", say)
	case s.Late != !s.At.Before(end.Add(24*time.Hour)):
		t.Fatalf("%s: late is %v", say, s.Late)
	case !isMet(s.Case, iv):
		t.Fatalf("%s: for a conversation that did not take place", say)
	}
	for _, other := range s.Case.Interviews {
		sameDay := DateOf(other.Start, p.Location) == DateOf(iv.Start, p.Location)
		if sameDay && other.Start.After(iv.Start) && other.IndexOf(s.Recipient) >= 0 && isMet(s.Case, other) {
			t.Fatalf("%s: they were met again that day, %s", say, other.Start)
		}
	}
}

// after are the kinds of notes that may come while that word is the last.
func after(word Event) []Kind {
	switch {
	case word.Kind == Undecided:
		return []Kind{ThankYou, UndecidedReply, UpdateRequest, SecondRequest}
	case word.Kind == NoShow:
		return []Kind{ThankYou, NoShowNote, UpdateRequest, SecondRequest}
	case word.Kind == Advanced:
		return []Kind{ThankYou, UpdateRequest, SecondRequest}
	case word.Kind == Offered:
		return []Kind{ThankYou, OfferThanks, OfferAnswer}
	case word.Kind == Rejected:
		return []Kind{RejectionThanks, StayInTouch}
	case word.Kind == Stopped && word.Note == Withdrawal:
		return []Kind{Withdrawal}
	}
	return nil
}

// promised is the latest day that they named, as far as it was told when the step went out.
func promised(p Policy, s sent) Date {
	o := newOracle(s.Case, p)
	o.told = slices.Clone(s.Case.History.Events)
	slices.SortStableFunc(o.told, func(a, b Event) int { return a.At.Compare(b.At) })
	by, _ := o.promise()
	return by
}

func (l life) skipped(s sent) bool {
	for _, e := range l.events {
		if e.Kind == Skipped && e.Note == s.Kind && e.Round == s.Round {
			return true
		}
	}
	return false
}

func lastSnooze(c Case) (id int64) {
	for _, e := range c.eventsInOrder() {
		if e.Kind == Snoozed {
			id = e.ID
		}
	}
	return id
}

// checkHours looks at the clock on the wall, not at the code under test: the delivery must not show a time outside the
// hours. (The first instant after a gap in the clocks may be later than the hours' beginning, never earlier.)
func checkHours(t *rapid.T, p Policy, s sent, say string, from TimeOfDay, business bool) {
	local := s.At.In(p.Location)
	if m := TimeOfDay(local.Hour()*60 + local.Minute()); m < from || m >= p.Waking.To {
		t.Fatalf("%s: outside %s-%s", say, from, p.Waking.To)
	}
	if business && !p.Calendar.IsBusinessDay(DateOf(s.At, p.Location)) {
		t.Fatalf("%s: on no business day", say)
	}
}

// TestEveryMinute: a daemon that wakes every minute delivers the same as one that sleeps until Decide wants to be asked.
// The minutes are those of the half hours before and after something is delivered or told.
func TestEveryMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawHardLife(t)
		from, until := l.begins(), l.horizon()
		jumped := l.live(from, until, jump)
		var around []time.Time
		for _, iv := range l.all() {
			around = append(around, iv.End())
		}
		for _, j := range l.joins {
			around = append(around, j.at)
		}
		for _, s := range jumped {
			around = append(around, s.At)
		}
		for _, e := range l.events {
			around = append(around, e.RecordedAt)
		}
		for _, e := range l.edits {
			around = append(around, e.at)
		}
		middle := rapid.SampledFrom(around).Draw(t, "around")
		minutes := l.live(from, until, func(now, next, told time.Time) time.Time {
			at := jump(now, next, told)
			if begins := middle.Add(-30 * time.Minute); now.Before(begins) && (at.IsZero() || at.After(begins)) {
				return begins
			}
			if minute := now.Add(time.Minute); minute.Before(middle.Add(30 * time.Minute)) {
				return minute
			}
			return at
		})
		if diff := cmp.Diff(jumped, minutes, compareSteps); diff != "" {
			t.Fatalf("jumping to each next check (-) and every minute (+) differ:\n%s", diff)
		}
	})
}

// TestExtraWakeUps is the same over months: a daemon that also wakes at odd moments in between.
func TestExtraWakeUps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawHardLife(t)
		from := l.begins()
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		ticks := func(now, next, told time.Time) time.Time {
			at := now.Add(time.Duration(random.IntN(36*60)+1) * time.Minute)
			if j := jump(now, next, told); !j.IsZero() && j.Before(at) {
				return j
			}
			return at
		}
		jumped := l.live(from, l.horizon(), jump)
		if diff := cmp.Diff(jumped, l.live(from, l.horizon(), ticks), compareSteps); diff != "" {
			t.Fatalf("jumping to each next check (-) and waking in between (+) differ:\n%s", diff)
		}
	})
}

var compareSteps = cmp.Options{
	cmpopts.IgnoreUnexported(Step{}),
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) }),
}

// TestSameInputSameAnswer: neither the order of the history's rows nor asking again changes the answer.
func TestSameInputSameAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLife(t)
		c := l.whole()
		for _, s := range l.live(l.begins(), l.horizon(), jump) {
			c.settle(s.Step, Delivered, s.At)
		}
		now := l.first().Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(t, "minutes later")) * time.Minute)
		want := Decide(c, l.p, now)
		if diff := cmp.Diff(want, Decide(c, l.p, now), compareSteps); diff != "" {
			t.Fatalf("asked twice:\n%s", diff)
		}
		c.History.Events = rapid.Permutation(c.History.Events).Draw(t, "events")
		c.History.Reminders = rapid.Permutation(c.History.Reminders).Draw(t, "reminders")
		if diff := cmp.Diff(want, Decide(c, l.p, now), compareSteps); diff != "" {
			t.Fatalf("the rows in another order:\n%s", diff)
		}
	})
}

// TestAnOccasionMakesOneNote: once a note was built on it, it is used up.
func TestAnOccasionMakesOneNote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLife(t)
		l.c.Hook = "a new clinic"
		notes := 0
		for _, s := range l.live(l.begins(), l.horizon(), l.drawAbsence(t)) {
			if s.Kind == StayInTouch && s.Hook != "" {
				notes++
			}
		}
		if notes > 1 {
			t.Fatalf("%d notes", notes)
		}
	})
}

// TestWhatWasRefusedBefore: what was refused before the interviews, or before the last word, is as if it had never been. A
// thank-you has nothing to do with a word, and a note to stay in touch has had its turn.
func TestWhatWasRefusedBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLife(t)
		from := l.last()
		if n := len(l.events); n > 0 {
			from = later(from, l.events[n-1].RecordedAt)
		}
		heard := from.Add(time.Minute)
		from = from.Add(time.Duration(rapid.IntRange(1, 2*24*60).Draw(t, "told minutes later")) * time.Minute)
		l.events = append(l.events, Event{ID: 100, ApplicationID: 1, Kind: Undecided, At: heard, RecordedAt: from})
		refused, kinds := from, slices.DeleteFunc(slices.Clone(Kinds), func(k Kind) bool { return k == ThankYou || k == StayInTouch })
		if rapid.Bool().Draw(t, "before the interviews") {
			refused, kinds = l.first(), append(kinds, ThankYou)
		}
		refused = refused.Add(-time.Duration(rapid.IntRange(1, 5*24*60).Draw(t, "refused minutes before")) * time.Minute)
		lines := func() (lines []string) {
			for _, s := range l.live(from, l.horizon(), jump) {
				if slices.Contains(kinds, s.Kind) {
					lines = append(lines, line(s.Kind, s.InterviewID, s.Recipient, 0, s.LastCall, s.At, l.p.Location))
				}
			}
			return lines
		}
		want := lines()
		refuse := func(interview int64, kind Kind) {
			for _, to := range []Person{{}, jo, ann, li, pat} {
				k := Key{ApplicationID: 1, InterviewID: interview, Kind: kind, Recipient: to.Key(), Round: 1}
				l.c.History.Reminders = append(l.c.History.Reminders, Reminder{Key: k, State: Refused, SettledAt: refused})
			}
		}
		for _, kind := range kinds {
			if kind != ThankYou {
				refuse(0, kind)
				continue
			}
			for _, iv := range l.all() {
				refuse(iv.ID, kind)
			}
		}
		if diff := cmp.Diff(want, lines()); diff != "" {
			t.Fatalf("without the refused ones (-) and with them (+):\n%s", diff)
		}
	})
}

// TestUnmarkedIsWhatDecideAssumes: after every pass, the requests for news that the user is asked about are those that
// Decide takes as sent without their word, the latest of each kind; and what they say of one settles it for both. One from
// before an interview that is ahead counts for nothing, but may be asked about as long as that one may still be called off.
func TestUnmarkedIsWhatDecideAssumes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawHardLife(t)
		l.visit = func(c Case, now time.Time) {
			v := viewOf(c, l.p, now)
			assumed, asked := map[Kind]Key{}, map[Kind]Key{}
			for _, e := range v.statusEmails() {
				if e.assumed && v.phase() != PhaseStopped {
					assumed[e.reminder.Kind] = e.reminder.Key
				}
			}
			for _, r := range slices.Backward(c.Unmarked(now)) { // the newest of each kind last
				ahead := c.Latest().Start
				if r.Kind.IsStatus() && (!ahead.After(now) || !r.SettledAt.Before(ahead)) {
					asked[r.Kind] = r.Key
				}
			}
			if diff := cmp.Diff(assumed, asked); diff != "" {
				t.Fatalf("at %s Decide assumes (-) and the user is asked (+):\n%s%+v", now, diff, c.History)
			}
		}
		l.live(l.begins(), l.horizon(), l.drawAbsence(t))
	})
}

// TestThereIsAlwaysSomethingToImagine: whatever happened, any kind of note can be looked at, to whom it would go.
func TestThereIsAlwaysSomethingToImagine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLife(t)
		c := l.whole()
		for _, s := range l.live(l.begins(), l.horizon(), jump) {
			c.settle(s.Step, Delivered, s.At)
		}
		now := l.first().Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(t, "minutes later")) * time.Minute)
		for _, kind := range Kinds {
			iv := rapid.SampledFrom(c.Interviews).Draw(t, "interview")
			steps := Imagine(c, l.p, kind, iv, now, time.Time{})
			if len(steps) == 0 {
				t.Fatalf("no %s", kind)
			}
			seen := map[string]bool{}
			for _, s := range steps {
				if s.Kind != kind || s.LastCall || seen[s.Recipient] || kind == ThankYou && s.InterviewID != iv.ID {
					t.Fatalf("%s: %+v", kind, steps)
				}
				seen[s.Recipient] = true
			}
		}
	})
}
