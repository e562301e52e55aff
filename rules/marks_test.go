package rules

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestUnmarked: which drafts of an interview on Tuesday 1 December ask whether they were sent, on the 9th.
func TestUnmarked(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	at := func(s string) time.Time { return clock(t, loc, "2026-12-"+s) }
	thanks := Reminder{ID: 1, Key: Key{1, ThankYou, "jo@acme.test", 1}, State: Delivered, SettledAt: at("01 17:00")}
	lastCall := Reminder{ID: 2, Key: Key{1, ThankYou, "jo@acme.test", 2}, State: Delivered, SettledAt: at("02 13:00")}
	request := Reminder{ID: 3, Key: Key{1, UpdateRequest, "jo@acme.test", 1}, State: Delivered, SettledAt: at("08 14:00")}
	reply := Reminder{ID: 4, Key: Key{1, UndecidedReply, "jo@acme.test", 1}, State: Delivered, SettledAt: at("07 12:01")}
	letter := Reminder{ID: 5, Key: Key{1, Withdrawal, "jo@acme.test", 1}, State: Delivered, SettledAt: at("08 15:01")}
	early := Reminder{ID: 6, Key: Key{1, Withdrawal, "jo@acme.test", 1}, State: Delivered, SettledAt: at("01 09:01")}
	sent := func(r Reminder, when, told string) Event {
		return Event{Kind: Sent, Note: r.Kind, Recipient: r.Recipient, Round: r.Round, At: at(when), RecordedAt: at(told)}
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
			[]Reminder{thanks}, []Event{{Kind: NoShow, At: at("01 14:20"), RecordedAt: at("01 18:00")}}, nil},
		{"a letter of withdrawal from before the interview, which was moved since",
			[]Reminder{early}, []Event{{Kind: Stopped, Note: Withdrawal, At: at("01 09:00"), RecordedAt: at("01 09:00")}}, []int64{6}},
		{"a letter of withdrawal, and no more of what came before",
			[]Reminder{request, letter}, []Event{{Kind: Stopped, Note: Withdrawal, At: at("08 15:00"), RecordedAt: at("08 15:00")}}, []int64{5}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			c := Case{Interview: Interview{ID: 1, Start: at("01 14:00"), Duration: time.Hour, Interviewers: []Person{jo}},
				History: History{Events: tt.events, Reminders: tt.reminders}}
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
