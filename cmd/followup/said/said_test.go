package said

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"followup/cmd/followup/find"
	"followup/mailer/command"
	"followup/rules"
)

// now is the time at which the tests say everything.
var now = time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)

// interviewed returns an application whose only interview ended two hours ago.
func interviewed() rules.Case {
	jo := rules.Person{ID: 1, Name: "Jo Smith", Email: "jo@acme.test"}
	return rules.Case{
		Application: rules.Application{ID: 7, Company: "Acme", Role: "clerk"},
		Interviews: []rules.Interview{{
			ID: 7, Start: now.Add(-3 * time.Hour), Duration: time.Hour, Interviewers: []rules.Person{jo},
		}},
	}
}

func TestReadHeard(t *testing.T) {
	for _, row := range []struct {
		first, second, named string
		kind                 rules.EventKind
	}{
		{"7", "rejected", "7", rules.Rejected},
		{"offer", "acme", "acme", rules.Offered},
		{"Next", "pending", "Next", rules.Undecided}, // a company may have the name of an answer
		{"7", "No Show", "7", rules.NoShow},
	} {
		named, kind, err := ReadHeard(row.first, row.second)
		if err != nil || named != row.named || kind != row.kind {
			t.Errorf("ReadHeard(%q, %q) = %q, %q, %v", row.first, row.second, named, kind, err)
		}
	}
	_, _, err := ReadHeard("7", "hired")
	if err == nil || !strings.Contains(err.Error(), `"hired" is none of undecided`) {
		t.Errorf("an unknown answer: %v", err)
	}
}

func TestSent(t *testing.T) {
	s, p := find.Subject{Case: interviewed(), Number: 7}, rules.DefaultPolicy(time.UTC)
	events, err := Sent{On: "today 17:00"}.Events(s, p, now)
	if err != nil || len(events) != 1 {
		t.Fatal(events, err)
	}
	if e := events[0]; e.Kind != rules.Sent || e.Note != rules.ThankYou || e.InterviewID != 7 ||
		e.To.Name != "Jo Smith" || !e.At.Equal(now.Add(-time.Hour)) {
		t.Errorf("recorded as %+v", e)
	}
	for want, word := range map[string]Sent{
		"is in the future":        {On: "today 19:00"},
		"is before the interview": {On: "today 9:00"},
		"is none of":              {Kind: "postcard"},
		`"Ann" is none of the`:    {To: "Ann"},
	} {
		if _, err := word.Events(s, p, now); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", word, err, want)
		}
	}
}

// TestSentAfterItWasMissed: what was sent although its draft did not come in time is marked with its day.
func TestSentAfterItWasMissed(t *testing.T) {
	p, later := rules.DefaultPolicy(time.UTC), now.Add(10*24*time.Hour)
	s := find.Subject{Case: interviewed(), Number: 7}
	s.History.Reminders = []rules.Reminder{
		{
			Key: rules.Key{ApplicationID: 7, InterviewID: 7, Kind: rules.ThankYou, Round: 1}, State: rules.Expired,
			Message: rules.Message{Drafts: rules.DraftsTo(s.People())}, SettledAt: now.Add(72 * time.Hour),
		},
		{
			Key: rules.Key{ApplicationID: 7, Kind: rules.UpdateRequest, Round: 1}, State: rules.Delivered,
			Message: rules.Message{Drafts: rules.DraftsTo(s.People())}, SettledAt: now.Add(7 * 24 * time.Hour),
		},
	}
	for _, row := range []struct {
		why  string
		word Sent
		want rules.Kind // "" is an error
	}{
		{"a draft came after that day", Sent{On: "2 Dec"}, rules.ThankYou},
		{"the kind says which", Sent{Kind: rules.ThankYou, On: "9 Dec"}, rules.ThankYou},
		{"too late for thanks", Sent{On: "10 Dec"}, rules.UpdateRequest},
		{"without a day, the newest draft", Sent{}, rules.UpdateRequest},
		{"before the interview", Sent{Kind: rules.ThankYou, On: "30 Nov"}, ""},
	} {
		events, err := row.word.Events(s, p, later)
		switch {
		case row.want == "":
			if err == nil {
				t.Errorf("%s: no error", row.why)
			}
		case err != nil || len(events) != 1 || events[0].Note != row.want:
			t.Errorf("%s: %+v, %v", row.why, events, err)
		}
	}
	thanked, _ := Sent{On: "2 Dec"}.Events(s, p, later)
	s.History.Events = thanked
	if events, err := (Sent{Kind: rules.ThankYou}).Events(s, p, later); err == nil {
		t.Errorf("marked twice: %+v", events)
	}
}

// heard returns what is recorded of an answer.
func heard(t *testing.T, c rules.Case, number int64, word Heard) (rules.Event, error) {
	t.Helper()
	word.Form.Register(pflag.NewFlagSet("", pflag.ContinueOnError))
	answer, err := word.Answer(find.Subject{Case: c, Number: number}, rules.DefaultPolicy(time.UTC), now)
	return answer.Event, err
}

// TestUntil: a span counts from the day on which they named it, and an offer that is told again keeps its day.
func TestUntil(t *testing.T) {
	december := func(day int) rules.Date { return rules.Date{Year: 2026, Month: time.December, Day: day} }
	c := interviewed()
	c.Interviews[0].Start = now.AddDate(0, 0, -7)
	offered := interviewed()
	offered.History.Events = []rules.Event{{Kind: rules.Offered, At: now.Add(-time.Hour), Until: december(18)}}
	answered := interviewed()
	answered.History.Events = append(slices.Clone(offered.History.Events),
		rules.Event{Kind: rules.Sent, Note: rules.OfferAnswer, At: now.Add(-time.Minute)})
	for _, row := range []struct {
		why  string
		c    rules.Case
		word Heard
		want rules.Date
	}{
		{"from today", c, Heard{Kind: rules.Undecided, Until: "within two weeks"}, december(15)},
		{"from the day before",
			c, Heard{Kind: rules.Undecided, On: "yesterday", Until: "within two weeks"}, december(14)},
		{"a weekday", c, Heard{Kind: rules.Undecided, On: "26 Nov", Until: "friday"},
			rules.Date{Year: 2026, Month: time.November, Day: 27}},
		{"an offer again", offered, Heard{Kind: rules.Offered}, december(18)},
		{"an offer with another day", offered, Heard{Kind: rules.Offered, Until: "11 Dec"}, december(11)},
		{"an offer that was answered", answered, Heard{Kind: rules.Offered}, rules.Date{}},
		{"not an offer", offered, Heard{Kind: rules.Undecided}, rules.Date{}},
	} {
		if e, err := heard(t, row.c, 7, row.word); err != nil || e.Until != row.want {
			t.Errorf("%s: %v (%v), want %v", row.why, e.Until, err, row.want)
		}
	}
}

// TestNoShow: nobody missed an interview that the user thanked for, and the error names those that may be meant.
func TestNoShow(t *testing.T) {
	c := interviewed()
	c.Interviews = append(c.Interviews, rules.Interview{ID: 9, Start: now.Add(-time.Hour), Duration: time.Hour})
	thanked := rules.Event{
		Kind: rules.Sent, Note: rules.ThankYou, InterviewID: 7, To: c.Interviews[0].Interviewers[0], At: now,
	}
	if e, err := heard(t, c, 7, Heard{Kind: rules.NoShow}); err != nil || e.InterviewID != 7 {
		t.Errorf("before anybody was thanked: %+v, %v", e, err)
	}
	c.History.Events = []rules.Event{thanked}
	_, err := heard(t, c, 7, Heard{Kind: rules.NoShow})
	if err == nil || !strings.Contains(err.Error(), "if you mean another: `followup heard 9 no-show`") {
		t.Errorf("after that: %v", err)
	}
	for _, number := range []int64{0, 9} {
		if e, err := heard(t, c, number, Heard{Kind: rules.NoShow}); err != nil || e.InterviewID != 9 {
			t.Errorf("number %d: %+v, %v", number, e, err)
		}
	}
	c.Interviews = c.Interviews[:1]
	if _, err = heard(t, c, 7, Heard{Kind: rules.NoShow}); err == nil ||
		!strings.Contains(err.Error(), "`followup undo 7`") {
		t.Errorf("the only one: %v", err)
	}
}

// A time that has passed is refused, and so is one that makes a thank-you late, unless it is forced.
func TestSnooze(t *testing.T) {
	cases, p := []rules.Case{interviewed()}, rules.DefaultPolicy(time.UTC)
	for before, wrong := range map[string]bool{"2h": false, "3d": true, "1 Nov 2026": true, "soon": true} {
		if events, err := Snooze(cases, before, false, p, now); (err != nil) != wrong {
			t.Errorf("%s: %v, %v", before, events, err)
		}
	}
	events, err := Snooze(cases, "3d", true, p, now)
	if err != nil || len(events) != 1 || !events[0].SnoozeUntil.Equal(time.Date(2026, 12, 4, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("forced: %v, %v", events, err)
	}
}

// TestStop: an application is stopped once. A letter may still be asked for later, and an offer accepted.
func TestStop(t *testing.T) {
	c := interviewed()
	stop := func(note rules.Kind, want bool) {
		t.Helper()
		e, ok, err := Stop(c, note, now)
		if err != nil || ok != want || ok && (e.Kind != rules.Stopped || e.Note != note) {
			t.Errorf("%q: %+v, %v, %v; want %v", note, e, ok, err, want)
		}
		c.History.Events = append(c.History.Events, e)
	}
	stop("", true)
	stop("", false)
	stop(rules.Withdrawal, true)
	stop(rules.Withdrawal, false)
	if _, _, err := Stop(c, rules.OfferAnswer, now); err == nil ||
		!strings.Contains(err.Error(), "followup heard 7 offer && followup stop 7 --accepted") {
		t.Errorf("there was no offer: %v", err)
	}
	c.History.Events = append(c.History.Events, rules.Event{Kind: rules.Offered, At: now})
	stop(rules.OfferAnswer, true)
	stop(rules.OfferAnswer, false)
	stop("", false)
}

func TestPause(t *testing.T) {
	p := rules.DefaultPolicy(time.UTC)
	for until, wrong := range map[string]bool{"2 weeks": false, "monday 9:00": false, "400 days": true, "now": true} {
		if pause, err := Pause(until, p, now); (err != nil) != wrong {
			t.Errorf("%s: %v, %v", until, pause, err)
		}
	}
}

// A mail of theirs that says nothing is skipped, however often it was asked about; it is never sent.
func TestSkipAnAnswer(t *testing.T) {
	c, p := interviewed(), rules.DefaultPolicy(time.UTC)
	s := find.Subject{Case: c, Number: 7}
	if _, err := (Skip{Kind: rules.AnswerSeen}).Events(s, p, now); err == nil {
		t.Error("without a mail, there is something to skip")
	}
	s.Case.History.Events = []rules.Event{{ID: 1, ApplicationID: 7, Kind: rules.Answered, Certainty: rules.Sure,
		At: now.Add(-time.Hour), RecordedAt: now.Add(-time.Hour)}}
	events, err := Skip{Kind: rules.AnswerSeen}.Events(s, p, now)
	if err != nil || len(events) != 1 {
		t.Fatalf("got %v, %v", events, err)
	}
	events[0].ID, events[0].RecordedAt = 2, now
	s.Case.History.Events = append(s.Case.History.Events, events...)
	if e := s.Case.Untold(now); e != nil {
		t.Errorf("it is still held by %+v", e)
	}
	if _, err := (Sent{Kind: rules.AnswerSeen}).Events(s, p, now); err == nil {
		t.Error("a question is marked as sent")
	}
}

// TestHeardByMail: without a day, what was heard has that of their mail, if there is exactly one and no day that they
// named would be another one.
func TestHeardByMail(t *testing.T) {
	answer := func(id int64, at time.Time, c rules.Certainty) rules.Event {
		return rules.Event{ID: id, Kind: rules.Answered, At: at, RecordedAt: at, Certainty: c,
			Mail: rules.SeenMail{Hash: rules.HashMessageID(at.String())}}
	}
	first, second := now.Add(24*time.Hour), now.Add(48*time.Hour)
	later := now.Add(5 * 24 * time.Hour) // a Sunday
	one := []rules.Event{answer(1, first, rules.Likely)}
	for _, row := range []struct {
		name   string
		events []rules.Event
		word   Heard
		want   time.Time
	}{
		{"none was seen", nil, Heard{Kind: rules.Undecided}, later},
		{"one was seen", one, Heard{Kind: rules.Undecided}, first},
		{"it was told on another day", one, Heard{Kind: rules.Rejected, On: "yesterday 10:00"},
			later.Add(-32 * time.Hour)},
		{"two were seen", append(one[:1:1], answer(2, second, rules.Sure)), Heard{Kind: rules.Undecided}, later},
		{"one was told about", append(one[:1:1],
			rules.Event{ID: 2, Kind: rules.Undecided, At: first, RecordedAt: first}, answer(3, second, rules.Sure)),
			Heard{Kind: rules.Undecided}, second},
		{"it may be none", []rules.Event{answer(1, first, rules.Perhaps)}, Heard{Kind: rules.Undecided}, later},
		{"they named a day", one, Heard{Kind: rules.Undecided, Until: "18 Dec"}, first},
		{"their day may be one of two", one, Heard{Kind: rules.Undecided, Until: "friday"}, later},
		{"they did not turn up", one, Heard{Kind: rules.NoShow}, now.Add(-2 * time.Hour)},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := find.Subject{Case: interviewed(), Number: 7}
			s.History.Events = row.events
			got, err := row.word.Answer(s, rules.DefaultPolicy(time.UTC), later)
			if err != nil || !got.Event.At.Equal(row.want) {
				t.Errorf("heard %s (%v), want %s", got.Event.At, err, row.want)
			}
			byMail := row.want.Equal(first) || row.want.Equal(second)
			flags := row.word.Flags(got.Event, time.UTC)
			hasDay := slices.Contains(flags, command.With("on", got.Event.At.Format("2006-01-02 15:04")))
			if byMail != (row.word.Mail != nil) || byMail && !hasDay {
				t.Errorf("told again with %v", flags)
			}
		})
	}
}
