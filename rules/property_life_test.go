package rules

import (
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"pgregory.net/rapid"
)

// A user has one to three applications, which may share people or the employer, and a list of what they will tell
// about them and when.
type user struct {
	p     Policy
	cast  cast
	cases []Case        // as they are known at the start
	all   [][]Interview // the interviews that each application will have
	told  []telling     // in the order in which they are told

	words  []EventKind         // what mostly happens to the applications
	joined map[int64]time.Time // when interviews are added that are not known at the start

	refuses func(Key) bool              // whether the mail server refuses a reminder; may be nil
	visit   func(c Case, now time.Time) // called with each application after each pass; may be nil
	missed  func(s Step, now time.Time) // called with what was missed; may be nil
}

// A telling is something that the user tells about one of their applications.
type telling struct {
	at     time.Time
	of     int // the index of the application
	event  Event
	change func(*Case) // if it is not an event: what changes
	what   string
}

func (t telling) String() string {
	if t.change == nil {
		return fmt.Sprintf("%+v", t.event)
	}
	return fmt.Sprintf("of application %d: %s", t.of, t.what)
}

// hear updates the case with what is told.
func (t telling) hear(c *Case) {
	if t.change == nil {
		c.History.Events = append(slices.Clip(c.History.Events), t.event)
		return
	}
	c.Interviews = slices.Clone(c.Interviews)
	t.change(c)
	SortInterviews(c.Interviews)
}

func (u *user) tell(at time.Time, of int, what string, change func(*Case)) {
	u.told = append(u.told, telling{at: at, of: of, what: what, change: change})
}

func drawMinutes(t *rapid.T, label string, from, to int) time.Duration {
	return time.Duration(rapid.IntRange(from, to).Draw(t, label)) * time.Minute
}

func drawUser(t *rapid.T) *user {
	u := &user{p: drawPolicy(t), cast: stored, joined: map[int64]time.Time{}}
	if rapid.IntRange(0, 3).Draw(t, "nobody is stored yet") == 0 {
		u.cast = typed
	}
	u.words = rapid.SampledFrom([][]EventKind{anything, anything, noes, requests}).Draw(t, "what happens")
	first := drawStart(t, u.p.Location)
	for i := range rapid.SampledFrom([]int{1, 1, 2, 2, 3}).Draw(t, "applications") {
		start := first
		if i > 0 && rapid.IntRange(0, 3).Draw(t, "at another time") > 0 {
			start = first.Add(drawMinutes(t, "days apart", -10*24*60, 30*24*60))
		}
		u.drawApplication(t, start)
	}
	for i := range u.cases {
		u.drawEvents(t, i)
		u.drawChanges(t, i)
	}
	slices.SortStableFunc(u.told, func(a, b telling) int { return a.at.Compare(b.at) })
	for i := range u.told {
		u.told[i].event.ID = int64(i + 1)
	}
	u.drawPause(t)
	return u
}

// drawApplication adds an application with one to three interviews. The first one to be told starts at that time.
func (u *user) drawApplication(t *rapid.T, start time.Time) {
	id := int64(1)
	for _, list := range u.all {
		id += maxInterviews * int64(min(1, len(list)))
	}
	i := len(u.cases)
	u.cases = append(u.cases, Case{Application: Application{
		ID:        id,
		Company:   rapid.SampledFrom([]string{"Acme", " ACME ", "Bolt", "Core"}).Draw(t, "company"),
		Role:      fmt.Sprintf("role %d", id),
		Contact:   u.cast.draw(t, "contact", "", "", "jo", "pat"),
		Hook:      rapid.SampledFrom([]string{"", "a new clinic"}).Draw(t, "hook"),
		NoContact: rapid.IntRange(0, 9).Draw(t, "no contact") == 0,
	}})
	u.all = append(u.all, nil)
	u.cases[i].Interviews = []Interview{u.drawInterview(t, i, start)}
	for range rapid.SampledFrom([]int{0, 0, 1, 1, 2}).Draw(t, "more interviews") {
		off := drawMinutes(t, "hours apart", -4*60, 10*60)
		if rapid.Bool().Draw(t, "another day") {
			off = drawMinutes(t, "days apart", -5*24*60, 20*24*60)
		}
		iv := u.drawInterview(t, i, start.Add(off))
		if rapid.IntRange(0, 2).Draw(t, "told of") == 0 {
			u.join(i, iv.Start.Add(drawMinutes(t, "told of after", -10*24*60, 2*24*60)), iv)
		} else {
			u.cases[i].Interviews = append(u.cases[i].Interviews, iv)
		}
	}
	SortInterviews(u.cases[i].Interviews)
}

// maxInterviews is the largest number of interviews of an application.
const maxInterviews = 4

// drawInterview draws another interview of an application. The first has the number of the application.
func (u *user) drawInterview(t *rapid.T, of int, start time.Time) Interview {
	iv := Interview{
		ID: u.cases[of].ID + int64(len(u.all[of])), Start: start,
		Duration:     drawMinutes(t, "duration", 1, 180),
		Interviewers: u.cast.drawPanel(t),
	}
	if rapid.Bool().Draw(t, "date named") {
		iv.DecisionBy = DateOf(iv.Start, u.p.Location).AddDays(rapid.IntRange(0, 12).Draw(t, "decision in days"))
	}
	u.all[of] = append(u.all[of], iv)
	return iv
}

// join adds an interview at a later time.
func (u *user) join(of int, at time.Time, iv Interview) {
	u.joined[iv.ID] = at
	what := fmt.Sprintf("one more interview, %+v", iv)
	u.tell(at, of, what, func(c *Case) { c.Interviews = append(c.Interviews, iv) })
}

// change tells of a change to an interview.
func (u *user) change(of int, at time.Time, id int64, what string, change func(*Interview)) {
	u.tell(at, of, fmt.Sprintf("of interview %d, %s", id, what), func(c *Case) {
		for i := range c.Interviews { // it may not be known yet
			if c.Interviews[i].ID == id {
				change(&c.Interviews[i])
			}
		}
	})
}

// anOccasion describes the telling of an occasion to stay in touch.
const anOccasion = "an occasion"

// drawChanges draws who else was in an interview, or was not, or has another name; and an occasion to stay in
// touch.
func (u *user) drawChanges(t *rapid.T, of int) {
	for range rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(t, "other panels") {
		iv := rapid.SampledFrom(u.all[of]).Draw(t, "interview")
		people := u.cast.drawPanel(t)
		at := iv.End().Add(drawMinutes(t, "named after the end", -24*60, 12*24*60))
		what := fmt.Sprintf("its people are %v", people)
		u.change(of, at, iv.ID, what, func(iv *Interview) { iv.Interviewers = people })
	}
	if rapid.Bool().Draw(t, "occasion") {
		at := u.all[of][0].End().Add(drawMinutes(t, "occasion after", 0, 60*24*60))
		u.tell(at, of, anOccasion, func(c *Case) { c.Hook = "a prize" })
	}
}

// drawEvents draws up to five things that happen to an application, mostly after its first interview, each with
// the moment at which it is told. What was heard, sent or skipped may have happened some time before that.
func (u *user) drawEvents(t *rapid.T, of int) {
	first := u.cases[of].Interviews[0]
	at := first.End()
	if rapid.IntRange(0, 3).Draw(t, "beforehand") == 0 {
		at = first.Start.Add(-drawMinutes(t, "minutes before", 0, 10*24*60))
	}
	most := 5
	if len(u.cases) > 1 {
		most = 3
	}
	for range rapid.IntRange(0, most).Draw(t, "events") {
		at = at.Add(drawMinutes(t, "minutes later", 1, 6*24*60))
		e := u.drawEvent(t, of, at)
		u.told = append(u.told, telling{at: e.RecordedAt, of: of, event: e})
	}
}

// What mostly happens: a bit of everything, or rejections, which matter to other applications, or what was sent.
var (
	anything = []EventKind{
		Undecided, Undecided, Undecided, Rejected, Offered, Advanced, Advanced, NoShow, NoShow, Stopped, Stopped,
		Snoozed, Sent, Skipped, Answered, Answered,
	}
	noes     = []EventKind{Rejected, Rejected, Rejected, Stopped, NoShow, Advanced, Undecided, Sent, Skipped}
	requests = []EventKind{Undecided, Sent, Sent, Skipped, Answered}
)

func (u *user) drawEvent(t *rapid.T, of int, at time.Time) Event {
	e := Event{ApplicationID: u.cases[of].ID, RecordedAt: at}
	e.Kind = rapid.SampledFrom(u.words).Draw(t, "event")
	until := func() Date { return DateOf(at, u.p.Location).AddDays(rapid.IntRange(0, 15).Draw(t, "until in days")) }
	ago := drawMinutes(t, "minutes ago", 0, 2*24*60)
	switch e.Kind {
	case Undecided, Offered, Rejected, Advanced:
		e.From = u.cast.draw(t, "from", "", "ann", "pat")
	}
	switch e.Kind {
	case Undecided, Offered:
		if rapid.Bool().Draw(t, "until named") {
			e.Until = until()
		}
	case Advanced:
		switch rapid.IntRange(0, 2).Draw(t, "next round") {
		case 0:
			if len(u.all[of]) < maxInterviews {
				iv := u.drawInterview(t, of, at.Add(drawMinutes(t, "next in", -24*60, 15*24*60)))
				e.Next = iv.ID
				u.join(of, at, iv)
			}
		case 1:
			e.Until = until()
		}
	case NoShow:
		u.drawAbout(t, of, &e)
	case Stopped:
		if rapid.Bool().Draw(t, "called off") {
			u.drawAbout(t, of, &e)
			break
		}
		e.Note = rapid.SampledFrom([]Kind{"", Withdrawal}).Draw(t, "letter")
	case Snoozed:
		e.SnoozeUntil, ago = at.Add(drawMinutes(t, "snooze minutes", 0, 10*24*60)), 0
	case Answered:
		if e.Certainty = rapid.SampledFrom(Certainties).Draw(t, "certainty"); e.Certainty != Perhaps {
			e.From = u.cast.draw(t, "from", "", "ann", "pat")
		}
	case Sent, Skipped:
		e.Note = rapid.SampledFrom(someNotes).Draw(t, "note")
		e.Round = rapid.IntRange(0, 2).Draw(t, "round")
		e.To = u.cast.draw(t, "recipient", "", "jo", "ann")
		if e.Note == ThankYou && rapid.Bool().Draw(t, "of one interview") {
			u.drawAbout(t, of, &e)
		}
	}
	e.At = e.RecordedAt.Add(-ago)
	return e
}

var someNotes = append([]Kind{ThankYou, ThankYou}, Kinds...)

// drawAbout draws the interview that an event is about, and when it is told: in half of the cases after that
// interview, and never before the interview is known.
func (u *user) drawAbout(t *rapid.T, of int, e *Event) {
	iv := rapid.SampledFrom(u.all[of]).Draw(t, "interview")
	e.InterviewID = iv.ID
	if rapid.Bool().Draw(t, "after it") {
		e.RecordedAt = iv.Start.Add(drawMinutes(t, "told after it", 0, 4*24*60))
	}
	e.RecordedAt = later(e.RecordedAt, u.joined[iv.ID])
}

// drawPause draws, for one life in four, the end of a pause: mostly near a moment at which some note's time ends.
func (u *user) drawPause(t *rapid.T) {
	if rapid.IntRange(0, 3).Draw(t, "paused") == 0 {
		u.p.Pause = Pause{Until: u.drawReturn(t), All: rapid.IntRange(0, 3).Draw(t, "pause all") == 0}
	}
}

// drawReturn draws when the machine is on again or the user is back: mostly within some minutes of a moment at
// which some note's time ends.
func (u *user) drawReturn(t *rapid.T) time.Time {
	end := rapid.SampledFrom(slices.Concat(u.all...)).Draw(t, "near").End()
	on := []time.Time{end.Add(drawMinutes(t, "on after", 0, 20*24*60))}
	for _, hours := range []time.Duration{22, 23, 24, 72} {
		on = append(on, end.Add(hours*time.Hour))
	}
	for _, told := range u.told {
		at := told.event.At.In(u.p.Location)
		if told.change == nil {
			on = append(on, at.AddDate(0, 0, 3), at.AddDate(0, 0, 14))
		}
	}
	return rapid.SampledFrom(on).Draw(t, "on").Add(drawMinutes(t, "minutes off", -15, 15))
}

// drawHardUser draws a user whose interviews may be moved, and whose mails may be refused.
func drawHardUser(t *rapid.T) *user {
	u := drawUser(t)
	for range rapid.IntRange(0, 2).Draw(t, "moved") {
		of := rapid.IntRange(0, len(u.cases)-1).Draw(t, "application")
		iv := rapid.SampledFrom(u.all[of]).Draw(t, "interview")
		start := iv.Start.Add(drawMinutes(t, "moved by", -5*24*60, 20*24*60))
		by := DateOf(start, u.p.Location).AddDays(rapid.IntRange(0, 12).Draw(t, "decision in days"))
		u.change(of, iv.Start.Add(drawMinutes(t, "moved after", -5*24*60, 20*24*60)), iv.ID,
			fmt.Sprintf("it begins at %s, and they decide by %s", start, by),
			func(iv *Interview) { iv.Start, iv.DecisionBy = start, by })
		u.all[of] = append(u.all[of], Interview{Start: start, Duration: iv.Duration}) // for the horizon
	}
	slices.SortStableFunc(u.told, func(a, b telling) int { return a.at.Compare(b.at) })
	if seed := rapid.IntRange(0, 1000).Draw(t, "refusals"); seed > 0 {
		u.refuses = func(k Key) bool {
			h := fnv.New32a()
			fmt.Fprint(h, seed, k)
			return h.Sum32()%3 == 0
		}
	}
	return u
}
