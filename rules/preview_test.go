package rules

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPreview(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	at := func(s string) time.Time { return clock(t, berlin, s) }
	tests := []struct {
		name   string
		events []Event
		until  string // the daemon runs until then
		kind   Kind
		at     string
		panel  []Person
		hook   string
		want   []string
		quotes string // when the quoted email was sent
		heard  string
	}{
		{name: "a thank-you to come, with its time", until: "2026-12-01 15:30", kind: ThankYou,
			want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
		{name: "a panel's thank-yous, together", until: "2026-12-01 15:30", kind: ThankYou, panel: []Person{jo, ann},
			want: []string{
				"thank-you to jo@acme.test, ann@acme.test Tue 1 Dec 17:00"}},
		{name: "the unmarked drafts of a panel that got its drafts", until: "2026-12-01 18:00",
			kind: ThankYou, panel: []Person{jo, ann},
			events: []Event{{Kind: Sent, Note: ThankYou, To: jo, At: at("2026-12-01 17:30")}},
			want:   []string{"thank-you to ann@acme.test Tue 1 Dec 17:00"}},
		{name: "all drafts of a panel that was thanked, as if none had been", until: "2026-12-01 18:00", kind: ThankYou,
			panel:  []Person{jo, ann},
			events: []Event{{Kind: Sent, Note: ThankYou, At: at("2026-12-01 17:30")}},
			want:   []string{"thank-you to jo@acme.test, ann@acme.test never"}},
		{name: "a draft that came is shown again, not its last call", until: "2026-12-01 18:00", kind: ThankYou,
			want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
		{name: "it is shown in its late wording if asked for", until: "2026-12-01 18:00", kind: ThankYou,
			at: "2026-12-03 10:00", want: []string{"thank-you (late) to jo@acme.test Tue 1 Dec 17:00"}},
		{name: "a note that nothing calls for any more", until: "2026-12-05 10:00",
			events: []Event{{Kind: Sent, Note: ThankYou, At: at("2026-12-01 18:00")}}, kind: ThankYou,
			want: []string{"thank-you (late) to jo@acme.test never"}},
		{name: "a request to come", until: "2026-12-02 20:00", kind: UpdateRequest,
			want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
		{name: "a second request, two steps away", until: "2026-12-02 20:00", kind: SecondRequest,
			want: []string{"second-request to jo@acme.test Tue 15 Dec 09:00"}, quotes: "2026-12-08 09:00"},
		{name: "a second request that came quotes the first", until: "2026-12-16 10:00", kind: SecondRequest,
			want: []string{"second-request to jo@acme.test Tue 15 Dec 09:00"}, quotes: "2026-12-08 09:00"},
		{name: "a reply to an answer that nobody gave", until: "2026-12-02 20:00", kind: UndecidedReply,
			want: []string{"undecided-reply to jo@acme.test never"}, heard: "2026-12-02 20:00"},
		{name: "a reply that came goes to whoever answered", until: "2026-12-03 12:00",
			events: []Event{{Kind: Undecided, At: at("2026-12-03 11:00"), From: Person{Name: "Ann Lee"}}},
			panel:  []Person{jo, ann}, kind: UndecidedReply,
			want: []string{"undecided-reply to ann@acme.test Thu 3 Dec 11:00"}, heard: "2026-12-03 11:00"},
		{name: "thanks for an offer that came go to whoever made it", until: "2026-12-03 12:00",
			events: []Event{{Kind: Offered, At: at("2026-12-03 11:00"), From: Person{Name: "Ann Lee"}}},
			panel:  []Person{jo, ann}, kind: OfferThanks,
			want: []string{"offer-thanks to ann@acme.test Thu 3 Dec 11:00"}, heard: "2026-12-03 11:00"},
		{name: "a reminder of an offer that nobody made", until: "2026-12-02 20:00", kind: OfferAnswer,
			want: []string{"offer-answer to jo@acme.test never"}, heard: "2026-12-02 20:00"},
		{name: "a note about a no-show to somebody who did turn up", until: "2026-12-02 20:00", kind: NoShowNote,
			want: []string{"no-show to jo@acme.test never"}, heard: "2026-12-02 20:00"},
		{name: "a withdrawal that nobody asked for", until: "2026-12-02 20:00", kind: Withdrawal,
			want: []string{"withdrawal to jo@acme.test never"}, heard: "2026-12-02 20:00"},
		{name: "thanks for a no that nobody said", until: "2026-12-02 20:00", kind: RejectionThanks,
			want: []string{"rejection-thanks to jo@acme.test never"}},
		{name: "a note to stay in touch after a no that nobody said", until: "2026-12-02 20:00", kind: StayInTouch,
			hook: "a prize", want: []string{"stay-in-touch (on an occasion) to jo@acme.test never"}},
		{name: "a note to stay in touch after a no, with its time", until: "2026-12-02 20:00",
			events: []Event{{Kind: Rejected, At: at("2026-12-02 10:00")}}, kind: StayInTouch,
			want: []string{"stay-in-touch to jo@acme.test Fri 1 Jan 09:00"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newStory(t, DefaultPolicy(berlin), "2026-12-01 14:00", time.Hour)
			if tt.panel != nil {
				s.iv().Interviewers = tt.panel
			}
			s.c.Hook = tt.hook
			from := s.iv().Start
			for _, e := range tt.events {
				s.runs(from, e.At)
				from = e.At
				s.tell(e.At.In(berlin).Format("2006-01-02 15:04"), e)
			}
			now := at(tt.until)
			s.runs(from, now)
			var when time.Time
			if tt.at != "" {
				when = at(tt.at)
			}
			steps := Preview(s.c, s.p, tt.kind, *s.iv(), now, when)
			var got []string
			for _, step := range steps {
				got = append(got, s.line(step))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Fatalf("(-want +got):\n%s", diff)
			}
			if tt.quotes != "" && !steps[0].QuotesSentAt.Equal(at(tt.quotes)) {
				t.Errorf("quotes an email of %s, want %s", steps[0].QuotesSentAt, tt.quotes)
			}
			if tt.heard != "" && (steps[0].Heard == nil || !steps[0].Heard.At.Equal(at(tt.heard))) {
				t.Errorf("answers %+v, want one of %s", steps[0].Heard, tt.heard)
			}
		})
	}
}

// A thank-you is for the chosen interview. A note about the application is the same for both.
func TestPreviewOneOfTwo(t *testing.T) {
	s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 10:00", time.Hour)
	s.joins("2026-12-01 14:00", jo, ann)
	for _, tt := range []struct {
		why       string
		kind      Kind
		interview int
		want      []string
	}{
		{"for the first, as if Jo were not met again", ThankYou, 0, []string{"thank-you to jo@acme.test never"}},
		{"for the second, as they come", ThankYou, 1,
			[]string{"thank-you to jo@acme.test, ann@acme.test Tue 1 Dec 17:00"}},
		{"a request, by the number of the first", UpdateRequest, 0,
			[]string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
		{"a request, by the number of the second",
			UpdateRequest, 1, []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			steps := Preview(s.c, s.p, tt.kind, s.c.Interviews[tt.interview], s.at("2026-12-01 12:00"), time.Time{})
			if diff := cmp.Diff(tt.want, s.lines(steps)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
