package rules

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestThreadOf: a note goes on with the latest mail between the two, and only with one that is known.
func TestThreadOf(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 12, d, 9, 0, 0, 0, time.UTC) }
	thanks := Reminder{
		Key: Key{ApplicationID: 7, InterviewID: 7, Kind: ThankYou, Round: 1}, State: Delivered, SettledAt: day(1),
		Message: Message{Drafts: []Draft{{To: jo, Subject: "Thank you", Body: "It was good."}}},
	}
	told := Event{Kind: Sent, Note: ThankYou, InterviewID: 7, To: jo, Round: 1, At: day(1), RecordedAt: day(1)}
	seen := told
	seen.At, seen.Certainty = day(2), Sure
	seen.Mail = SeenMail{Hash: "a", MessageID: "<a@x>", Subject: "Thank you, Jo", Text: "It was really good."}
	heard := func(d int, from Person, subject string) Event {
		return Event{Kind: Answered, From: from, Certainty: Sure, At: day(d), RecordedAt: day(d),
			Mail: SeenMail{Hash: "b", MessageID: "<b@acme>", Subject: subject}}
	}
	doubtful := heard(3, jo, "Re: Thank you, Jo")
	doubtful.Certainty = Perhaps
	linked := seen
	linked.Mail.Subject = "About acme.test"
	for _, tt := range []struct {
		name   string
		events []Event
		want   Thread
	}{
		{"nothing is known", nil, Thread{}},
		{"it was told that the thank-you was sent", []Event{told}, Thread{Subject: "Thank you"}},
		{"it was seen, with other words", []Event{seen}, Thread{"Thank you, Jo", []string{"<a@x>"}}},
		{"seen and told", []Event{seen, told}, Thread{"Thank you, Jo", []string{"<a@x>"}}},
		{"they answered it", []Event{seen, heard(3, jo, "Re: Thank you, Jo")},
			Thread{"Thank you, Jo", []string{"<a@x>", "<b@acme>"}}},
		{"they wrote about something else", []Event{seen, heard(3, jo, "Our decision")},
			Thread{"Our decision", []string{"<a@x>", "<b@acme>"}}},
		{"they wrote before", []Event{heard(1, jo, "Your visit"), seen},
			Thread{"Thank you, Jo", []string{"<b@acme>", "<a@x>"}}},
		{"they wrote before, and the thank-you was not seen", []Event{heard(0, jo, "Your visit"), told},
			Thread{Subject: "Thank you"}},
		{"they wrote first of all", []Event{heard(3, jo, "Your visit")}, Thread{"Your visit", []string{"<b@acme>"}}},
		{"their subject had a link", []Event{seen, heard(3, jo, "See acme[.]test")},
			Thread{"Thank you, Jo", []string{"<a@x>", "<b@acme>"}}},
		{"the user's subject had a link", []Event{linked, heard(3, jo, "AW: About acme[.]test")},
			Thread{"About acme.test", []string{"<a@x>", "<b@acme>"}}},
		{"somebody else wrote", []Event{seen, heard(3, ann, "Re: Thank you, Jo")},
			Thread{"Thank you, Jo", []string{"<a@x>"}}},
		{"it may be no answer", []Event{seen, doubtful}, Thread{"Thank you, Jo", []string{"<a@x>"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := Case{Application: Application{ID: 7}}
			c.History = History{Events: tt.events, Reminders: []Reminder{thanks}}
			s := Step{Key: Key{ApplicationID: 7, Kind: UndecidedReply, Round: 1}, To: []Person{jo}}
			if diff := cmp.Diff(tt.want, c.ThreadOf(s, jo)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			answered := Thread{}
			if slices.Contains(tt.want.IDs, "<b@acme>") {
				answered = tt.want
			}
			for _, kind := range []Kind{UpdateRequest, Withdrawal} {
				s.Kind = kind
				if diff := cmp.Diff(answered, c.ThreadOf(s, jo)); diff != "" {
					t.Errorf("%s goes on with what they have not answered (-want +got):\n%s", kind, diff)
				}
			}
			for _, kind := range []Kind{ThankYou, StayInTouch, SecondRequest} {
				s.Kind = kind
				if got := c.ThreadOf(s, jo); got.Subject != "" || got.IDs != nil {
					t.Errorf("%s goes on with %v", kind, got)
				}
			}
		})
	}
}

func TestIsAnsweredBy(t *testing.T) {
	for subject, want := range map[string]bool{
		"Re: Thank you, Jo": true, "AW: thank you,  jo": true, "Thank you, Jo": false, "Re: Your answer": false,
		"": false,
	} {
		if got := (Thread{Subject: "Re: Thank you, Jo"}).IsAnsweredBy(subject); got != want {
			t.Errorf("%q: %v", subject, got)
		}
	}
}

// TestQuotesWhatWasSent: a second request quotes the first as it went out, within limits.
func TestQuotesWhatWasSent(t *testing.T) {
	b := berlin{t}
	start, at := b.at("2026-12-01 14:00"), b.at("2026-12-08 10:00")
	long := strings.Repeat("I would like to know more.\n", 1000)
	for _, row := range []struct{ subject, text, wantSubject, want string }{
		{"Any news?", "Hello Jo,\n\nany news?\n", "Any news?", "Hello Jo,\n\nany news?"},
		{"", "", "Next steps", "Is it decided?"},
		{"Any news?", long, "Any news?", long[:27*303] + "[…]"},
	} {
		c := Case{
			Application: Application{ID: 7, Company: "Acme", Role: "clerk"},
			Interviews:  []Interview{{ID: 7, Start: start, Duration: time.Hour, Interviewers: []Person{jo}}},
		}
		key := Key{ApplicationID: 7, Kind: UpdateRequest, Round: 1}
		c.History.Reminders = []Reminder{{Key: key, State: Delivered, SettledAt: b.at("2026-12-08 09:00"),
			Message: Message{Drafts: []Draft{{To: jo, Subject: "Next steps", Body: "Is it decided?"}}}}}
		c.History.Events = []Event{{ID: 1, Kind: Sent, Note: UpdateRequest, To: jo, Round: 1, At: at, RecordedAt: at,
			Certainty: Sure, Mail: SeenMail{Hash: "a", MessageID: "<a@x>", Subject: row.subject, Text: row.text}}}
		steps := Decide(c, DefaultPolicy(zone(t, "Europe/Berlin")), at).Steps
		if len(steps) != 1 || steps[0].Kind != SecondRequest {
			t.Fatalf("%+v", steps)
		}
		d := steps[0].Quotes.Message.Drafts[0]
		if d.Subject != row.wantSubject || d.Body != row.want {
			t.Errorf("it quotes %q:\n%.300s", d.Subject, d.Body)
		}
		if got := c.ThreadOf(steps[0], jo); got.Subject != row.wantSubject || len(got.IDs) != 1 {
			t.Errorf("it goes on with %v", got)
		}
		if c.History.Reminders[0].Message.Drafts[0].Body != "Is it decided?" {
			t.Error("the history was changed")
		}
	}
}
