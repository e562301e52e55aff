package rules

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"
)

// A human is somebody at an employer; "" stands for the hiring team.
type human string

// A cast has each human of a life in the forms in which the program meets them. Which forms are the same human is
// known here, not computed. The forms of a stored human have a number, whatever is corrected; others have only a
// name or an address.
type cast map[human][]Person

var (
	stored = cast{
		"jo": {
			{ID: 1, Name: "Jo Smith", Email: "jo@acme.test"}, {ID: 1, Name: "Joanna Smith", Email: "jo@acme.test"},
			{ID: 1, Name: "Jo Smith", Email: "smith@acme.test"}, {ID: 1, Email: "smith@acme.test"},
		},
		"ann": {{ID: 2, Name: "Ann Lee", Email: "ann@acme.test"},
			{ID: 2, Name: "Ann Roy", Email: "ann@acme.test"}},
		"li":       {{ID: 3, Name: "Li Wei"}, {ID: 3, Name: "Li Wei", Email: "li@acme.test"}},
		"other li": {{ID: 4, Name: "Li Wei"}, {ID: 4, Name: "Wei Li"}},
		"pat":      {{ID: 5, Name: "Pat", Email: "pat@acme.test"}, {ID: 5, Name: "Pat Ray", Email: "ray@acme.test"}},
	}
	typed = cast{
		"jo": {
			{Name: "Jo Smith", Email: "jo@acme.test"}, {Name: "Smith, Jo", Email: "JO@acme.test"}, {Name: "jo smith"},
		},
		"ann":      {{Name: "Ann Lee", Email: "ann@acme.test"}, {Email: "Ann@acme.test"}},
		"li":       {{Name: "Li Wei"}, {Name: "Wei, Li"}},
		"other li": {{Name: "Li Na"}, {Name: "LI NA"}},
		"pat":      {{Name: "Pat", Email: "pat@acme.test"}, {Name: "Pat Ray", Email: "pat@acme.test"}},
	}
)

// who is the human of each form.
var who = func() map[Person]human {
	all := map[Person]human{}
	for _, c := range []cast{stored, typed} {
		for h, forms := range c {
			for _, p := range forms {
				all[p] = h
			}
		}
	}
	return all
}()

// draw draws one of the forms of one of the humans.
func (c cast) draw(t *rapid.T, label string, humans ...human) Person {
	h := rapid.SampledFrom(humans).Draw(t, label)
	if h == "" {
		return Person{}
	}
	return rapid.SampledFrom(c[h]).Draw(t, string(h))
}

// panels lists the panels that may interview the user. Several of them share somebody.
var panels = [][]human{nil, {"jo"}, {"jo", "ann"}, {"ann", "li"}, {"other li", "jo", "pat"}}

func (c cast) drawPanel(t *rapid.T) (people []Person) {
	for _, h := range rapid.SampledFrom(panels).Draw(t, "panel") {
		people = append(people, c.draw(t, "form", h))
	}
	return people
}

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
		Snoozed, Sent, Skipped,
	}
	noes     = []EventKind{Rejected, Rejected, Rejected, Stopped, NoShow, Advanced, Undecided, Sent, Skipped}
	requests = []EventKind{Undecided, Sent, Sent, Skipped}
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

// begins returns a moment before which nothing happens.
func (u *user) begins() time.Time {
	at := u.first()
	if len(u.told) > 0 && u.told[0].at.Before(at) {
		at = u.told[0].at
	}
	return at
}

// first returns when the first interview starts. last returns when the last one ends.
func (u *user) first() time.Time {
	return slices.MinFunc(slices.Concat(u.all...), func(a, b Interview) int { return a.Start.Compare(b.Start) }).Start
}

func (u *user) last() (at time.Time) {
	for _, iv := range slices.Concat(u.all...) {
		at = later(at, iv.End())
	}
	return at
}

// horizon returns when a life ends for the test.
func (u *user) horizon() time.Time {
	until := u.last()
	for _, told := range u.told {
		until = later(until, told.at)
	}
	return until.AddDate(0, 5, 0)
}

// A sent is a step with the moment at which it was delivered, and the case at that moment, without its reminders.
type sent struct {
	Step
	At   time.Time
	Case Case
}

// A run is a life up to now.
type run struct {
	*user
	cases []Case
	next  []time.Time // when each application is to be decided again; zero is never
	told  int         // how many tellings were told
	out   []sent
}

func (u *user) begin(from time.Time) *run {
	r := &run{user: u, cases: slices.Clone(u.cases), next: slices.Repeat([]time.Time{from}, len(u.cases))}
	for i := range r.cases {
		r.cases[i].History.Reminders = slices.Clone(r.cases[i].History.Reminders)
	}
	return r
}

// live runs a daemon over the life. Given now, when Decide asked to be called again, and when the next thing is
// told, ticks returns the moment of the next pass. Either of the latter two may be zero.
func (u *user) live(from, until time.Time, ticks func(now, next, told time.Time) time.Time) *run {
	r := u.begin(from)
	r.on(from, until, ticks)
	return r
}

func (r *run) on(from, until time.Time, ticks func(now, next, told time.Time) time.Time) {
	for now := from; !now.IsZero() && !now.After(until); {
		r.hear(now)
		r.pass(now)
		var told, next time.Time
		if r.told < len(r.user.told) {
			told = r.user.told[r.told].at
		}
		if i := r.soonest(); i >= 0 {
			next = r.next[i]
		}
		now = ticks(now, next, told)
	}
}

// hear tells everything that is told by now.
func (r *run) hear(now time.Time) {
	for ; r.told < len(r.user.told) && !r.user.told[r.told].at.After(now); r.told++ {
		t := r.user.told[r.told]
		r.recheck(t.of, now) // before the change too, for those that are no longer related afterwards
		t.hear(&r.cases[t.of])
		r.recheck(t.of, now)
	}
}

// recheck makes an application and those related to it be decided again, as the store does.
func (r *run) recheck(i int, now time.Time) {
	for j := range r.cases {
		if i == j || r.cases[i].SharesWith(r.cases[j]) {
			r.next[j] = now
		}
	}
}

// soonest returns the application to be decided next, or -1.
func (r *run) soonest() int {
	best := -1
	for i, at := range r.next {
		if !at.IsZero() && (best < 0 || at.Before(r.next[best])) {
			best = i
		}
	}
	return best
}

// firstBy returns the first application that asked to be decided by now, or -1.
func (r *run) firstBy(now time.Time) int {
	return slices.IndexFunc(r.next, func(at time.Time) bool { return !at.IsZero() && !at.After(now) })
}

// pass decides all applications that asked for it by now, or all of them if it was woken for nothing.
func (r *run) pass(now time.Time) {
	if i := r.soonest(); i < 0 || r.next[i].After(now) {
		for j := range r.next {
			r.next[j] = now
		}
	}
	for i := r.firstBy(now); i >= 0; i = r.firstBy(now) {
		r.decide(i, now)
	}
	for i := range r.cases {
		if r.visit != nil {
			r.visit(r.whole(i), now)
		}
	}
}

// whole returns an application as the store does.
func (r *run) whole(i int) Case {
	c := r.cases[i]
	for j, other := range r.cases {
		if i != j && c.SharesWith(other) {
			c.Elsewhere = append(c.Elsewhere, other)
		}
	}
	return c
}

func (r *run) decide(i int, now time.Time) {
	c := r.whole(i)
	d := Decide(c, r.p, now)
	if r.next[i] = d.Next; !d.Next.IsZero() && !d.Next.After(now) {
		panic(fmt.Sprintf("application %d asks at %s to be asked again at %s", c.ID, now, d.Next))
	}
	settled := false
	for _, s := range d.Steps {
		switch {
		case s.Due.After(now):
		case r.refuses != nil && r.refuses(s.Key):
			settled = r.cases[i].settle(s, Refused, now) || settled
		case r.cases[i].settle(s, Delivered, now):
			c := r.cases[i]
			c.Interviews, c.History.Reminders = slices.Clone(c.Interviews), nil
			r.out = append(r.out, sent{s, now, c})
			settled = true
		}
	}
	for _, s := range d.Missed {
		if r.cases[i].settle(s, Expired, now) {
			settled = true
			if r.missed != nil {
				r.missed(s, now)
			}
		}
	}
	if settled {
		r.recheck(i, now)
	}
}

func jump(_, next, told time.Time) time.Time {
	if next.IsZero() || !told.IsZero() && told.Before(next) {
		return told
	}
	return next
}

// drawAbsence is like jump, but the machine is off for a stretch of up to ten days.
func (u *user) drawAbsence(t *rapid.T) func(_, next, told time.Time) time.Time {
	off := u.first().Add(drawMinutes(t, "off after", 0, 20*24*60))
	on := off.Add(drawMinutes(t, "off for", 0, 10*24*60))
	return func(now, next, told time.Time) time.Time {
		at := jump(now, next, told)
		if !at.Before(off) && at.Before(on) {
			return on
		}
		return at
	}
}

// line returns a note to humans in the form in which the tests compare it.
func line(k Key, to []human, at time.Time, loc *time.Location) string {
	call := ""
	if k.LastCall {
		call = ", last call"
	}
	names := make([]string, len(to))
	for i, h := range to {
		names[i] = cmp.Or(string(h), "the team")
	}
	return fmt.Sprintf("%s application %d: %s of %d to %s, round %d%s",
		at.In(loc).Format("2006-01-02 Mon 15:04 -0700"),
		k.ApplicationID, k.Kind, k.InterviewID, strings.Join(names, ", "), k.Round, call)
}

// humans returns who these people are.
func humans(people []Person) []human {
	list := make([]human, len(people))
	for i, p := range people {
		list[i] = who[p]
	}
	return list
}
