package rules

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// days returns an application with three interviews: with Jo on Tuesday 1 December at 14:00, with Ann and Li on the
// 8th, and on the 15th with nobody named.
func days(t *testing.T) *story {
	s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 14:00", time.Hour)
	s.joins("2026-12-08 14:00", ann, li)
	s.joins("2026-12-15 14:00")
	return s
}

// Who gets the notes about the application.
func TestMainContact(t *testing.T) {
	answered := func(when string, from Person) func(*story) {
		return func(s *story) { s.tell(when, Event{Kind: Undecided, From: from}) }
	}
	contact := func(s *story) { s.c.Contact = pat }
	for _, tt := range []struct {
		name string
		with []func(*story)
		want Person
	}{
		{"the first interviewer of the latest interview that names one", nil, ann},
		{"a named contact comes before interviewers", []func(*story){contact}, pat},
		{"whoever answered comes before the named contact",
			[]func(*story){contact, answered("2026-12-02 10:00", jo)}, jo},
		{"the latest to answer", []func(*story){answered("2026-12-03 10:00", Person{Name: "Li Wei"}),
			answered("2026-12-02 10:00", jo)}, li},
		{"an answer is matched by address, under any name",
			[]func(*story){answered("2026-12-02 10:00", Person{Name: "J. S.", Email: "JO@acme.test"})}, jo},
		{"somebody who answered without having been in an interview",
			[]func(*story){answered("2026-12-02 10:00", bo)}, bo},
		{"an answer without a name changes nothing",
			[]func(*story){answered("2026-12-02 10:00", jo), answered("2026-12-03 10:00", Person{})}, jo},
		{"the hiring team if nobody is known", []func(*story){func(s *story) {
			for i := range s.c.Interviews {
				s.c.Interviews[i].Interviewers = nil
			}
		}}, Person{}},
		{"the interviewers of a cancelled interview do not count", []func(*story){func(s *story) {
			s.tell("2026-12-07 10:00", Event{Kind: Stopped, InterviewID: 2})
		}}, jo},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := days(t)
			for _, f := range tt.with {
				f(s)
			}
			if diff := cmp.Diff(tt.want, s.c.MainContact()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPeople(t *testing.T) {
	s := days(t)
	s.c.Contact = pat
	s.c.Interviews[2].Interviewers = []Person{jo}
	if diff := cmp.Diff([]Person{pat, jo, ann, li}, s.c.People()); diff != "" {
		t.Errorf("the contact, then each once, those of the latest interview first (-want +got):\n%s", diff)
	}
}

// Which interview is the latest, and which a note is about.
func TestWhichInterview(t *testing.T) {
	calledOff := func(ids ...int64) func(*story) {
		return func(s *story) {
			for _, id := range ids {
				s.tell("2026-11-30 10:00", Event{Kind: Stopped, InterviewID: id})
			}
		}
	}
	for _, tt := range []struct {
		name          string
		with          func(*story)
		now           string
		latest, begun int64
	}{
		{"before all", nil, "2026-11-30 12:00", 3, 1},
		{"at the start of the first", nil, "2026-12-01 14:00", 3, 1},
		{"a minute before the second", nil, "2026-12-08 13:59", 3, 1},
		{"at the start of the second", nil, "2026-12-08 14:00", 3, 2},
		{"after all", nil, "2027-01-01 12:00", 3, 3},
		{"the last is cancelled", calledOff(3), "2027-01-01 12:00", 2, 2},
		{"the first is cancelled", calledOff(1), "2026-12-02 12:00", 3, 2},
		{"all are cancelled", calledOff(1, 2, 3), "2026-12-09 12:00", 3, 2},
		{"an interview that they missed has begun too", func(s *story) {
			s.tell("2026-12-08 14:20", Event{Kind: NoShow, InterviewID: 2})
		}, "2026-12-09 12:00", 3, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := days(t)
			if tt.with != nil {
				tt.with(s)
			}
			now := s.at(tt.now)
			if got := s.c.Latest().ID; got != tt.latest {
				t.Errorf("the latest is %d, want %d", got, tt.latest)
			}
			if got := s.c.LatestBegun(now).ID; got != tt.begun {
				t.Errorf("the latest that has begun is %d, want %d", got, tt.begun)
			}
			if got := s.c.About(Step{Key: Key{ApplicationID: 1, InterviewID: 2, Kind: ThankYou}}, now).ID; got != 2 {
				t.Errorf("a thank-you for 2 is about %d", got)
			}
		})
	}
	if iv, ok := days(t).c.Interview(9); ok {
		t.Errorf("there is an interview 9: %+v", iv)
	}
}

// The last word that counts tells where the application stands.
func TestLastWord(t *testing.T) {
	off := func(id int64) Event { return Event{Kind: Stopped, InterviewID: id} }
	for _, tt := range []struct {
		name string
		told []Event // one a day from 20 December
		last EventKind
		want EventKind
	}{
		{"nobody has said anything", nil, "", ""},
		{"not decided", []Event{{Kind: Undecided}}, Undecided, ""},
		{"a next round keeps it open, with or without a date", []Event{{Kind: Advanced, Next: 3}}, Advanced, ""},
		{"a no-show", []Event{{Kind: NoShow, InterviewID: 2}}, NoShow, ""},
		{"a no-show for an interview that was removed does not count", []Event{{Kind: NoShow, InterviewID: 9}},
			"", ""},
		{"nor does one for an interview that was cancelled", []Event{{Kind: NoShow, InterviewID: 2}, off(2)}, "", ""},
		{"a no", []Event{{Kind: Undecided}, {Kind: Rejected}}, Rejected, Rejected},
		{"an offer", []Event{{Kind: Offered}}, Offered, Offered},
		{"withdrawn", []Event{{Kind: Stopped}}, Stopped, Stopped},
		{"cancelling one of three interviews ends nothing", []Event{{Kind: Undecided}, off(2)}, Undecided, ""},
		{"cancelling all three ends it", []Event{off(2), off(3), off(1)}, Stopped, Stopped},
		{"an answer after that counts", []Event{off(2), off(3), off(1), {Kind: Rejected}}, Rejected, Rejected},
		{"an event that says nothing about the outcome does not count",
			[]Event{{Kind: Rejected}, {Kind: Sent, Note: RejectionThanks}, {Kind: Edited}}, Rejected, Rejected},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := days(t)
			for i, e := range tt.told {
				s.tell(Date{2026, 12, 20 + i}.String()+" 10:00", e)
			}
			var last EventKind
			if w := s.c.LastWord(); w != nil {
				last = w.Kind
			}
			if last != tt.last || s.c.Ending() != tt.want {
				t.Errorf("the last word is %q and the ending %q, want %q and %q", last, s.c.Ending(), tt.last, tt.want)
			}
		})
	}
}

// The number by which commands refer to the subject of a reminder.
func TestKeyNumber(t *testing.T) {
	if n := (Key{ApplicationID: 7, InterviewID: 9, Kind: ThankYou}).Number(); n != 9 {
		t.Errorf("a thank-you has number %d, want its interview's, 9", n)
	}
	if n := (Key{ApplicationID: 7, Kind: UpdateRequest}).Number(); n != 7 {
		t.Errorf("a request has number %d, want its application's, 7", n)
	}
}
