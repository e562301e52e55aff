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
	c, err := NewCalendar(rapid.SampledFrom([]string{"", "DE-BY", "US", "GB", "JP"}).Draw(t, "country"), nil)
	if err != nil {
		t.Fatal(err)
	}
	p.Calendar = c
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	return p
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

func drawInterview(t *rapid.T, p Policy) Interview {
	iv := Interview{
		ID: 1, Company: "Acme", Role: "engineer", Start: drawStart(t, p.Location),
		Duration:     time.Duration(rapid.IntRange(1, 180).Draw(t, "duration")) * time.Minute,
		Interviewers: rapid.SampledFrom([][]Person{nil, {jo}, {jo, ann}}).Draw(t, "panel"),
		Hook:         rapid.SampledFrom([]string{"", "a new clinic"}).Draw(t, "hook"),
		NoContact:    rapid.IntRange(0, 9).Draw(t, "no contact") == 0,
	}
	if rapid.Bool().Draw(t, "date named") {
		iv.DecisionBy = DateOf(iv.Start, p.Location).AddDays(rapid.IntRange(0, 12).Draw(t, "decision in days"))
	}
	return iv
}

// drawEvents are up to five things that happen, mostly after the interview, each with the moment at which it is told. What
// was heard, sent or skipped may have been some time before that.
func drawEvents(t *rapid.T, p Policy, iv Interview) []Event {
	var events []Event
	at := iv.End()
	if rapid.IntRange(0, 3).Draw(t, "beforehand") == 0 {
		at = iv.Start.Add(-time.Duration(rapid.IntRange(0, 10*24*60).Draw(t, "minutes before")) * time.Minute)
	}
	for i := range rapid.IntRange(0, 5).Draw(t, "events") {
		at = at.Add(time.Duration(rapid.IntRange(1, 6*24*60).Draw(t, "minutes later")) * time.Minute)
		e := Event{ID: int64(i + 1), InterviewID: 1, At: at, RecordedAt: at}
		e.Kind = rapid.SampledFrom([]EventKind{Undecided, Undecided, Undecided, Rejected, Offered, Advanced, NoShow, Stopped, Snoozed, Sent, Skipped}).Draw(t, "event")
		switch e.Kind {
		case Undecided, Offered:
			if rapid.Bool().Draw(t, "until named") {
				e.Until = DateOf(at, p.Location).AddDays(rapid.IntRange(0, 15).Draw(t, "until in days"))
			}
			e.From = rapid.SampledFrom([]string{"", ann.String(), "Pat <pat@acme.test>"}).Draw(t, "from")
		case Advanced:
			switch rapid.IntRange(0, 2).Draw(t, "next round") {
			case 0:
				e.Next = 2
			case 1:
				e.Until = DateOf(at, p.Location).AddDays(rapid.IntRange(0, 15).Draw(t, "until in days"))
			}
		case Stopped:
			e.Note = rapid.SampledFrom([]Kind{"", Withdrawal}).Draw(t, "letter")
		case Snoozed:
			e.SnoozeUntil = at.Add(time.Duration(rapid.IntRange(0, 10*24*60).Draw(t, "snooze minutes")) * time.Minute)
		case Sent, Skipped:
			e.Note = rapid.SampledFrom(Kinds).Draw(t, "note")
			e.Round = rapid.IntRange(0, 2).Draw(t, "round")
			e.Recipient = rapid.SampledFrom([]string{"", jo.Email}).Draw(t, "recipient")
		}
		if e.Kind != Snoozed {
			e.At = at.Add(-time.Duration(rapid.IntRange(0, 2*24*60).Draw(t, "minutes ago")) * time.Minute)
		}
		events = append(events, e)
	}
	return events
}

// life is an interview, and what will be told about it when.
type life struct {
	c       Case
	p       Policy
	events  []Event
	edits   []edit
	refuses func(Key) bool              // whether the mail server does, or nil
	visit   func(c Case, now time.Time) // is shown the case after each pass, or nil
}

// edit is what the user changes of the interview.
type edit struct {
	at    time.Time
	start time.Time
	by    Date
}

func drawLife(t *rapid.T) life {
	p := drawPolicy(t)
	iv := drawInterview(t, p)
	return life{c: Case{Interview: iv}, p: p, events: drawEvents(t, p, iv)}
}

// drawHardLife is one in which the interview may be moved, and mails refused.
func drawHardLife(t *rapid.T) life {
	l := drawLife(t)
	iv := l.c.Interview
	for range rapid.IntRange(0, 2).Draw(t, "edits") {
		at := iv.Start.Add(time.Duration(rapid.IntRange(-5*24*60, 20*24*60).Draw(t, "edited after minutes")) * time.Minute)
		start := iv.Start.Add(time.Duration(rapid.IntRange(-5*24*60, 20*24*60).Draw(t, "moved by minutes")) * time.Minute)
		l.edits = append(l.edits, edit{at, start, DateOf(start, l.p.Location).AddDays(rapid.IntRange(0, 12).Draw(t, "decision in days"))})
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
	at := l.c.Interview.Start
	if len(l.events) > 0 && l.events[0].RecordedAt.Before(at) {
		at = l.events[0].RecordedAt
	}
	if len(l.edits) > 0 && l.edits[0].at.Before(at) {
		at = l.edits[0].at
	}
	return at
}

// A sent is a step with the moment it was delivered at, how the interview stood then, and how many of the life's events had
// been told.
type sent struct {
	Step
	At        time.Time
	Interview Interview
	Told      int
}

// live runs a daemon over the life. The ticks function gives the moment of the next pass after one at now, given when
// Decide asked to be asked again and when the next event is told (either may be zero).
func (l life) live(from, until time.Time, ticks func(now, next, told time.Time) time.Time) []sent {
	c := l.c
	c.History.Reminders = slices.Clone(c.History.Reminders)
	told, edited := 0, 0
	var out []sent
	for now := from; !now.IsZero() && !now.After(until); {
		for told < len(l.events) && !l.events[told].RecordedAt.After(now) {
			told++
		}
		c.History.Events = l.events[:told]
		for edited < len(l.edits) && !l.edits[edited].at.After(now) {
			c.Interview.Start, c.Interview.DecisionBy = l.edits[edited].start, l.edits[edited].by
			edited++
		}
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
					out = append(out, sent{s, now, c.Interview, told})
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
		var nextTold time.Time
		if told < len(l.events) {
			nextTold = l.events[told].RecordedAt
		}
		if edited < len(l.edits) && (nextTold.IsZero() || l.edits[edited].at.Before(nextTold)) {
			nextTold = l.edits[edited].at
		}
		now = ticks(now, d.Next, nextTold)
	}
	return out
}

func jump(_, next, told time.Time) time.Time {
	if next.IsZero() || !told.IsZero() && told.Before(next) {
		return told
	}
	return next
}

// drawAbsence is like jump, but with the machine off for a stretch of up to ten days.
func (l life) drawAbsence(t *rapid.T) func(_, next, told time.Time) time.Time {
	off := l.c.Interview.Start.Add(time.Duration(rapid.IntRange(0, 20*24*60).Draw(t, "off after minutes")) * time.Minute)
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
	until := l.c.Interview.End()
	if n := len(l.events); n > 0 {
		until = later(until, l.events[n-1].RecordedAt)
	}
	for _, e := range l.edits {
		until = later(until, later(e.at, e.start))
	}
	return until.AddDate(0, 5, 0)
}

// wordBefore is the last word that had been told when the step went out.
func (l life) wordBefore(s sent) *Event {
	v := viewOf(Case{Interview: s.Interview, History: History{Events: l.events[:s.Told]}}, l.p, s.At)
	return v.lastWord()
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawHardLife(t)
		p := l.p
		out := l.live(l.begins(), l.horizon(), l.drawAbsence(t))

		keys := map[Key]bool{}
		type thanked struct {
			recipient string
			start     time.Time
		}
		firsts, lasts := map[thanked]time.Time{}, map[thanked]bool{}
		var unanswered int
		var lastWord int64
		var lastStart time.Time
		for _, s := range out {
			iv := s.Interview
			end := iv.End()
			say := fmt.Sprintf("%s to %q at %s (%s)", s.Kind, s.Recipient, s.At.In(p.Location), s.Why)
			if keys[s.Key] {
				t.Fatalf("%s: came twice", say)
			}
			keys[s.Key] = true
			if !s.Kind.ToEach() && slices.ContainsFunc(l.events[:s.Told], func(e Event) bool {
				return e.Kind == Skipped && e.Note == s.Kind && e.Round == s.Round
			}) {
				t.Fatalf("%s: came after it was skipped", say)
			}

			word := l.wordBefore(s)
			switch s.Kind {
			case ThankYou:
				if s.At.Before(end) {
					t.Fatalf("%s: before the interview ended at %s", say, end)
				}
				if s.At.After(end.Add(72 * time.Hour)) {
					t.Fatalf("%s: more than 72 hours after the interview ended at %s", say, end)
				}
				if word != nil && (word.Kind == Offered || word.Kind == Advanced) && s.At.After(end.Add(24*time.Hour)) {
					t.Fatalf("%s: after %s and its 24 hours", say, word.Kind)
				}
				if !s.LastCall && !s.At.Equal(p.firstWaking(s.At)) && s.At.Before(end.Add(23*time.Hour)) {
					t.Fatalf("%s: outside the waking hours for no reason", say)
				}
				if s.Late != !s.At.Before(end.Add(24*time.Hour)) {
					t.Fatalf("%s: late is %v", say, s.Late)
				}
				if !s.LastCall {
					if !firsts[thanked{s.Recipient, iv.Start}].IsZero() {
						t.Fatalf("%s: a second first thank-you", say)
					}
					firsts[thanked{s.Recipient, iv.Start}] = s.At
				} else {
					first := firsts[thanked{s.Recipient, iv.Start}]
					if lasts[thanked{s.Recipient, iv.Start}] || s.At.Sub(first) < 4*time.Hour || s.At.After(end.Add(24*time.Hour)) {
						t.Fatalf("%s: a last call at the wrong time, the first was %s", say, first)
					}
					lasts[thanked{s.Recipient, iv.Start}] = true
				}
			case UpdateRequest, SecondRequest:
				if by := promised(l, s); !by.IsZero() && !by.Before(DateOf(s.At, p.Location)) {
					t.Fatalf("%s: the promised %s is not past", say, by)
				}
				var id int64
				if word != nil {
					id = word.ID
				}
				if id != lastWord || !iv.Start.Equal(lastStart) {
					unanswered, lastWord, lastStart = 0, id, iv.Start
				}
				if s.At.Before(end) || !DateOf(iv.Start, p.Location).Before(DateOf(s.At, p.Location)) {
					t.Fatalf("%s: on the day of the interview, which ended at %s, or before", say, end)
				}
				if !l.skipped(s) {
					unanswered++
				}
				if unanswered > p.MaxUnanswered {
					t.Fatalf("%s: number %d without an answer", say, unanswered)
				}
				checkHours(t, p, s, say, p.SendAt, true)
			case StayInTouch:
				checkHours(t, p, s, say, p.SendAt, true)
			default:
				checkHours(t, p, s, say, p.Waking.From, false)
			}
			if word != nil && !slices.Contains(after(*word), s.Kind) {
				t.Fatalf("%s: after %s", say, word.Kind)
			}
			if s.Kind == ThankYou && (Case{iv, History{Events: l.events[:s.Told]}}).NoShow() {
				t.Fatalf("%s: for a conversation that did not take place", say)
			}
			if answers := s.Kind.row().answers; answers != "" && (word == nil || word.Kind != answers) {
				t.Fatalf("%s: nobody said %s", say, answers)
			}
			if s.Heard != nil && s.Heard.Kind == Offered && !s.Heard.Until.IsZero() && s.Heard.Until.Before(DateOf(s.At, p.Location)) {
				t.Fatalf("%s: the day of the answer, %s, is past", say, s.Heard.Until)
			}
			if iv.NoContact && !slices.Contains([]Kind{UndecidedReply, RejectionThanks, OfferThanks, OfferAnswer, Withdrawal}, s.Kind) {
				t.Fatalf("%s: they asked not to be contacted", say)
			}
			for _, e := range l.events[:s.Told] {
				if e.Kind == Snoozed && l.lastSnooze(s.Told) == e.ID && s.At.Before(e.SnoozeUntil) {
					t.Fatalf("%s: snoozed until %s", say, e.SnoozeUntil)
				}
			}
		}
	})
}

// after are the kinds of notes that may come while that word is the last.
func after(word Event) []Kind {
	switch {
	case word.Kind == Undecided:
		return []Kind{ThankYou, UndecidedReply, UpdateRequest, SecondRequest}
	case word.Kind == NoShow:
		return []Kind{NoShowNote, UpdateRequest, SecondRequest}
	case word.Kind == Advanced && word.Next == 0:
		return []Kind{ThankYou, UpdateRequest, SecondRequest}
	case word.Kind == Advanced:
		return []Kind{ThankYou}
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
func promised(l life, s sent) Date {
	v := viewOf(Case{Interview: s.Interview, History: History{Events: l.events[:s.Told]}}, l.p, s.At)
	by, _ := v.promise()
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

func (l life) lastSnooze(told int) (id int64) {
	for _, e := range (Case{History: History{Events: l.events[:told]}}).eventsInOrder() {
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
		around := []time.Time{l.c.Interview.End()}
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
		c := l.c
		c.History.Events = l.events
		for _, s := range l.live(l.begins(), l.horizon(), jump) {
			c.settle(s.Step, Delivered, s.At)
		}
		now := c.Interview.Start.Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(t, "minutes later")) * time.Minute)
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
		l.c.Interview.Hook = "a new clinic"
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

// TestWhatWasRefusedBefore: what was refused before the interview, or before the last word, is as if it had never been. A
// thank-you has nothing to do with a word, and a note to stay in touch has had its turn.
func TestWhatWasRefusedBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLife(t)
		iv := l.c.Interview
		from := iv.Start
		if n := len(l.events); n > 0 {
			from = later(from, l.events[n-1].RecordedAt)
		}
		heard := from.Add(time.Minute)
		from = from.Add(time.Duration(rapid.IntRange(1, 2*24*60).Draw(t, "told minutes later")) * time.Minute)
		l.events = append(l.events, Event{ID: 100, InterviewID: 1, Kind: Undecided, At: heard, RecordedAt: from})
		refused, kinds := from, slices.DeleteFunc(slices.Clone(Kinds), func(k Kind) bool { return k == ThankYou || k == StayInTouch })
		if rapid.Bool().Draw(t, "before the interview") {
			refused, kinds = iv.Start, append(kinds, ThankYou)
		}
		refused = refused.Add(-time.Duration(rapid.IntRange(1, 5*24*60).Draw(t, "refused minutes before")) * time.Minute)
		lines := func() (lines []string) {
			for _, s := range l.live(from, l.horizon(), jump) {
				if slices.Contains(kinds, s.Kind) {
					lines = append(lines, line(s.Kind, s.Recipient, 0, s.LastCall, s.At, l.p.Location))
				}
			}
			return lines
		}
		want := lines()
		for _, kind := range kinds {
			for _, to := range []Person{{}, jo, ann} {
				l.c.History.Reminders = append(l.c.History.Reminders, Reminder{
					Key: Key{InterviewID: 1, Kind: kind, Recipient: to.Key(), Round: 1}, State: Refused, SettledAt: refused,
				})
			}
		}
		if diff := cmp.Diff(want, lines()); diff != "" {
			t.Fatalf("without the refused ones (-) and with them (+):\n%s", diff)
		}
	})
}

// TestUnmarkedIsWhatDecideAssumes: after every pass, the requests for news that the user is asked about are those that
// Decide takes as sent without their word, the latest of each kind; and what they say of one settles it for both.
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
			for _, r := range c.Unmarked(now) {
				if r.Kind.IsStatus() {
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
		c := l.c
		c.History.Events = l.events
		for _, s := range l.live(l.begins(), l.horizon(), jump) {
			c.settle(s.Step, Delivered, s.At)
		}
		now := c.Interview.Start.Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(t, "minutes later")) * time.Minute)
		for _, kind := range Kinds {
			steps := Imagine(c, l.p, kind, now, time.Time{})
			if len(steps) == 0 {
				t.Fatalf("no %s", kind)
			}
			seen := map[string]bool{}
			for _, s := range steps {
				if s.Kind != kind || s.LastCall || seen[s.Recipient] {
					t.Fatalf("%s: %+v", kind, steps)
				}
				seen[s.Recipient] = true
			}
		}
	})
}
