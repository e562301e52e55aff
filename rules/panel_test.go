package rules

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// First thank-yous and last calls of an interview are counted separately, whoever they go to.
func TestPanelRounds(t *testing.T) {
	s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 14:00", time.Hour)
	s.iv().Interviewers = []Person{jo, ann, li, bo}
	s.runs(s.iv().Start, s.at("2026-12-01 19:00"))
	s.iv().Interviewers = append(s.iv().Interviewers, pat)
	s.runs(s.at("2026-12-01 19:00"), s.at("2026-12-03 00:00"))
	s.iv().Start = s.iv().Start.AddDate(0, 0, 2)
	s.runs(s.at("2026-12-03 00:00"), s.at("2026-12-05 00:00"))

	var got []string
	for _, r := range s.c.History.Reminders {
		got = append(got, fmt.Sprintf("%d drafts, last call %v, round %d", len(r.To()), r.LastCall, r.Round))
	}
	want := []string{
		"4 drafts, last call false, round 1",
		"1 drafts, last call false, round 2", // a fifth person, added later
		"5 drafts, last call true, round 1",
		"5 drafts, last call false, round 3", // the interview was moved
		"5 drafts, last call true, round 2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What was missed is recorded for each person, and does not come any more.
func TestPanelMissed(t *testing.T) {
	for _, tt := range []struct {
		why   string
		heard []Event
		found string
		want  []string
	}{
		{"everybody's, after 72 hours", nil, "2026-12-04 15:01", []string{"jo@acme.test, ann@acme.test"}},
		{"hers, because another note came instead", []Event{{Kind: Undecided, From: ann, Until: Date{2027, 1, 15}}},
			"2026-12-03 10:00",
			[]string{"ann@acme.test"}},
		{"those of the people who were not thanked otherwise",
			[]Event{{Kind: Sent, Note: ThankYou, To: jo}}, "2026-12-04 15:01", []string{"ann@acme.test"}},
		{"nobody's, if all were thanked otherwise", []Event{{Kind: Sent, Note: ThankYou}}, "2026-12-04 15:01", nil},
	} {
		t.Run(tt.why, func(t *testing.T) {
			s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 14:00", time.Hour)
			s.iv().Interviewers = []Person{jo, ann}
			for _, e := range tt.heard {
				s.tell("2026-12-03 09:00", e)
			}
			s.runs(s.at(tt.found), s.at("2026-12-05 00:00"))
			var got []string
			for _, r := range s.c.History.Reminders {
				if r.Kind == ThankYou && r.State == Expired {
					got = append(got, addressees(r.To()))
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("missed (-want +got):\n%s", diff)
			}
		})
	}
}

// Marking one draft of a reminder does not mark the others.
func TestDraftsAreMarkedSeparately(t *testing.T) {
	s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 14:00", time.Hour)
	s.iv().Interviewers = []Person{jo, ann, li}
	s.runs(s.iv().Start, s.at("2026-12-01 18:00"))
	for _, tt := range []struct {
		why  string
		told Event
		want []string // the people whose drafts are unmarked
	}{
		{"nothing is marked yet", Event{Kind: Edited}, []string{"jo@acme.test, ann@acme.test, Li Wei"}},
		{"Li's was sent", Event{Kind: Sent, Note: ThankYou, To: Person{Name: "li wei"}, Round: 1},
			[]string{"jo@acme.test, ann@acme.test"}},
		{"Jo's was skipped", Event{Kind: Skipped, Note: ThankYou, To: jo, Round: 1}, []string{"ann@acme.test"}},
		{"all were sent", Event{Kind: Sent, Note: ThankYou}, nil},
	} {
		s.tell("2026-12-01 18:30", tt.told)
		var got []string
		for _, r := range s.c.Unmarked(s.at("2026-12-01 19:00")) {
			got = append(got, addressees(r.To()))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.why, diff)
		}
	}
}

// A mail that the server may have, or refused for good, keeps its recipients. Anybody else is thanked in another mail.
func TestFixedMailKeepsRecipients(t *testing.T) {
	uncertain := Reminder{State: Waiting, Uncertain: true, Attempts: 3}
	refused := Reminder{State: Refused}
	for _, tt := range []struct {
		name   string
		mail   Reminder // to Jo
		panel  []Person // as it is now
		marked []Person // who was thanked
		want   int      // the round of the next thank-you
	}{
		{"a mail that may have arrived stays Jo's", uncertain, []Person{jo}, nil, 1},
		{"a mail that the server refused stays Jo's", refused, []Person{jo}, nil, 1},
		{"Ann replaces Jo, who was a mistake: she gets a mail of her own", uncertain, []Person{ann}, nil, 2},
		{"she does too if the mail was refused", refused, []Person{ann}, nil, 2},
		{"Jo was thanked, and Bo is added: his does not wait for Jo's", uncertain, []Person{jo, bo}, []Person{jo},
			2},
		{"Bo's comes too if Jo's was refused", refused, []Person{jo, bo}, []Person{jo}, 2},
		{"Jo is not yet thanked: Bo's comes after it", uncertain, []Person{jo, bo}, nil, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 14:00", time.Hour)
			r := tt.mail
			r.Key = Key{ApplicationID: 1, InterviewID: 1, Kind: ThankYou, Round: 1}
			r.Due, r.Message = s.at("2026-12-01 17:00"), mailTo(jo)
			if r.State == Refused {
				r.SettledAt = r.Due
			}
			s.c.History.Reminders = []Reminder{r}
			for _, p := range tt.marked {
				s.tell("2026-12-01 17:30", Event{Kind: Sent, Note: ThankYou, To: p})
			}
			s.iv().Interviewers = tt.panel
			d := Decide(s.whole(), s.p, s.at("2026-12-01 18:00"))
			if d.Steps[0].Kind != ThankYou || d.Steps[0].Round != tt.want {
				t.Errorf("the next is %s, round %d, to %v; want a thank-you of round %d", d.Steps[0].Kind,
					d.Steps[0].Round, d.Steps[0].To, tt.want)
			}
		})
	}
}
