package rules

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestUnmarked: which drafts of an application with an interview on Tuesday 1 December ask whether they were sent, on the 9th.
func TestUnmarked(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	at := func(s string) time.Time { return clock(t, loc, "2026-12-"+s) }
	thanks := Reminder{ID: 1, Key: Key{ApplicationID: 1, InterviewID: 1, Kind: ThankYou, Recipient: "jo@acme.test", Round: 1}, State: Delivered, SettledAt: at("01 17:00")}
	lastCall := Reminder{ID: 2, Key: Key{ApplicationID: 1, InterviewID: 1, Kind: ThankYou, Recipient: "jo@acme.test", Round: 2}, State: Delivered, SettledAt: at("02 13:00")}
	request := Reminder{ID: 3, Key: Key{ApplicationID: 1, Kind: UpdateRequest, Recipient: "jo@acme.test", Round: 1}, State: Delivered, SettledAt: at("08 14:00")}
	reply := Reminder{ID: 4, Key: Key{ApplicationID: 1, Kind: UndecidedReply, Recipient: "jo@acme.test", Round: 1}, State: Delivered, SettledAt: at("07 12:01")}
	letter := Reminder{ID: 5, Key: Key{ApplicationID: 1, Kind: Withdrawal, Recipient: "jo@acme.test", Round: 1}, State: Delivered, SettledAt: at("08 15:01")}
	early := Reminder{ID: 6, Key: Key{ApplicationID: 1, Kind: Withdrawal, Recipient: "jo@acme.test", Round: 1}, State: Delivered, SettledAt: at("01 09:01")}
	sent := func(r Reminder, when, told string) Event {
		return Event{ApplicationID: 1, InterviewID: r.InterviewID, Kind: Sent, Note: r.Kind, Recipient: r.Recipient, Round: r.Round, At: at(when), RecordedAt: at(told)}
	}
	for _, tt := range []struct {
		why       string
		reminders []Reminder
		events    []Event
		want      []int64
	}{
		{"all that nothing was said of, the last call in place of the thank-you, newest first",
			[]Reminder{thanks, lastCall, request}, nil, []int64{3, 2}},
		{"a thank-you that was sent, said of its last call or not",
			[]Reminder{thanks, lastCall}, []Event{sent(thanks, "01 18:00", "01 18:00")}, nil},
		{"told the day after, with a time before the draft came: it is about the draft all the same",
			[]Reminder{request}, []Event{sent(request, "08 12:00", "09 10:30")}, nil},
		{"told before the draft came: about another",
			[]Reminder{request}, []Event{sent(request, "07 12:00", "07 12:00")}, []int64{3}},
		{"skipped while it was being sent: it is about the draft that came all the same",
			[]Reminder{request}, []Event{{Kind: Skipped, Note: UpdateRequest, Recipient: "jo@acme.test", Round: 1, At: at("08 13:59"), RecordedAt: at("08 13:59")}}, nil},
		{"told by a clock that was ahead: its time is all that is known",
			[]Reminder{request}, []Event{sent(request, "08 12:00", "20 10:30")}, []int64{3}},
		{"they answered, and the user told of it only after the draft came: it was written in ignorance",
			[]Reminder{request}, []Event{{Kind: Undecided, At: at("07 12:00"), RecordedAt: at("09 10:30")}}, nil},
		{"the draft came after their answer",
			[]Reminder{request}, []Event{{Kind: Undecided, At: at("04 12:00"), RecordedAt: at("04 12:00")}}, []int64{3}},
		{"a reply to what they answered",
			[]Reminder{reply}, []Event{{Kind: Undecided, At: at("07 12:00"), RecordedAt: at("07 12:00")}}, []int64{4}},
		{"a reply to what was taken back", []Reminder{reply}, nil, nil},
		{"a thank-you for a conversation that did not take place",
			[]Reminder{thanks}, []Event{{Kind: NoShow, InterviewID: 1, At: at("01 14:20"), RecordedAt: at("01 18:00")}}, nil},
		{"a letter of withdrawal from before the interview, which was moved since",
			[]Reminder{early}, []Event{{Kind: Stopped, Note: Withdrawal, At: at("01 09:00"), RecordedAt: at("01 09:00")}}, []int64{6}},
		{"a letter of withdrawal, and no more of what came before",
			[]Reminder{request, letter}, []Event{{Kind: Stopped, Note: Withdrawal, At: at("08 15:00"), RecordedAt: at("08 15:00")}}, []int64{5}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			c := Case{
				Application: Application{ID: 1},
				Interviews:  []Interview{{ID: 1, Start: at("01 14:00"), Duration: time.Hour, Interviewers: []Person{jo}}},
				History:     History{Events: tt.events, Reminders: tt.reminders},
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

// TestUnmarkedOfTwo: likewise of an application with interviews with Jo on Tuesday 1 December at 10:00 and with Jo and Ann on
// the 3rd, and a recruiter to whom the request goes.
func TestUnmarkedOfTwo(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	at := func(s string) time.Time { return clock(t, loc, "2026-12-"+s) }
	thanks := func(id, interview int64, to Person, when string) Reminder {
		return Reminder{ID: id, Key: Key{ApplicationID: 1, InterviewID: interview, Kind: ThankYou, Recipient: to.Key(), Round: 1},
			State: Delivered, SettledAt: at(when)}
	}
	reminders := []Reminder{thanks(1, 1, jo, "01 13:00"), thanks(2, 2, jo, "03 17:00"), thanks(3, 2, ann, "03 17:00"), {
		ID: 4, Key: Key{ApplicationID: 1, Kind: UpdateRequest, Recipient: pat.Key(), Round: 1}, State: Delivered, SettledAt: at("10 09:00"),
	}}
	for _, tt := range []struct {
		why     string
		contact Person
		events  []Event // on the 11th
		want    []int64
	}{
		{"each person's for each interview, and the recruiter's", pat, nil, []int64{4, 2, 3, 1}},
		{"one is said to be sent: of the same person's for the other nothing is said", pat,
			[]Event{{Kind: Sent, Note: ThankYou, InterviewID: 1, Recipient: jo.Key()}}, []int64{4, 2, 3}},
		{"all of one interview", pat, []Event{{Kind: Skipped, Note: ThankYou, InterviewID: 2}}, []int64{4, 1}},
		{"all there are", pat, []Event{{Kind: Sent, Note: ThankYou}}, []int64{4}},
		{"the second did not take place", pat, []Event{{Kind: NoShow, InterviewID: 2, At: at("03 14:20")}}, []int64{4, 1}},
		{"or was called off", pat, []Event{{Kind: Stopped, InterviewID: 2}}, []int64{4, 1}},
		{"the recruiter is not the contact any more", Person{}, nil, []int64{2, 3, 1}},
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
			var got []int64
			for _, r := range c.Unmarked(at("12 11:00")) {
				got = append(got, r.ID)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("ids (-want +got):\n%s", diff)
			}
		})
	}
}
