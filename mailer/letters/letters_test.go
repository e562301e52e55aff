package letters

import (
	"flag"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/mailer/letters/english"
	"followup/rules"
)

var update = flag.Bool("update", false, "write the golden letters anew")

var lang Language = english.Language{}

var berlin = mustLoad("Europe/Berlin")

func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return loc
}

var sam = User{
	Name: "Sam Weber", Email: "sam@example.org", Phone: "+49 30 1234567",
	Background: "ten years of planning hospital shifts",
}

// jo is an application with one interview, of Tuesday, 1 December 2026, with nothing missing.
func jo() rules.Case {
	return rules.Case{
		Application: rules.Application{ID: 7, Company: "Acme Inc.", Role: "Senior Nurse"},
		Interviews: []rules.Interview{{
			ID: 7, Start: time.Date(2026, 12, 1, 14, 0, 0, 0, berlin), Duration: time.Hour,
			Interviewers: []rules.Person{{Name: "Jo Smith", Email: "jo@acme.test"}},
			Topic:        "the new rota", Said: "you will hear from us by Friday",
			DecisionBy: rules.Date{Year: 2026, Month: 12, Day: 4},
		}},
	}
}

// step is the step of a kind that the case's main contact gets.
func step(c rules.Case, kind rules.Kind) rules.Step {
	return stepTo(c, kind, c.MainContact())
}

// stepTo is the step of a kind that somebody gets; a thank-you is for the latest interview.
func stepTo(c rules.Case, kind rules.Kind, to rules.Person) rules.Step {
	s := rules.Step{Key: rules.Key{ApplicationID: c.ID, Kind: kind, Round: 1}, To: []rules.Person{to}}
	if kind == rules.ThankYou {
		s.InterviewID, s.Deadline = c.Latest().ID, c.Latest().End().Add(24*time.Hour)
	}
	if kind == rules.StayInTouch {
		s.Hook = "congratulations on the new clinic in Leeds"
	}
	return s
}

// gather collects the facts for the letter to the step's first addressee.
func gather(c rules.Case, s rules.Step, u User, loc *time.Location, now time.Time) Facts {
	return shared.Gather(c, s, s.To[0], u, loc, now)
}

// quoting makes the step follow up on an update request of Tuesday, 8 December.
func quoting(s rules.Step) rules.Step {
	s.QuotesSentAt = time.Date(2026, 12, 8, 9, 0, 0, 0, berlin)
	s.Quotes = &rules.Reminder{Message: rules.Message{Drafts: []rules.Draft{{
		To:      s.To[0],
		Subject: "Next steps for the Senior Nurse role",
		Body:    "Dear Jo Smith,\n\nMay I ask where things stand?\n\nKind regards,\nSam Weber",
	}}}}
	return s
}

var rae = rules.Person{Name: "Rae Hunt", Email: "rae@hunt.test"}

// byRecruiter is the application with a recruiter for its contact, who was in no interview.
func byRecruiter(c rules.Case) rules.Case {
	c.Contact = rae
	return c
}

// more is the application with one interview more.
func more(c rules.Case, at time.Time, people ...rules.Person) rules.Case {
	c.Interviews = append(slices.Clone(c.Interviews), rules.Interview{
		ID: c.ID + int64(len(c.Interviews)), Start: at, Duration: time.Hour, Interviewers: people,
	})
	return c
}

func undecided(at time.Time, until rules.Date) rules.Event {
	return rules.Event{ID: 1, Kind: rules.Undecided, At: at, Until: until}
}

func mustWrite(t *testing.T, kind rules.Kind, f Facts) Letter {
	t.Helper()
	l, err := Load(lang, "")
	if err != nil {
		t.Fatal(err)
	}
	letter, err := l.Write(kind, f, Choice{})
	if err != nil {
		t.Fatal(err)
	}
	return letter
}

// TestGolden keeps each letter as it reads, so that a change of wording is looked at.
func TestGolden(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 12, day, hour, 0, 0, 0, berlin) }
	full, bare, panel, answered := jo(), jo(), jo(), jo()
	bare.Interviews[0].Interviewers, bare.Interviews[0].Topic, bare.Interviews[0].Said = nil, "", ""
	bare.Interviews[0].DecisionBy = rules.Date{}
	panel.Interviews[0].Interviewers = append(panel.Interviews[0].Interviewers,
		rules.Person{Name: "Dr. Jana Müller", Topic: "moving two wards under one roof"}, rules.Person{Name: "Wei Chen"})
	answered.History.Events = []rules.Event{undecided(at(9, 10), rules.Date{Year: 2026, Month: 12, Day: 18})}
	answeredByZoe, wordsOnly, dateOnly := jo(), jo(), jo()
	answeredByZoe.History.Events = []rules.Event{undecided(at(9, 10), rules.Date{})}
	answeredByZoe.History.Events[0].From = rules.Person{Name: "Zoe Zander", Email: "zoe@acme.test"}
	wordsOnly.Interviews[0].DecisionBy, dateOnly.Interviews[0].Said = rules.Date{}, ""

	offered, panelOn := jo(), panel
	offered.History.Events = []rules.Event{undecided(at(1, 16), rules.Date{}),
		{ID: 2, Kind: rules.Offered, At: at(1, 18)}}
	panelOn.History.Events = []rules.Event{{ID: 1, Kind: rules.Advanced, At: at(1, 18)}}

	to := func(c rules.Case, i int) rules.Step {
		return stepTo(c, rules.ThankYou, c.Interviews[0].Interviewers[i])
	}
	late := step(full, rules.ThankYou)
	late.Late, late.Deadline = true, at(4, 15)
	round2, round3 := step(full, rules.StayInTouch), step(full, rules.StayInTouch)
	round2.Round, round2.Hook = 2, "I saw that Acme Inc. won the regional care award!"
	round3.Round = 3
	once := full.Deliver(step(full, rules.StayInTouch), at(39, 9))
	twice := once.Deliver(round2, at(129, 9))
	asked := full.Deliver(rules.Step{Key: step(full, rules.StayInTouch).Key}, at(39, 9)) // which is no draft

	calledOff := step(full, rules.RejectionThanks)
	calledOff.Heard = &rules.Event{Kind: rules.Rejected, At: at(1, 9)}
	toOther := quoting(step(full, rules.SecondRequest))
	toOther.Quotes.Message.Drafts[0].To = annLee

	heard := func(c rules.Case, kind rules.Kind, e rules.Event) (rules.Case, rules.Step) {
		e.ID = 1
		if e.Kind == rules.NoShow {
			e.InterviewID = c.Latest().ID
		}
		c.History.Events = []rules.Event{e}
		s := step(c, kind)
		s.Heard = &e
		return c, s
	}
	offer, offerThanks := heard(jo(), rules.OfferThanks, rules.Event{Kind: rules.Offered, At: at(9, 10),
		Until: rules.Date{Year: 2026, Month: 12, Day: 17}})
	openOffer, openOfferThanks := heard(bare, rules.OfferThanks, rules.Event{Kind: rules.Offered, At: at(9, 10)})
	notThere, another := heard(jo(), rules.NoShowNote, rules.Event{Kind: rules.NoShow, At: at(1, 14)})
	_, anotherBare := heard(bare, rules.NoShowNote, rules.Event{Kind: rules.NoShow, At: at(1, 14)})
	_, askedAfterNoShow := heard(jo(), rules.UpdateRequest, rules.Event{Kind: rules.NoShow, At: at(1, 14)})
	again, askDate := heard(jo(), rules.UpdateRequest, rules.Event{Kind: rules.Advanced, At: at(4, 10)})
	againBy, askDateBy := heard(jo(), rules.UpdateRequest, rules.Event{Kind: rules.Advanced, At: at(4, 10),
		Until: rules.Date{Year: 2026, Month: 12, Day: 11}})
	withdrawn, withdrawal := heard(jo(), rules.Withdrawal, rules.Event{Kind: rules.Stopped, Note: rules.Withdrawal,
		At: at(9, 10)})
	before, withdrawalBefore := heard(jo(), rules.Withdrawal,
		rules.Event{Kind: rules.Stopped, Note: rules.Withdrawal, At: at(-1, 10)})
	declined, declining := heard(jo(), rules.Withdrawal, rules.Event{Kind: rules.Stopped, Note: rules.Withdrawal,
		At: at(9, 10)})
	declined.History.Events = append(declined.History.Events, rules.Event{Kind: rules.Offered, At: at(8, 10)})
	leaving, notAgain := declined, declining
	leaving.History.Events = append(slices.Clone(withdrawn.History.Events),
		rules.Event{Kind: rules.Advanced, At: at(8, 10)})
	secondOf := func(c rules.Case) rules.Step {
		s := quoting(step(c, rules.SecondRequest))
		s.Heard = &c.History.Events[0]
		return s
	}

	ann := annLee
	fourOnADay := more(more(more(jo(), at(1, 15), ann), at(1, 16), rules.Person{Name: "Bo Li"}), at(1, 17),
		rules.Person{Name: "Cy Day"})
	fourOnADay.Interviews[0].DecisionBy, fourOnADay.Interviews[3].DecisionBy = rules.Date{},
		rules.Date{Year: 2026, Month: 12, Day: 11}
	twice1, inTwoMonths := more(jo(), at(8, 10), joSmith, ann), more(jo(), at(-2, 10), joSmith)
	rules.SortInterviews(inTwoMonths.Interviews)
	onThreeDays := more(more(jo(), at(8, 10), ann), at(14, 10), joSmith)
	nextTookPlace := more(jo(), at(8, 10), joSmith)
	nextTookPlace.History.Events = []rules.Event{{ID: 1, Kind: rules.Advanced, At: at(3, 10), Next: 8}}
	notAgainThere, askedAgain := heard(more(jo(), at(8, 10), joSmith), rules.UpdateRequest,
		rules.Event{Kind: rules.NoShow, At: at(8, 10)})
	recruiterNoShow, recruiterAnother := heard(byRecruiter(jo()), rules.NoShowNote,
		rules.Event{Kind: rules.NoShow, At: at(1, 14)})
	_, recruiterAsked := heard(byRecruiter(jo()), rules.UpdateRequest, rules.Event{Kind: rules.NoShow, At: at(1, 14)})
	invitedByRecruiter, askRecruiter := heard(byRecruiter(jo()), rules.UpdateRequest,
		rules.Event{Kind: rules.Advanced, At: at(4, 10)})
	leavingBetween, withdrawalBetween := heard(more(jo(), at(15, 10), joSmith), rules.Withdrawal,
		rules.Event{Kind: rules.Stopped, Note: rules.Withdrawal, At: at(9, 10)})
	metBefore := more(jo(), at(8, 10), joSmith)
	metBefore.Interviews[1].Topic = "the move to the new wing"
	metBeforeBare := more(jo(), at(8, 10), joSmith)
	lateAgain := step(metBefore, rules.ThankYou)
	lateAgain.Late = true

	for _, tt := range []struct {
		name string
		c    rules.Case
		s    rules.Step
		user User
		now  time.Time
	}{
		{"thank-you", full, step(full, rules.ThankYou), sam, at(1, 17)},
		{"thank-you, nothing known", bare, step(bare, rules.ThankYou), User{Name: "Sam Weber"}, at(1, 17)},
		{"thank-you, on its last day", full, step(full, rules.ThankYou), sam, at(2, 13)},
		{"thank-you, late", full, late, sam, at(3, 10)},
		{"thank-you, after an offer", offered, step(offered, rules.ThankYou), sam, at(2, 8)},
		{"thank-you, after an invitation", panelOn, to(panelOn, 1), sam, at(2, 8)},
		{"thank-you, second of a panel", panel, to(panel, 1), sam, at(1, 17)},
		{"thank-you, third of a panel", panel, to(panel, 2), sam, at(2, 8)},
		{"update-request", full, step(full, rules.UpdateRequest), sam, at(8, 9)},
		{"update-request, nothing known", bare, step(bare, rules.UpdateRequest), User{Name: "Sam Weber"}, at(8, 9)},
		{"update-request, after an answer", answered, step(answered, rules.UpdateRequest), sam, at(22, 9)},
		{"update-request, after an answer of somebody else's", answeredByZoe,
			stepTo(answeredByZoe, rules.UpdateRequest, full.MainContact()), sam, at(22, 9)},
		{"update-request, their words only", wordsOnly, step(wordsOnly, rules.UpdateRequest), sam, at(8, 9)},
		{"update-request, a date only", dateOnly, step(dateOnly, rules.UpdateRequest), sam, at(8, 9)},
		{"undecided-reply, a date", answered, step(answered, rules.UndecidedReply), sam, at(9, 10)},
		{"undecided-reply, no date", bare, step(bare, rules.UndecidedReply), sam, at(9, 10)},
		{"second-request", full, quoting(step(full, rules.SecondRequest)), sam, at(15, 9)},
		{"second-request, the first went to somebody else", full, toOther, sam, at(15, 9)},
		{"second-request, nothing to quote", full, step(full, rules.SecondRequest), sam, at(15, 9)},
		{"offer-thanks", offer, offerThanks, sam, at(9, 10)},
		{"offer-thanks, no day", openOffer, openOfferThanks, sam, at(9, 10)},
		{"no-show", notThere, another, sam, at(1, 15)},
		{"no-show, told of before midnight", notThere, another, sam, at(1, 22)},
		{"no-show, nobody known", bare, anotherBare, sam, at(2, 8)},
		{"update-request, they did not turn up", notThere, askedAfterNoShow, sam, at(8, 9)},
		{"second-request, they did not turn up", notThere, secondOf(notThere), sam, at(15, 9)},
		{"update-request, a date to follow", again, askDate, sam, at(11, 9)},
		{"update-request, a date to follow by a day", againBy, askDateBy, sam, at(15, 9)},
		{"second-request, a date to follow", again, secondOf(again), sam, at(18, 9)},
		{"withdrawal", withdrawn, withdrawal, sam, at(9, 10)},
		{"withdrawal, before it took place", before, withdrawalBefore, sam, at(-1, 10)},
		{"withdrawal, an offer declined", declined, declining, sam, at(9, 10)},
		{"withdrawal, after an invitation", leaving, notAgain, sam, at(9, 10)},
		{"rejection-thanks", full, step(full, rules.RejectionThanks), sam, at(10, 8)},
		{"rejection-thanks, nothing known", bare, step(bare, rules.RejectionThanks), sam, at(10, 8)},
		{"rejection-thanks, called off", full, calledOff, sam, at(1, 9)},
		{"stay-in-touch", full, step(full, rules.StayInTouch), sam, at(39, 9)},
		{"stay-in-touch, round two", once, round2, sam, at(129, 9)},
		{"stay-in-touch, round three", twice, round3, sam, at(219, 9)},
		{"thank-you, met before", metBefore, step(metBefore, rules.ThankYou), sam, at(8, 13)},
		{"thank-you, met before, late", metBefore, lateAgain, sam, at(10, 9)},
		{"thank-you, met before, nothing known", metBeforeBare, step(metBeforeBare, rules.ThankYou), sam, at(8, 13)},
		{"thank-you, not met before", twice1, stepTo(twice1, rules.ThankYou, ann), sam, at(8, 13)},
		{"update-request, after four on a day", fourOnADay, step(fourOnADay, rules.UpdateRequest), sam, at(15, 9)},
		{"update-request, after two", twice1, step(twice1, rules.UpdateRequest), sam, at(15, 9)},
		{"update-request, after two in two months", inTwoMonths, step(inTwoMonths, rules.UpdateRequest), sam, at(8, 9)},
		{"update-request, after three days", onThreeDays, step(onThreeDays, rules.UpdateRequest), sam, at(21, 9)},
		{"update-request, the next round took place", nextTookPlace, step(nextTookPlace, rules.UpdateRequest), sam,
			at(15, 9)},
		{"update-request, they did not turn up the second time", notAgainThere, askedAgain, sam, at(15, 9)},
		{"update-request, to a recruiter", byRecruiter(jo()), step(byRecruiter(jo()), rules.UpdateRequest), sam,
			at(8, 9)},
		{"update-request, to a recruiter, after two", byRecruiter(twice1),
			step(byRecruiter(twice1), rules.UpdateRequest), sam, at(15, 9)},
		{"update-request, to a recruiter, after three days", byRecruiter(onThreeDays),
			step(byRecruiter(onThreeDays), rules.UpdateRequest), sam, at(21, 9)},
		{"update-request, to a recruiter, they did not turn up", recruiterNoShow, recruiterAsked, sam, at(8, 9)},
		{"update-request, to a recruiter, a date to follow", invitedByRecruiter, askRecruiter, sam, at(11, 9)},
		{"second-request, after two", twice1, quoting(step(twice1, rules.SecondRequest)), sam, at(22, 9)},
		{"second-request, after three days", onThreeDays, quoting(step(onThreeDays, rules.SecondRequest)), sam,
			at(28, 9)},
		{"second-request, to a recruiter", byRecruiter(jo()), quoting(step(byRecruiter(jo()), rules.SecondRequest)),
			sam, at(15, 9)},
		{"no-show, to a recruiter", recruiterNoShow, recruiterAnother, sam, at(1, 15)},
		{"rejection-thanks, after two", twice1, step(twice1, rules.RejectionThanks), sam, at(16, 8)},
		{"rejection-thanks, to a recruiter", byRecruiter(jo()), step(byRecruiter(jo()), rules.RejectionThanks), sam,
			at(10, 8)},
		{"stay-in-touch, to a recruiter", byRecruiter(jo()), step(byRecruiter(jo()), rules.StayInTouch), sam,
			at(39, 9)},
		{"stay-in-touch, met the first time only", more(jo(), at(8, 10), ann),
			stepTo(more(jo(), at(8, 10), ann), rules.StayInTouch, joSmith), sam, at(39, 9)},
		{"withdrawal, between two interviews", leavingBetween, withdrawalBetween, sam, at(9, 10)},
		{"withdrawal, to a recruiter", byRecruiter(withdrawn),
			func() rules.Step { s := withdrawal; s.To = []rules.Person{rae}; return s }(), sam, at(9, 10)},
		{"stay-in-touch, after a question", asked, round2, sam, at(129, 9)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := gather(tt.c, tt.s, tt.user, berlin, tt.now)
			letter := mustWrite(t, tt.s.Kind, f)
			got := fmt.Sprintf("Subject: %s\n\n%s\n\n-- not known: %v\n", letter.Subject, letter.Body,
				f.Gaps(tt.s.Kind))
			golden(t, strings.NewReplacer(",", "", "'", "", " ", "-").Replace(tt.name)+".golden", got)
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; -update accepts it):\n%s", path, diff)
	}
}

// TestMetAndNextRound: what they said before an interview does not undo it, unless it called it off.
func TestMetAndNextRound(t *testing.T) {
	start := jo().Interviews[0].Start
	told := func(kind rules.EventKind, after time.Duration) rules.Event {
		e := rules.Event{Kind: kind, At: start.Add(after)}
		if kind == rules.NoShow {
			e.InterviewID = jo().ID
		}
		return e
	}
	const before, after, later = -time.Minute, 20 * time.Minute, 24 * time.Hour
	for _, tt := range []struct {
		name           string
		now            time.Duration
		events         []rules.Event
		met, nextRound bool
	}{
		{"nothing was said", later, nil, true, false},
		{"it has not begun", before, nil, false, false},
		{"undecided before it", later, []rules.Event{told(rules.Undecided, before)}, true, false},
		{"undecided after it", later, []rules.Event{told(rules.Undecided, after)}, true, false},
		{"an invitation before it was to this one", later, []rules.Event{told(rules.Advanced, before)}, true, false},
		{"an invitation before it, which has a date", before, []rules.Event{told(rules.Advanced, before-1)}, false,
			false},
		{"an invitation after it", later, []rules.Event{told(rules.Advanced, after)}, true, true},
		{"an offer before it", later, []rules.Event{told(rules.Offered, before)}, true, false},
		{"they did not turn up", later, []rules.Event{told(rules.NoShow, after)}, false, false},
		{"undecided before it, and they did not turn up", later,
			[]rules.Event{told(rules.Undecided, before), told(rules.NoShow, after)}, false, false},
		{"they did not turn up, and then were undecided", later,
			[]rules.Event{told(rules.NoShow, after), told(rules.Undecided, after+1)}, false, false},
		{"they did not turn up, and then invited", later,
			[]rules.Event{told(rules.NoShow, after), told(rules.Advanced, after+1)}, false, true},
		{"they did not turn up at the time it was moved from", later, []rules.Event{told(rules.NoShow, -later)}, true,
			false},
		{"that, and an answer before the new time", later,
			[]rules.Event{told(rules.NoShow, -later), told(rules.Undecided, before)}, true, false},
		{"that, and an invitation before the new time", later,
			[]rules.Event{told(rules.NoShow, -later), told(rules.Advanced, before)}, true, false},
		{"they called it off", later, []rules.Event{told(rules.Rejected, before)}, false, false},
		{"the user called it off", later, []rules.Event{told(rules.Stopped, before)}, false, false},
		{"they said no after it", later, []rules.Event{told(rules.Rejected, after)}, true, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := jo()
			c.History.Events = tt.events
			s := step(c, rules.UpdateRequest)
			if n := len(tt.events); n > 0 {
				s.Heard = &tt.events[n-1]
			}
			if f := gather(c, s, sam, berlin, start.Add(tt.now)); f.Met != tt.met || f.NextRound != tt.nextRound {
				t.Errorf("Met %v, NextRound %v; want %v, %v", f.Met, f.NextRound, tt.met, tt.nextRound)
			}
		})
	}
}

// TestAnInvitationToThisInterviewIsNoAnswerToIt: the day by which they were to name its date is none of a decision's.
func TestAnInvitationToThisInterviewIsNoAnswerToIt(t *testing.T) {
	c := jo()
	c.History.Events = []rules.Event{{Kind: rules.Advanced, At: c.Interviews[0].Start.AddDate(0, 0, -3),
		Until: rules.Date{Year: 2026, Month: 12, Day: 2}}}
	s := step(c, rules.UpdateRequest)
	s.Heard = &c.History.Events[0]
	f := gather(c, s, sam, berlin, c.Interviews[0].Start.AddDate(0, 0, 7))
	if f.HeardDay != "" || f.DecisionBy != "Friday, 4 December" {
		t.Errorf("heard %q, decision by %q; want what was said in the interview", f.HeardDay, f.DecisionBy)
	}
}

// TestEveryNameIsFoundInItsGreeting: no built-in letter is said to leave out whom it is to.
func TestEveryNameIsFoundInItsGreeting(t *testing.T) {
	for _, name := range []string{"A W", "A. W.", "A", "J. von K", "Dr. A W", "O'N", "陳 偉", "Jo Smith", "Å Ö"} {
		for _, style := range []string{"formal", "first"} {
			c, u := jo(), sam
			c.Interviews[0].Interviewers[0].Name, u.Salutation = name, style
			f := gather(c, step(c, rules.NoShowNote), u, berlin, c.Interviews[0].End())
			if letter := mustWriteShared(t, rules.NoShowNote, f); len(letter.Faults) > 0 {
				t.Errorf("%s, %s: %q", name, style, letter.Faults)
			}
		}
	}
	for _, tt := range []struct{ text, name string }{
		{"I had a word with W A", "A W"}, {"a nice A Way", "A W"}, {"Dear A", "A W"}, {"Dear K", "Von K"},
	} {
		if mentions(tt.text, tt.name) {
			t.Errorf("%q names %s", tt.text, tt.name)
		}
	}
}

// TestEveryCombinationOfMissingFactsReadsWell renders each kind with everything known, with nothing, and with all that
// lies between, and looks for what would make one ashamed of it.
func TestEveryCombinationOfMissingFactsReadsWell(t *testing.T) {
	if testing.Short() {
		t.Skip("there are many, which takes seconds")
	}
	count := 0
	for _, kind := range kinds {
		for f := range everyCombination(kind) {
			letter, err := shared.Write(kind, f, Choice{Seed: fmt.Sprint(count)}) // all wordings have their turn
			if err != nil {
				t.Fatal(err)
			}
			count++
			if faults := blemishes(kind, f, letter); len(faults) > 0 {
				t.Fatalf("%s: %s\n%+v\n\nSubject: %s\n\n%s", kind, strings.Join(faults, "; "), f, letter.Subject,
					letter.Body)
			}
		}
	}
	t.Logf("%d letters", count)
}

var shared, sharedErr = Load(lang, "")

func mustWriteShared(t *testing.T, kind rules.Kind, f Facts) Letter {
	t.Helper()
	if sharedErr != nil {
		t.Fatal(sharedErr)
	}
	letter, err := shared.Write(kind, f, Choice{})
	if err != nil {
		t.Fatal(err)
	}
	return letter
}

// A loss takes one fact away, or puts another form of it in its place.
type loss func(*rules.Case, *rules.Step, *User)

var (
	noName        loss = func(_ *rules.Case, s *rules.Step, _ *User) { s.To = []rules.Person{{Email: s.To[0].Email}} }
	noPerson      loss = func(_ *rules.Case, s *rules.Step, _ *User) { s.To = []rules.Person{{}} }
	noPhone       loss = func(_ *rules.Case, _ *rules.Step, u *User) { u.Phone = "" }
	noTopic       loss = func(c *rules.Case, _ *rules.Step, _ *User) { c.Interviews[0].Topic = "" }
	topicSentence loss = func(c *rules.Case, _ *rules.Step, _ *User) {
		c.Interviews[0].Topic = "You showed me the new rota."
	}
	noFit       loss = func(c *rules.Case, _ *rules.Step, u *User) { c.Fit, u.Background = "", "" }
	fitSentence loss = func(c *rules.Case, _ *rules.Step, _ *User) { c.Fit = "I have run rotas for ten years." }
	nothingSaid loss = func(c *rules.Case, _ *rules.Step, _ *User) { c.Interviews[0].Said = "" }
	noDate      loss = func(c *rules.Case, _ *rules.Step, _ *User) { c.Interviews[0].DecisionBy = rules.Date{} }
	notHeard    loss = func(c *rules.Case, _ *rules.Step, _ *User) { c.History.Events = nil }
	heardNoDate loss = func(c *rules.Case, _ *rules.Step, _ *User) { dropUntil(c) }
	noQuote     loss = func(_ *rules.Case, s *rules.Step, _ *User) { s.Quotes = nil }
	noPrevious  loss = func(_ *rules.Case, s *rules.Step, _ *User) { s.Quotes, s.QuotesSentAt = nil, time.Time{} }
	offered     loss = func(c *rules.Case, _ *rules.Step, _ *User) { hear(c, rules.Offered) }
	invited     loss = func(c *rules.Case, _ *rules.Step, _ *User) { hear(c, rules.Advanced) }
	onTime      loss = func(_ *rules.Case, s *rules.Step, _ *User) { s.Late = false }
	notThere    loss = func(c *rules.Case, _ *rules.Step, _ *User) { hear(c, rules.NoShow) }
	toMeetAgain loss = func(c *rules.Case, s *rules.Step, _ *User) { s.Heard = hear(c, rules.Advanced) }
	offerByDay  loss = func(c *rules.Case, s *rules.Step, _ *User) {
		s.Heard = hear(c, rules.Offered)
		s.Heard.Until = rules.Date{Year: 2026, Month: 12, Day: 18}
	}
	stillToCome loss = func(c *rules.Case, s *rules.Step, _ *User) {
		s.Heard = hear(c, rules.Stopped)
		c.Interviews[0].Start = c.Interviews[0].Start.AddDate(0, 0, 30)
	}
	secondRound loss = func(c *rules.Case, s *rules.Step, _ *User) { another(c, s) }
	thirdRound  loss = func(c *rules.Case, s *rules.Step, _ *User) { another(c, s); another(c, s) }
)

// Other interviews of the application, with the same facts.
var (
	recruiter loss = func(_ *rules.Case, s *rules.Step, _ *User) { s.To = []rules.Person{rae} }
	oneMore   loss = func(c *rules.Case, _ *rules.Step, _ *User) { addLike(c, 8, 7) }
	earlier   loss = func(c *rules.Case, _ *rules.Step, _ *User) { addLike(c, 9, -7) }
	nextAhead loss = func(c *rules.Case, _ *rules.Step, _ *User) { addLike(c, 10, 50) }
)

// addLike adds an interview like the first one, so many days from it.
func addLike(c *rules.Case, id int64, days int) {
	iv := c.Interviews[0]
	iv.ID, iv.Start = id, iv.Start.AddDate(0, 0, days)
	if !iv.DecisionBy.IsZero() {
		iv.DecisionBy = iv.DecisionBy.AddDays(days)
	}
	c.Interviews = append(c.Interviews, iv)
	rules.SortInterviews(c.Interviews)
}

// another makes the step one more of its kind.
func another(c *rules.Case, s *rules.Step) {
	c.History.Reminders = append(c.History.Reminders, rules.Reminder{Key: s.Key, State: rules.Delivered,
		Message: rules.Message{Hook: "x"}})
	s.Round++
}

// hear is one more word, later than those before.
func hear(c *rules.Case, kind rules.EventKind) *rules.Event {
	at := time.Date(2026, 12, 12, 9, 0, 0, 0, berlin)
	e := rules.Event{ID: 2, Kind: kind, At: at}
	if kind == rules.NoShow {
		e.InterviewID = c.Latest().ID
	}
	c.History.Events = append(c.History.Events, e)
	return &c.History.Events[len(c.History.Events)-1]
}

func dropUntil(c *rules.Case) {
	for i := range c.History.Events {
		c.History.Events[i].Until = rules.Date{}
	}
}

// losses are those that matter to a kind.
var losses = map[rules.Kind][]loss{
	rules.ThankYou:   {noTopic, topicSentence, noFit, fitSentence, onTime, offered, invited, earlier},
	rules.NoShowNote: {notThere, recruiter, oneMore},
	rules.UpdateRequest: {nothingSaid, noDate, notHeard, heardNoDate, recruiter, oneMore, notThere, toMeetAgain,
		secondRound, earlier},
	rules.UndecidedReply: {notHeard, heardNoDate, noDate, recruiter, oneMore},
	rules.SecondRequest: {noQuote, noPrevious, nothingSaid, recruiter, oneMore, notThere, toMeetAgain, secondRound,
		earlier},
	rules.OfferThanks:     {offerByDay, recruiter, oneMore},
	rules.RejectionThanks: {noTopic, topicSentence, recruiter, oneMore, notThere, earlier},
	rules.StayInTouch:     {noTopic, topicSentence, secondRound, thirdRound, recruiter, oneMore, earlier},
	rules.Withdrawal: {noTopic, topicSentence, offered, invited, recruiter, notThere, stillToCome, oneMore,
		nextAhead},
}

// everyCombination goes by way of Gather, as the mailer does.
func everyCombination(kind rules.Kind) iter.Seq[Facts] {
	some := append([]loss{noName, noPerson, noPhone}, losses[kind]...)
	now := time.Date(2026, 12, 15, 9, 0, 0, 0, berlin)
	return func(yield func(Facts) bool) {
		for bits := range 1 << len(some) {
			c, u := jo(), sam
			c.History.Events = []rules.Event{undecided(now.AddDate(0, 0, -6),
				rules.Date{Year: 2026, Month: 12, Day: 11})}
			s := quoting(step(c, kind))
			s.Late = true
			for i, lose := range some {
				if bits&(1<<i) != 0 {
					lose(&c, &s, &u)
				}
			}
			if !yield(gather(c, s, u, berlin, now)) {
				return
			}
		}
	}
}

var (
	unfinished = regexp.MustCompile(`\{\{|\}\}|<no value>|\[|\]|%!|\bNAME\b`)
	badBlanks  = regexp.MustCompile(`  | \n|\n\n\n| [,.;:!?]`)
	doubleStop = regexp.MustCompile(`(^|[^.])\.\.($|[^.])|\.,\.|[!?]\.`)
	sentence   = regexp.MustCompile(`[.!?]”?(\s|$)`)
)

// shame is what no letter says: it reproaches, apologizes or wastes words.
var shame = []string{"just checking", "sorry", "apolog", "unfortunately", "disappoint", "still waiting", "regret",
	"waited"}

// notMet is what no letter says to somebody who was in no interview.
var notMet = []string{"our conversation", "you interviewed", "interview with you", "interviewed with you",
	"talk with you", "talk to you", "talking to you", "meeting you",
	"we were due", "had us down", "we talked", "we said", "you mentioned"}

// metAgain is what the first paragraph of each thank-you to somebody met before has one of.
var metAgain = []string{"again", "once more", "having me back", "another good conversation", "as much as last time",
	"carry on our conversation"}

// limits are how many words a letter may have, without its quote.
var limits = map[rules.Kind]struct{ least, most int }{
	rules.ThankYou:        {30, 110},
	rules.NoShowNote:      {25, 90},
	rules.UpdateRequest:   {25, 100},
	rules.UndecidedReply:  {25, 90},
	rules.SecondRequest:   {25, 110},
	rules.RejectionThanks: {25, 110},
	rules.OfferThanks:     {20, 70},
	rules.StayInTouch:     {25, 110},
	rules.Withdrawal:      {20, 90},
}

// blemishes are what the built-in letters never have, whatever is missing.
func blemishes(kind rules.Kind, f Facts, l Letter) (faults []string) {
	own := strings.TrimSuffix(l.Body, l.Quote)
	faults = slices.Clone(l.Faults)
	fault := func(is bool, format string, args ...any) {
		if is {
			faults = append(faults, fmt.Sprintf(format, args...))
		}
	}
	fault(unfinished.MatchString(l.Subject+l.Body), "unfinished")
	if found := badBlanks.FindString(strings.TrimRight(own, "\n")); found != "" {
		fault(true, "blanks: %q", found)
	}
	if found := doubleStop.FindString(own); found != "" {
		fault(true, "full stops: %q", found)
	}
	fault(l.Body != strings.TrimSpace(l.Body), "empty lines at the ends")
	fault(l.Subject == "" || strings.ContainsAny(l.Subject, "\r\n"), "subject %q", l.Subject)
	fault(strings.Count(own, "Dear ") != 1 || !strings.HasPrefix(own, f.Salutation+",\n\n"), "salutation")
	for _, bad := range shame {
		fault(strings.Contains(strings.ToLower(own), bad), "says %q", bad)
	}
	for _, bad := range notMet {
		fault(!f.Interviewed && strings.Contains(strings.ToLower(l.Subject+"\n"+own), bad),
			"says %q to somebody who was in no interview", bad)
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(own, f.Salutation+",\n\n"), "\n\n")
	again := slices.ContainsFunc(metAgain, func(good string) bool { return strings.Contains(first, good) })
	fault(kind == rules.ThankYou && again != f.Again, "met before: %v", again)
	fault(!f.Several && strings.Contains(own, "interviews"), "speaks of several interviews")
	fault(!strings.Contains(own, f.Closing()), "no closing")
	words := len(strings.Fields(own))
	fault(words < limits[kind].least || words > limits[kind].most, "%d words", words)
	fault(f.Quote != "" && kind == rules.SecondRequest && l.Quote == "", "the quote is not at the end")
	fault(f.Quote == "" && strings.Contains(own, "below"), "speaks of a text that is not there")
	if kind == rules.ThankYou {
		text := strings.TrimSuffix(own, f.Closing())
		n := len(sentence.FindAllString(inc.ReplaceAllString(text, "Acme$1"), -1))
		fault(n < 2 || n > 8, "%d sentences", n)
	}
	return faults
}

// TestFirstNamesMakeALetterFriendly: contractions are for those who are greeted by first name, and never in facts.
func TestFirstNamesMakeALetterFriendly(t *testing.T) {
	formal, friendly := sam, sam
	friendly.Salutation = "first"
	c := jo()
	c.Fit = "I am sure that I would like nights."
	for n := range 20 {
		choice := Choice{Seed: fmt.Sprint(n)}
		for _, u := range []User{formal, friendly} {
			f := gather(c, step(c, rules.ThankYou), u, berlin, c.Interviews[0].End())
			letter, err := shared.Write(rules.ThankYou, f, choice)
			if err != nil {
				t.Fatal(err)
			}
			own, found := strings.CutPrefix(strings.ReplaceAll(letter.Body, c.Fit, ""), f.Salutation)
			contracted := strings.Contains(own, "'")
			stiff := strings.Contains(own, "I would") || strings.Contains(own, "I am ")
			if !found || contracted && !f.friendly || stiff && f.friendly {
				t.Errorf("%q: friendly %v:\n%s", choice.Seed, f.friendly, letter.Body)
			}
		}
	}
}

// inc matches a company in the middle of a sentence.
var inc = regexp.MustCompile(`Acme Inc\.(,? \p{Ll})`)

func TestTwoOfAPanelNeverGetTheSameText(t *testing.T) {
	c := jo()
	for _, name := range []string{"Bo Li", "Cy Day", "Di Fox", "Ed Gray", "Flo Hill", "Gus Ida", "Hal Jay", "Ian Key",
		"Kit Low", "Lou May", "Mo Noe"} {
		c.Interviews[0].Interviewers = append(c.Interviews[0].Interviewers, rules.Person{Name: name})
	}
	for _, late := range []bool{false, true} {
		seen := map[string]string{}
		var beside []string
		for _, p := range c.Interviews[0].Interviewers {
			s := stepTo(c, rules.ThankYou, p)
			s.Late = late
			f := gather(c, s, sam, berlin, c.Interviews[0].End())
			letter, err := shared.Write(rules.ThankYou, f, Choice{Seed: p.Name, Beside: beside})
			if err != nil {
				t.Fatal(err)
			}
			beside = append(beside, letter.Subject+"\n"+letter.Body)
			text := strings.Replace(letter.Body, f.Salutation, "", 1)
			if other, ok := seen[text]; ok {
				t.Errorf("late %v: %s and %s get the same text", late, other, p.Name)
			}
			seen[text] = p.Name
		}
	}
}

// writeLetter writes a letter into a new folder.
func writeLetter(t *testing.T, name, text string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestReplacedLetters(t *testing.T) {
	write := writeLetter
	t.Run("replace the built-in one of the same name", func(t *testing.T) {
		dir := write(t, "thank-you.txt",
			"Subject: Thanks, {{.Company}}\r\n\r\nHi {{or .Name `there`}},\r\n\r\n"+
				"thanks{{if .Topic}} for {{.Topic}}{{end}}.\r\n{{.Sender}}\r\n")
		l, err := Load(lang, dir)
		if err != nil {
			t.Fatal(err)
		}
		letter, err := l.Write(rules.ThankYou, sample(lang), Choice{})
		if want := (Letter{Subject: "Thanks, Acme Inc.",
			Body: "Hi Jo Smith,\n\nthanks for the new rota.\nSam Weber"}); err != nil || !cmp.Equal(letter, want) {
			t.Errorf("got %+v, %v; want %+v", letter, err, want)
		}
		if other, err := l.Write(rules.StayInTouch, sample(lang), Choice{}); err != nil || other.Subject == "" {
			t.Errorf("the others are the built-in ones; got %+v, %v", other, err)
		}
	})
	for _, tt := range []struct{ name, file, text, want string }{
		{"a template that does not parse", "thank-you.txt", "Subject: x\n\n{{if .Topic}}\n",
			"thank-you.txt:4: unexpected end; an {{if}} has no {{end}}"},
		{"an unknown function", "thank-you.txt", "Subject: x\n\n{{shout .Name}}\n",
			`thank-you.txt:3: function "shout" not defined`},
		{"an unknown fact", "update-request.txt", "Subject: x\n\nDear {{.Nmae}}\n",
			"update-request.txt:3:7: there is no field .Nmae; the table"},
		{"an unknown fact in a branch seldom taken", "thank-you.txt",
			"Subject: x\n\nHi{{if not .Topic}}{{.Foo}}{{end}}\n", "thank-you.txt:3:21: there is no field .Foo"},
		{"no subject line", "thank-you.txt", "Dear {{.Name}},\n\nthanks\n",
			`thank-you.txt:1: begins with "Dear Jo Smith,"; expected "Subject: …"`},
		{"a subject that may be empty", "thank-you.txt", "Subject: {{.Topic}}\n\nthanks\n",
			"thank-you.txt:1: the subject is empty"},
		{"no text", "thank-you.txt", "Subject: x\n\n", "there is no text below the subject"},
		{"a placeholder left in", "thank-you.txt", "Subject: x\n\nHi,\n\nthanks for [topic]\n",
			`thank-you.txt:5: the draft contains “[topic]”, which looks unfinished`},
		{"a placeholder that only shows when a fact is missing", "thank-you.txt",
			"Subject: x\n\n{{.Salutation}},\n\nthanks for {{if .Topic}}{{.Topic}}{{else}}[what?]{{end}}\n{{.Closing}}",
			`thank-you.txt:5: the draft contains “[what?]”, which looks unfinished, without .Topic`},
		{"nobody greeted", "thank-you.txt", "Subject: x\n\nHi,\n\nthanks\n",
			`thank-you.txt:1: the draft does not name Jo Smith, whom it is to; begin it with {{.Salutation}}`},
		{"the wrong person greeted", "thank-you.txt", "Subject: x\n\nDear Jana,\n\nthanks\n",
			`thank-you.txt:1: the draft does not name Jo Smith`},
		{"somebody of a name like the sample's greeted", "thank-you.txt",
			"Subject: x\n\nDear Johanna,\n\nthe Job\n{{.Closing}}",
			`thank-you.txt:1: the draft does not name Jo Smith`},
		{"a mistake in a wording seldom up", "thank-you.txt", "Subject: x\n\n{{.Salutation}}\n- a\n- b\n- {{.Topik}}\n",
			"thank-you.txt:6"},
		{"a day that is not known in a thank-you", "thank-you.txt",
			"Subject: x\n\n{{.Salutation}}\n\nby “{{.AnswerBy}}”\n", "which has a hole in it, without .AnswerBy"},
		{"one person greeted whoever it is to", "thank-you.txt", "Subject: x\n\nDear Jo Smith,\n\nthanks\n{{.Closing}}",
			`thank-you.txt:3: the draft names “Jo Smith”, whoever it is to`},
		{"a novel", "thank-you.txt", "Subject: x\n\n{{.Salutation}},\n\n" + strings.Repeat("word ", 301),
			`thank-you.txt:1: the draft has 304 words; a note of more than 300 is seldom read`},
		{"a subject nobody sees the end of", "thank-you.txt",
			"Subject: " + strings.Repeat("word ", 30) + "\n\n{{.Salutation}}\n",
			`thank-you.txt:1: the draft has a subject of 149 characters`},
		{"a fact that may be missing", "thank-you.txt",
			"Subject: x\n\n{{.Salutation}},\n\nI enjoyed {{.Topic}}.\n{{.Closing}}",
			`thank-you.txt:1: the draft contains “I enjoyed .”, which has a hole in it, without .Topic`},
		{"a name that may be missing", "thank-you.txt", "Subject: x\n\nDear {{.Name}},\n\nthanks\n{{.Closing}}",
			`contains “Dear ,”, which has a hole in it, without .Name`},
		{"a name that may be missing in the subject", "thank-you.txt",
			"Subject: Thanks, {{.Name}}\n\n{{.Salutation}}\n{{.Closing}}",
			`has the subject “Thanks,”, which ends in a comma`},
		{"brackets that may be empty", "undecided-reply.txt",
			"Subject: x\n\n{{.Salutation}}\n\nby then ({{.DecisionBy}})\n{{.Closing}}",
			`contains “by then ()”, which has a hole in it, without .DecisionBy`},
		{"another placeholder", "thank-you.txt", "Subject: x\n\n{{.Salutation}}\n\nbest to <name>\n{{.Closing}}",
			`thank-you.txt:5: the draft contains “<name>”, which looks unfinished`},
		{"a word too many before a day", "thank-you.txt",
			"Subject: x\n\n{{.Salutation}}\n\nthe talk on {{.Day}}\n{{.Closing}}", "contains “on on”"},
		{"an occasion that is dropped", "stay-in-touch.txt", "Subject: x\n\n{{.Salutation}}\n\nhello\n{{.Closing}}",
			"does without the occasion to write; begin it with {{stop .Hook}}"},
		{"another encoding", "thank-you.txt", "Subject: x\n\nDear M\xfcller\n",
			"thank-you.txt:3: is not UTF-8; save it in that encoding"},
		{"another program's file", "thank-you.docx", "PK", "thank-you.docx is not the name of a letter"},
		{"a misspelt name", "thankyou.txt", "Subject: x\n\nthanks\n",
			"thankyou.txt is not the name of a letter; expected one of thank-you.txt,"},
	} {
		t.Run("refuse "+tt.name, func(t *testing.T) {
			dir := write(t, tt.file, tt.text)
			_, err := Load(lang, dir)
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), dir) {
				t.Errorf("got %v; want it to name the file and %q", err, tt.want)
			}
		})
	}
	t.Run("that fail on facts that no check foresaw give way to the built-in ones", func(t *testing.T) {
		dir := write(t, "thank-you.txt", "Subject: x\n\nHi{{if .Name}} {{slice .Name 0 4}}mith{{end}},\n{{.Closing}}")
		l, err := Load(lang, dir)
		if err != nil {
			t.Fatal(err)
		}
		f := sample(lang)
		f.Name, f.Salutation = "Jo", "Dear Jo"
		letter, err := l.Write(rules.ThankYou, f, Choice{})
		if err != nil || !strings.HasPrefix(letter.Body, "Dear Jo,\n\n") || len(letter.Faults) != 1 ||
			!strings.Contains(letter.Faults[0], "is the built-in one, for yours could not be written") ||
			!strings.Contains(letter.Faults[0], "thank-you.txt:3:") {
			t.Errorf("got %+v, %v", letter, err)
		}
	})
	for _, tt := range []struct{ name, file, text string }{
		{"French, with its blanks and its pronouns", "thank-you.txt",
			"Subject: Merci\n\n{{.Salutation}},\n\nnous nous réjouissons : vraiment ! Et vous ?\n{{.Closing}}"},
		{"German relative clauses", "thank-you.txt",
			"Subject: Danke\n\n{{.Salutation}},\n\nden Kollegen, die die Station leiten,\n{{.Closing}}"},
		{"two blanks after a full stop, and a framework", "thank-you.txt",
			"Subject: x\n\n{{.Salutation}},\n\nThank you.  I know .NET ...\nSam"},
	} {
		t.Run("take "+tt.name, func(t *testing.T) {
			if _, err := Load(lang, write(t, tt.file, tt.text)); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("take the built-in ones", func(t *testing.T) {
		dir := t.TempDir()
		for _, kind := range kinds {
			text, err := fs.ReadFile(lang.Letters(), fileName(kind))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, fileName(kind)), text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Load(lang, dir); err != nil {
			t.Error(err)
		}
	})
	t.Run("refuse a directory that is not there", func(t *testing.T) {
		if _, err := Load(lang, filepath.Join(t.TempDir(), "nowhere")); err == nil ||
			!strings.Contains(err.Error(), "letters.templates_dir") {
			t.Errorf("got %v; want the config key named", err)
		}
	})
}

func TestTheTableOfFactsIsComplete(t *testing.T) {
	table, err := Readme.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile("(?m)^\\| `\\.(\\w+)`").FindAllStringSubmatch(string(table), -1)
	var documented []string
	for _, n := range names {
		documented = append(documented, n[1])
	}
	want := factNames()
	slices.Sort(documented)
	slices.Sort(want)
	if diff := cmp.Diff(want, documented); diff != "" {
		t.Errorf("the table in README.md and the struct differ (-struct +table):\n%s", diff)
	}
}
