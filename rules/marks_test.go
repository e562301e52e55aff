package rules

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The drafts that are unmarked on 9 December, for an application with an interview on Tuesday 1 December.
func TestUnmarked(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	at := func(s string) time.Time { return clock(t, loc, "2026-12-"+s) }
	thanks := Reminder{ID: 1, Key: Key{ApplicationID: 1, InterviewID: 1, Kind: ThankYou, Round: 1}, State: Delivered,
		SettledAt: at("01 17:00"), Message: mailTo(jo)}
	lastCall := Reminder{ID: 2, Key: Key{ApplicationID: 1, InterviewID: 1, Kind: ThankYou, LastCall: true, Round: 1},
		State: Delivered, SettledAt: at("02 13:00"), Message: mailTo(jo)}
	panel := Reminder{ID: 7, Key: Key{ApplicationID: 1, InterviewID: 1, Kind: ThankYou, Round: 1}, State: Delivered,
		SettledAt: at("01 17:00"), Message: mailTo(jo, bo)}
	request := Reminder{ID: 3, Key: Key{ApplicationID: 1, Kind: UpdateRequest, Round: 1}, State: Delivered,
		SettledAt: at("08 14:00"), Message: mailTo(jo)}
	reply := Reminder{ID: 4, Key: Key{ApplicationID: 1, Kind: UndecidedReply, Round: 1}, State: Delivered,
		SettledAt: at("07 12:01"), Message: mailTo(jo)}
	letter := Reminder{ID: 5, Key: Key{ApplicationID: 1, Kind: Withdrawal, Round: 1}, State: Delivered,
		SettledAt: at("08 15:01"), Message: mailTo(jo)}
	early := Reminder{ID: 6, Key: Key{ApplicationID: 1, Kind: Withdrawal, Round: 1}, State: Delivered,
		SettledAt: at("01 09:01"), Message: mailTo(jo)}
	sent := func(r Reminder, when, told string) Event {
		return Event{ApplicationID: 1, InterviewID: r.InterviewID, Kind: Sent, Note: r.Kind, To: jo, Round: r.Round,
			At: at(when), RecordedAt: at(told)}
	}
	for _, tt := range []struct {
		why       string
		reminders []Reminder
		events    []Event
		want      []int64
	}{
		{"all drafts without a mark, newest first; the last call replaces its thank-you",
			[]Reminder{thanks, lastCall, request}, nil, []int64{3, 2}},
		{"for a panel, the last call of those who got one, and the thank-you of the rest",
			[]Reminder{panel, lastCall}, nil, []int64{2, 7}},
		{"one of a panel was sent, marked on its last call", []Reminder{panel, lastCall},
			[]Event{sent(lastCall, "02 18:00", "02 18:00")}, []int64{7}},
		{"a thank-you was sent, marked on the thank-you or on its last call",
			[]Reminder{thanks, lastCall}, []Event{sent(thanks, "01 18:00", "01 18:00")}, nil},
		{"a mark made the day after, with a time before the draft, is about the draft",
			[]Reminder{request}, []Event{sent(request, "08 12:00", "09 10:30")}, nil},
		{"a mark made before the draft is about another",
			[]Reminder{request}, []Event{sent(request, "07 12:00", "07 12:00")}, []int64{3}},
		{"skipped while it was being sent, it counts as skipped",
			[]Reminder{request},
			[]Event{{Kind: Skipped, Note: UpdateRequest, To: jo, Round: 1, At: at("08 13:59"),
				RecordedAt: at("08 13:59")}}, nil},
		{"the time of a mark counts if the clock was ahead when it was made",
			[]Reminder{request}, []Event{sent(request, "08 12:00", "20 10:30")}, []int64{3}},
		{"they answered before the draft, but the user told later: the draft was outdated",
			[]Reminder{request}, []Event{{Kind: Undecided, At: at("07 12:00"), RecordedAt: at("09 10:30")}}, nil},
		{"the draft came after their answer",
			[]Reminder{request}, []Event{{Kind: Undecided, At: at("04 12:00"), RecordedAt: at("04 12:00")}},
			[]int64{3}},
		{"a reply to their answer",
			[]Reminder{reply}, []Event{{Kind: Undecided, At: at("07 12:00"), RecordedAt: at("07 12:00")}}, []int64{4}},
		{"a reply to an answer that was taken back", []Reminder{reply}, nil, nil},
		{"a thank-you for an interview that did not take place",
			[]Reminder{thanks},
			[]Event{{Kind: NoShow, InterviewID: 1, At: at("01 14:20"), RecordedAt: at("01 18:00")}}, nil},
		{"a withdrawal from before the interview, which was moved since",
			[]Reminder{early},
			[]Event{{Kind: Stopped, Note: Withdrawal, At: at("01 09:00"), RecordedAt: at("01 09:00")}},
			[]int64{6}},
		{"a withdrawal settles all that came before",
			[]Reminder{request, letter},
			[]Event{{Kind: Stopped, Note: Withdrawal, At: at("08 15:00"), RecordedAt: at("08 15:00")}},
			[]int64{5}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			c := Case{
				Application: Application{ID: 1},
				Interviews: []Interview{{ID: 1, Start: at("01 14:00"), Duration: time.Hour,
					Interviewers: []Person{jo, bo}}},
				History: History{Events: tt.events, Reminders: tt.reminders},
			}
			var got []int64
			for _, r := range c.Unmarked(at("09 11:00")) {
				got = append(got, r.ID)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("ids (-want +got):\n%s", diff)
			}
		})
	}
}

// The same for an application with an interview with Jo on Tuesday 1 December at 10:00, one with Jo and Ann on the 3rd,
// and a recruiter who gets the request.
func TestUnmarkedOfTwo(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	at := func(s string) time.Time { return clock(t, loc, "2026-12-"+s) }
	reminder := func(id, interview int64, kind Kind, when string, to ...Person) Reminder {
		return Reminder{ID: id, Key: Key{ApplicationID: 1, InterviewID: interview, Kind: kind, Round: 1},
			State: Delivered, SettledAt: at(when), Message: mailTo(to...)}
	}
	reminders := []Reminder{
		reminder(1, 1, ThankYou, "01 13:00", jo), reminder(2, 2, ThankYou, "03 17:00", jo, ann),
		reminder(3, 0, UpdateRequest, "10 09:00", pat),
	}
	const request, both, first = "update-request to pat@acme.test", "thank-you for 2 to jo@acme.test, ann@acme.test",
		"thank-you for 1 to jo@acme.test"
	const anns = "thank-you for 2 to ann@acme.test"
	for _, tt := range []struct {
		why     string
		contact Person
		events  []Event // on the 11th
		want    []string
	}{
		{"each person's for each interview, and the recruiter's", pat, nil, []string{request, both, first}},
		{"one is marked as sent: the same person's for the other interview stays open", pat,
			[]Event{{Kind: Sent, Note: ThankYou, InterviewID: 1, To: jo}}, []string{request, both}},
		{"one draft of two is sent: the other stays open", pat,
			[]Event{{Kind: Skipped, Note: ThankYou, InterviewID: 2, To: jo}}, []string{request, anns, first}},
		{"both of one interview are sent, one after the other", pat,
			[]Event{{Kind: Sent, Note: ThankYou, InterviewID: 2, To: ann},
				{Kind: Skipped, Note: ThankYou, InterviewID: 2, To: jo}}, []string{request, first}},
		{"all of one interview are sent at once", pat, []Event{{Kind: Skipped, Note: ThankYou, InterviewID: 2}},
			[]string{request, first}},
		{"all are sent", pat, []Event{{Kind: Sent, Note: ThankYou}}, []string{request}},
		{"all of one person are sent", pat, []Event{{Kind: Sent, Note: ThankYou, To: jo}}, []string{request, anns}},
		{"the second interview did not take place", pat, []Event{{Kind: NoShow, InterviewID: 2, At: at("03 14:20")}},
			[]string{request, first}},
		{"the second interview was cancelled", pat, []Event{{Kind: Stopped, InterviewID: 2}}, []string{request, first}},
		{"the recruiter is no longer the contact", Person{}, nil, []string{both, first}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			for i := range tt.events {
				e := &tt.events[i]
				e.ID, e.ApplicationID, e.RecordedAt = int64(i+1), 1, at("11 12:00")
				if e.At.IsZero() {
					e.At = e.RecordedAt
				}
				if e.Kind == NoShow {
					e.RecordedAt = e.At
				}
			}
			c := Case{
				Application: Application{ID: 1, Contact: tt.contact},
				Interviews: []Interview{
					{ID: 1, Start: at("01 10:00"), Duration: time.Hour, Interviewers: []Person{jo}},
					{ID: 2, Start: at("03 14:00"), Duration: time.Hour, Interviewers: []Person{jo, ann}},
				},
				History: History{Events: tt.events, Reminders: reminders},
			}
			var got []string
			for _, r := range c.Unmarked(at("12 11:00")) {
				about := ""
				if r.InterviewID != 0 {
					about = fmt.Sprintf(" for %d", r.InterviewID)
				}
				got = append(got, fmt.Sprintf("%s%s to %s", r.Kind, about, addressees(r.To())))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
