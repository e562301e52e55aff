package letters

import (
	"slices"
	"testing"
	"time"

	"followup/rules"
)

var (
	joSmith = jo().Interviews[0].Interviewers[0]
	annLee  = rules.Person{Name: "Ann Lee", Email: "ann@acme.test"}
)

func dec(day, hour int) time.Time { return time.Date(2026, 12, day, hour, 0, 0, 0, berlin) }

// TestAbout: which of an application's interviews, those of 1 December with Jo (7) and of 8 December with Ann (8),
// a note is about, whether that one took place, and whether its addressee was in one.
func TestAbout(t *testing.T) {
	noShow := func(id int64, at time.Time) rules.Event {
		return rules.Event{ID: 1, Kind: rules.NoShow, InterviewID: id, At: at}
	}
	for _, tt := range []struct {
		name             string
		kind             rules.Kind
		to               rules.Person
		events           []rules.Event // the last one is what the note answers
		now              time.Time
		about            int64
		met, several, in bool
	}{
		{"a request is about the last that took place, whoever gets it", rules.UpdateRequest, joSmith, nil, dec(15, 9),
			8, true, true, true},
		{"a request before the second is about the first", rules.UpdateRequest, annLee, nil, dec(7, 9), 7, true, false,
			false},
		{"a recruiter was in none", rules.UpdateRequest, rae, nil, dec(15, 9), 8, true, true, false},
		{"the hiring team was in all", rules.UpdateRequest, rules.Person{}, nil, dec(15, 9), 8, true, true, true},
		{"another note is about the last with the addressee", rules.RejectionThanks, joSmith, nil, dec(15, 9), 7, true,
			true, true},
		{"or about the last, for a recruiter", rules.RejectionThanks, rae, nil, dec(15, 9), 8, true, true, false},
		{"before any took place it is about the first", rules.Withdrawal, joSmith, nil, dec(-1, 9), 7, false, false,
			true},
		{"a note on a no-show is about that interview", rules.NoShowNote, annLee, []rules.Event{noShow(8, dec(8, 10))},
			dec(8, 11), 8, false, false, true},
		{"be it the first of two", rules.NoShowNote, joSmith, []rules.Event{noShow(7, dec(1, 14))}, dec(15, 9), 7,
			false, false, true},
		{"it may go to somebody who was in the other", rules.NoShowNote, joSmith, []rules.Event{noShow(8, dec(8, 10))},
			dec(8, 11), 8, false, false, false},
		{"a request after a no-show asks for another time", rules.UpdateRequest, annLee,
			[]rules.Event{noShow(8, dec(8, 10))}, dec(15, 9), 8, false, false, true},
		{"unless an interview took place since", rules.UpdateRequest, annLee, []rules.Event{noShow(7, dec(1, 14))},
			dec(15, 9), 8, true, false, true},
		{"a no-show that was followed by an answer leaves the one before", rules.UpdateRequest, joSmith,
			[]rules.Event{noShow(8, dec(8, 10)), undecided(dec(9, 9), rules.Date{})}, dec(20, 9), 7, true, false, true},
		{"who was to be met in that one alone was not", rules.UpdateRequest, annLee,
			[]rules.Event{noShow(8, dec(8, 10)), undecided(dec(9, 9), rules.Date{})}, dec(20, 9), 7, true, false,
			false},
		{"the second was called off by itself", rules.UpdateRequest, joSmith, []rules.Event{
			{ID: 1, Kind: rules.Stopped, InterviewID: 8, At: dec(7, 9)}, {ID: 2, Kind: rules.Undecided, At: dec(9, 9)}},
			dec(20, 9), 7, true, false, true},
		{"a no called off the second", rules.StayInTouch, joSmith,
			[]rules.Event{{ID: 1, Kind: rules.Rejected, At: dec(7, 9)}}, dec(40, 9), 7, true, false, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := more(jo(), dec(8, 10), annLee)
			c.History.Events = tt.events
			s := stepTo(c, tt.kind, tt.to)
			if n := len(tt.events); n > 0 {
				s.Heard = &tt.events[n-1]
			}
			f := gather(c, s, sam, berlin, tt.now)
			got := c.About(s, tt.now).ID
			if got != tt.about || f.Met != tt.met || f.Several != tt.several || f.Interviewed != tt.in {
				t.Errorf("about %d, Met %v, Several %v, Interviewed %v; want %d, %v, %v, %v",
					got, f.Met, f.Several, f.Interviewed, tt.about, tt.met, tt.several, tt.in)
			}
		})
	}
}

// TestAgain: who is thanked for the interview of 8 December was met on 1 December, or not.
func TestAgain(t *testing.T) {
	numbered := func(c *rules.Case) { c.Interviews[0].Interviewers[0].ID = 3 }
	for _, tt := range []struct {
		name   string
		change func(c *rules.Case)
		to     rules.Person
		want   bool
	}{
		{"somebody who was in both", nil, joSmith, true},
		{"somebody new", nil, annLee, false},
		{"with the address of before and another name", nil, rules.Person{Name: "Dr. Jo Smith", Email: "JO@acme.test"},
			true},
		{"with the name of before and no address", nil, rules.Person{Name: "Jo Smith"}, true},
		{"of the same name, with another address", nil, rules.Person{Name: "Jo Smith", Email: "other@acme.test"},
			false},
		{"with the number of before, and all else corrected", numbered,
			rules.Person{ID: 3, Name: "Jo Miller", Email: "miller@acme.test"}, true},
		{"of the same name, with another number", numbered, rules.Person{ID: 4, Name: "Jo Smith"}, false},
		{"the hiring team", func(c *rules.Case) { c.Interviews[0].Interviewers = nil }, rules.Person{}, false},
		{"who did not turn up the first time", func(c *rules.Case) {
			c.History.Events = []rules.Event{{Kind: rules.NoShow, InterviewID: 7, At: dec(1, 15)}}
		}, joSmith, false},
		{"who was met the same day is thanked for the day", func(c *rules.Case) { c.Interviews[0].Start = dec(8, 8) },
			joSmith, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := more(jo(), dec(8, 10), tt.to)
			if tt.change != nil {
				tt.change(&c)
			}
			if f := gather(c, stepTo(c, rules.ThankYou, tt.to), sam, berlin, dec(8, 13)); f.Again != tt.want {
				t.Errorf("Again %v, want %v", f.Again, tt.want)
			}
		})
	}
	c := more(jo(), dec(8, 10), joSmith)
	first := stepTo(c, rules.ThankYou, joSmith)
	first.InterviewID = 7
	if f := gather(c, first, sam, berlin, dec(8, 13)); f.Again {
		t.Error("a thank-you for the first interview knows of the second")
	}
}

// TestWhoSaidSo: who answered is named to everybody but themselves, whatever they were called then.
func TestWhoSaidSo(t *testing.T) {
	numbered := joSmith
	numbered.ID = 3
	for _, tt := range []struct {
		name string
		from rules.Person
		want string
	}{
		{"nobody knows who", rules.Person{}, ""},
		{"the addressee", joSmith, ""},
		{"the addressee, under another address", rules.Person{ID: 3, Email: "smith@home.test"}, ""},
		{"somebody else", annLee, "Ann Lee"},
		{"somebody else of that name", rules.Person{ID: 4, Name: "Jo Smith"}, "Jo Smith"},
		{"somebody of whom the address alone is known", rules.Person{Email: "zoe@acme.test"}, "your team"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := jo()
			c.Interviews[0].Interviewers[0] = numbered
			c.History.Events = []rules.Event{undecided(dec(9, 9), rules.Date{})}
			c.History.Events[0].From = tt.from
			f := gather(c, stepTo(c, rules.UpdateRequest, numbered), sam, berlin, dec(22, 9))
			if f.HeardFrom != tt.want {
				t.Errorf("HeardFrom %q, want %q", f.HeardFrom, tt.want)
			}
		})
	}
}

// TestTheNextRound: an invitation, as seen by a request and by the thank-yous for the interviews before and after it.
func TestTheNextRound(t *testing.T) {
	invited := func(at time.Time, next int64) rules.Event {
		return rules.Event{ID: 1, Kind: rules.Advanced, At: at, Next: next}
	}
	for _, tt := range []struct {
		name                  string
		word                  rules.Event
		now                   time.Time
		request, first, other bool
	}{
		{"told after the first, for the second, which is ahead", invited(dec(2, 9), 8), dec(2, 10), false, true, false},
		{"the second has begun", invited(dec(2, 9), 8), dec(8, 13), false, false, false},
		{"told before the first", invited(dec(-3, 9), 0), dec(1, 17), false, false, false},
		{"told once the second had begun", invited(dec(9, 9), 8), dec(9, 10), false, false, false},
		{"told after both, its date to follow", invited(dec(9, 9), 0), dec(15, 9), true, true, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := more(jo(), dec(8, 10), joSmith)
			c.History.Events = []rules.Event{tt.word}
			request, second := stepTo(c, rules.UpdateRequest, joSmith), stepTo(c, rules.ThankYou, joSmith)
			request.Heard = &tt.word
			first := second
			first.InterviewID = 7
			for what, want := range map[*rules.Step]bool{&request: tt.request, &first: tt.first, &second: tt.other} {
				if f := gather(c, *what, sam, berlin, tt.now); f.NextRound != want {
					t.Errorf("NextRound of the %s for %d is %v, want %v", what.Kind, what.Number(), f.NextRound, want)
				}
			}
		})
	}
}

// TestAnInterviewThatWasCalledOff is no next round, and no conversation to look forward to.
func TestAnInterviewThatWasCalledOff(t *testing.T) {
	c := more(jo(), dec(8, 10), joSmith)
	c.History.Events = []rules.Event{{ID: 1, Kind: rules.Advanced, At: dec(2, 9), Next: 8}}
	before := gather(c, step(c, rules.UpdateRequest), sam, berlin, dec(5, 9))
	c.History.Events = append(c.History.Events, rules.Event{ID: 2, Kind: rules.Stopped, InterviewID: 8, At: dec(4, 9)})
	after := gather(c, step(c, rules.UpdateRequest), sam, berlin, dec(5, 9))
	if before.NextDate != "Tuesday, 8 December" || after.NextDate != "" {
		t.Errorf("the next date is %q, and then %q", before.NextDate, after.NextDate)
	}
	if before.NextRound || !after.NextRound {
		t.Errorf("NextRound is %v, and then %v; the date is to come again", before.NextRound, after.NextRound)
	}
}

// TestTheLatestWordOnTiming: what was said in the interviews of 1 and 8 December, and what was answered.
func TestTheLatestWordOnTiming(t *testing.T) {
	day := func(d int) rules.Date { return rules.Date{Year: 2026, Month: 12, Day: d} }
	for _, tt := range []struct {
		name              string
		first, second     rules.Date
		heard             *rules.Event
		wantHeard, wantBy string
	}{
		{"the later interview's day", day(18), day(15), nil, "", "Tuesday, 15 December"},
		{"not the earlier one's, which the later has overtaken", day(18), rules.Date{}, nil, "", ""},
		{"nor where the later interview is past it", day(4), rules.Date{}, nil, "", ""},
		{"an answer after both", day(18), day(15), &rules.Event{Kind: rules.Undecided, At: dec(9, 9), Until: day(21)},
			"on 9 December", "Monday, 21 December"},
		{"an answer between them", rules.Date{}, day(15),
			&rules.Event{Kind: rules.Undecided, At: dec(3, 9), Until: day(21)}, "", "Tuesday, 15 December"},
		{"an answer between them has been overtaken", rules.Date{}, rules.Date{},
			&rules.Event{Kind: rules.Undecided, At: dec(3, 9), Until: day(21)}, "", ""},
		{"not one of the same day", rules.Date{}, rules.Date{},
			&rules.Event{Kind: rules.Undecided, At: dec(8, 9), Until: day(21)}, "on 8 December", "Monday, 21 December"},
		{"as has one without a day", day(18), rules.Date{},
			&rules.Event{Kind: rules.Undecided, At: dec(3, 9)}, "", ""},
		{"an invitation that was taken up fulfilled what was said before", day(18), rules.Date{},
			&rules.Event{Kind: rules.Advanced, At: dec(3, 9), Next: 8}, "", ""},
		{"what was said before a no-show counts for nothing", day(18), day(15),
			&rules.Event{Kind: rules.NoShow, InterviewID: 8, At: dec(8, 10)}, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := more(jo(), dec(8, 10), joSmith)
			c.Interviews[0].DecisionBy, c.Interviews[1].DecisionBy = tt.first, tt.second
			s := step(c, rules.UpdateRequest)
			if s.Heard = tt.heard; tt.heard != nil {
				c.History.Events = []rules.Event{*tt.heard}
			}
			if f := gather(c, s, sam, berlin, dec(22, 9)); f.HeardDay != tt.wantHeard || f.DecisionBy != tt.wantBy {
				t.Errorf("heard %q, by %q; want %q, %q", f.HeardDay, f.DecisionBy, tt.wantHeard, tt.wantBy)
			}
		})
	}
}

func TestMonthOfAnInterview(t *testing.T) {
	today := rules.Date{Year: 2026, Month: time.March, Day: 12}
	for _, tt := range []struct {
		what string
		d    rules.Date
		want string
	}{
		{"this month", rules.Date{Year: 2026, Month: time.March, Day: 2}, "March"},
		{"a month of last year that is clear", rules.Date{Year: 2025, Month: time.November, Day: 10}, "November"},
		{"nearly a year ago", rules.Date{Year: 2025, Month: time.April, Day: 10}, "April 2025"},
	} {
		if got := month(In("en"), tt.d, today); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.what, got, tt.want)
		}
	}
}

func TestDaysInWords(t *testing.T) {
	day := func(year int, month time.Month, day int) rules.Date {
		return rules.Date{Year: year, Month: month, Day: day}
	}
	for _, tt := range []struct {
		want  string
		days  []rules.Date
		today rules.Date
	}{
		{"1 December", []rules.Date{day(2026, 12, 1)}, day(2026, 12, 8)},
		{"1 and 8 December", []rules.Date{day(2026, 12, 1), day(2026, 12, 8)}, day(2026, 12, 15)},
		{"28 November and 1 December", []rules.Date{day(2026, 11, 28), day(2026, 12, 1)}, day(2026, 12, 8)},
		{"1 and 8 December 2026", []rules.Date{day(2026, 12, 1), day(2026, 12, 8)}, day(2027, 1, 4)},
		{"28 November and 1 December 2026", []rules.Date{day(2026, 11, 28), day(2026, 12, 1)}, day(2027, 1, 4)},
		{"18 December 2026 and 5 January", []rules.Date{day(2026, 12, 18), day(2027, 1, 5)}, day(2027, 1, 12)},
		{"", []rules.Date{day(2026, 12, 1), day(2026, 12, 8), day(2026, 12, 9)}, day(2026, 12, 15)},
	} {
		if got := daysInWords(lang, tt.days, tt.today); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// TestNoTwoOfAnOnSiteDayGetTheSameText: each of four conversations has its own interviewer.
func TestNoTwoOfAnOnSiteDayGetTheSameText(t *testing.T) {
	c := jo()
	for i, name := range []string{"Ann Lee", "Bo Li", "Cy Day"} {
		c = more(c, dec(1, 15+i), rules.Person{Name: name})
		c.Interviews[i+1].Topic = c.Interviews[0].Topic
	}
	seen := map[string]bool{}
	var beside []string
	for _, iv := range c.Interviews {
		s := stepTo(c, rules.ThankYou, iv.Interviewers[0])
		s.InterviewID = iv.ID
		f := gather(c, s, sam, berlin, dec(1, 20))
		f.Salutation = ""
		letter, err := shared.Write(rules.ThankYou, f, Choice{Seed: iv.Interviewers[0].Name, Beside: beside})
		if err != nil {
			t.Fatal(err)
		}
		beside = append(beside, letter.Subject+"\n"+letter.Body)
		seen[letter.Body] = true
	}
	if len(seen) != len(c.Interviews) {
		t.Errorf("%d texts for %d people", len(seen), len(c.Interviews))
	}
}

// TestMetInAnotherApplication: she is thanked as somebody who is known, and still told why one fits this job.
func TestMetInAnotherApplication(t *testing.T) {
	other := jo()
	other.ID, other.Interviews[0].ID, other.Interviews[0].Start = 3, 3, dec(-20, 10)
	for _, tt := range []struct {
		name   string
		change func(other *rules.Case)
		want   bool
	}{
		{"on an earlier day", func(*rules.Case) {}, true},
		{"later", func(o *rules.Case) { o.Interviews[0].Start = dec(2, 10) }, false},
		{"who did not turn up then", func(o *rules.Case) {
			o.History.Events = []rules.Event{{Kind: rules.NoShow, InterviewID: 3, At: dec(-20, 11)}}
		}, false},
		{"somebody else", func(o *rules.Case) { o.Interviews[0].Interviewers = []rules.Person{annLee} }, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, o := jo(), other
			o.Interviews = []rules.Interview{other.Interviews[0]}
			tt.change(&o)
			c.Elsewhere = []rules.Case{o}
			f := gather(c, step(c, rules.ThankYou), sam, berlin, dec(3, 9))
			if f.Again != tt.want || f.FitSentence == "" {
				t.Errorf("Again %v, want %v; fit %q", f.Again, tt.want, f.FitSentence)
			}
		})
	}
}

// TestThreadSubject: a note goes on with the conversation of the last email that was marked as sent.
func TestThreadSubject(t *testing.T) {
	c := jo()
	reminder := func(kind rules.Kind, to rules.Person, subject string, at time.Time) rules.Reminder {
		return rules.Reminder{
			Key: rules.Key{ApplicationID: 7, Kind: kind, Round: 1}, State: rules.Delivered, SettledAt: at,
			Message: rules.Message{Drafts: []rules.Draft{{To: to, Subject: subject, Body: "x"}}},
		}
	}
	thanks := reminder(rules.ThankYou, joSmith, "Thank you for today", dec(1, 17))
	thanks.InterviewID = 7
	c.History.Reminders = []rules.Reminder{thanks, reminder(rules.UpdateRequest, joSmith, "The role", dec(8, 9))}
	sent := func(kind rules.Kind, round int) {
		c.History.Events = append(c.History.Events, rules.Event{Kind: rules.Sent, Note: kind, Round: round,
			At: dec(9, 9)})
	}
	subject := func(kind rules.Kind, to rules.Person) string {
		return gather(c, stepTo(c, kind, to), sam, berlin, dec(10, 9)).ThreadSubject
	}
	if got := subject(rules.UndecidedReply, joSmith); got != "" {
		t.Errorf("%q, although nothing was marked as sent", got)
	}
	sent(rules.ThankYou, 0)
	if got := subject(rules.UndecidedReply, joSmith); got != "Thank you for today" {
		t.Errorf("got %q, want the thank-you's", got)
	}
	sent(rules.UpdateRequest, 1)
	for _, tt := range []struct {
		kind rules.Kind
		to   rules.Person
		want string
	}{
		{rules.UndecidedReply, joSmith, "The role"}, {rules.UndecidedReply, annLee, ""},
		{rules.UpdateRequest, joSmith, ""}, {rules.ThankYou, joSmith, ""}, {rules.StayInTouch, joSmith, ""},
	} {
		if got := subject(tt.kind, tt.to); got != tt.want {
			t.Errorf("%s to %s: %q, want %q", tt.kind, tt.to.Name, got, tt.want)
		}
	}
	c.History.Events = append(c.History.Events, rules.Event{Kind: rules.Answered, From: joSmith, At: dec(9, 18),
		Certainty: rules.Sure, Mail: rules.SeenMail{Hash: "b", MessageID: "<b@acme.test>", Subject: "Re: The role"}})
	if got := subject(rules.UpdateRequest, joSmith); got != "Re: The role" {
		t.Errorf("a request after their answer: %q", got)
	}
}

func TestHookSubject(t *testing.T) {
	for hook, want := range map[string]string{
		"": "", "Congratulations on the new clinic.": "Congratulations on the new clinic", "Well done!": "Well done!",
		"I read of the new clinic. Well done!":                                "",
		"Congratulations on the new clinic in the old brewery by the harbour": "",
	} {
		if got := hookSubject(hook); got != want {
			t.Errorf("%q is %q, want %q", hook, got, want)
		}
	}
}

// TestGuessedDay: a day that was guessed from their words is not told as theirs. The letter has their words, if they
// fit; otherwise their timing is not asked for as if they had said nothing.
func TestGuessedDay(t *testing.T) {
	l := *shared
	l.Guessed = func(words string, _, _ rules.Date) bool { return words != "by 29 January" }
	day := rules.Date{Year: 2027, Month: 1, Day: 29}
	for words, want := range map[string]string{
		"mid-January": "", "end of January": "the end of January", "by 29 January": "Friday, 29 January 2027",
	} {
		c := jo()
		january := day
		if want == "the end of January" {
			january.Day = 31
		}
		c.Interviews[0].DecisionBy, c.Interviews[0].Said = january, words
		s := step(c, rules.UpdateRequest)
		f := l.Gather(c, s, s.To[0], sam, berlin, dec(22, 9))
		if f.DecisionBy != want || f.Mentioned != (want != "") || slices.Contains(f.Gaps(s.Kind), GapTiming) {
			t.Errorf("said %q: by %q, mentioned %t, gaps %q", words, f.DecisionBy, f.Mentioned, f.Gaps(s.Kind))
		}
		heard := undecided(dec(9, 9), january)
		heard.Detail = words
		c.History.Events = []rules.Event{heard}
		f = l.Gather(c, s, s.To[0], sam, berlin, dec(22, 9))
		if f.DecisionBy != want || f.Roughly != (want == "") || f.HeardDay == "" {
			t.Errorf("heard %q: by %q, heard %q", words, f.DecisionBy, f.HeardDay)
		}
	}
}

// TestAFitThatPointsBack, such as "I did one like it.", stands only after what it was said about.
func TestAFitThatPointsBack(t *testing.T) {
	second := func(topic string, with rules.Person) rules.Case {
		c := more(jo(), dec(8, 10), with)
		c.Interviews[1].Topic = topic
		return c
	}
	noTopic, own := jo(), jo()
	noTopic.Interviews[0].Topic = ""
	own.Interviews[0].Interviewers = []rules.Person{{Name: joSmith.Name, Email: joSmith.Email, Topic: "the move"}}
	for _, tt := range []struct {
		name string
		c    rules.Case
		now  time.Time
		want string // the fit of the thank-you, "next" if it follows the topic
	}{
		{"it follows the topic of the first conversation", jo(), dec(1, 17), "next"},
		{"what only they talked about is another matter", own, dec(1, 17), ""},
		{"without a topic it points to what was said", noTopic, dec(1, 17), "alone"},
		{"the topic of a second conversation is another matter", second("the move", annLee), dec(8, 17), ""},
		{"and a second one without a topic leaves a riddle", second("", joSmith), dec(8, 17), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.c.Fit = "I did one like it for my last employer."
			f := gather(tt.c, stepTo(tt.c, rules.ThankYou, tt.c.Latest().Interviewers[0]), sam, berlin, tt.now)
			got := ""
			switch {
			case f.FitNext != "":
				got = "next"
			case f.FitSentence != "":
				got = "alone"
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestWhatWasDiscussedTheLastTime: a thank-you for an interview without a known topic names that of the one before.
func TestWhatWasDiscussedTheLastTime(t *testing.T) {
	for _, tt := range []struct{ why, before, now, want string }{
		{"a phrase", "the rota", "", "the rota"},
		{"what they do", "You are moving the ledger to SAP.", "", "moving the ledger to SAP"},
		{"what may be bad news", "the redundancies", "", ""},
		{"a sentence that is no phrase", "You have two wards.", "", ""},
		{"something new was discussed", "the rota", "the ledger", ""},
	} {
		c := more(jo(), dec(8, 10), joSmith)
		c.Interviews[0].Topic, c.Interviews[1].Topic = tt.before, tt.now
		s := stepTo(c, rules.ThankYou, joSmith)
		if got := gather(c, s, sam, berlin, dec(8, 13)).EarlierTopic; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.why, got, tt.want)
		}
	}
}

// TestFactsInOtherForms: what else a letter makes of a fact as it was typed.
func TestFactsInOtherForms(t *testing.T) {
	c := jo()
	c.Interviews[0].Topic, c.Fit = "You are moving the ledger to SAP.", "experience of SQL, dbt, and a lot of patience"
	thanks := gather(c, step(c, rules.ThankYou), sam, berlin, dec(1, 17))
	request := gather(c, step(c, rules.UpdateRequest), sam, berlin, dec(8, 9))
	for _, tt := range []struct{ why, got, want string }{
		{"a list is a sentence of its own, behind which nothing is joined", thanks.FitSentence,
			"I have experience of SQL, dbt, and a lot of patience."},
		{"and no phrase", thanks.Fit, ""},
		{"help is offered with what they do", request.HelpTopic, "moving the ledger to SAP"},
		{"which says more in a request than to have been glad to hear it", request.GladClause, ""},
		{"they were glad to talk about what they do", request.GladTopic, "moving the ledger to SAP"},
		{"a thank-you may say either", thanks.GladClause, "you are moving the ledger to SAP"},
		{"which is no trouble", thanks.TroubleClause, ""},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.why, tt.got, tt.want)
		}
	}
}
