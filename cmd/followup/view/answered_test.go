package view

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/term"
	"followup/rules"
)

// What was seen in the mailbox is shown everywhere, with what to do about it.
func TestAnAnswerThatWasSeenIsShown(t *testing.T) {
	now := time.Date(2026, 12, 7, 18, 0, 0, 0, time.UTC)
	jo := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}
	c := interviewed(7, now.Add(-6*24*time.Hour), jo, []rules.Event{
		{ID: 1, Kind: rules.Sent, Note: rules.ThankYou, InterviewID: 7, Round: 1, To: jo, Certainty: rules.Likely,
			At: now.Add(-5 * 24 * time.Hour), RecordedAt: now.Add(-5 * 24 * time.Hour)},
		{ID: 2, Kind: rules.Away, From: jo, Certainty: rules.Likely, At: now.Add(-30 * time.Hour),
			RecordedAt: now.Add(-30 * time.Hour),
			Mail:       rules.SeenMail{Hash: "1", From: "Jo", Subject: "Out of office"}},
		{ID: 3, Kind: rules.Answered, Certainty: rules.Sure, At: now.Add(-time.Hour), RecordedAt: now.Add(-time.Hour),
			Mail: rules.SeenMail{Hash: "2", From: "Kim <kim@acme.test>", Subject: "Re: see https://evil.test"}},
	})
	var out bytes.Buffer
	p := rules.DefaultPolicy(time.UTC)
	v := New(&term.Terminal{Out: &out}, p, now)
	v.Show(c)
	v.Status(Status{now: now, answered: []rules.Case{c}})
	got := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{
		"you sent the thank-you to Jo Smith (seen in your mailbox, by its subject)",
		"somebody is away (Jo Smith): “Out of office”",
		"they wrote (Kim <kim@acme[.]test>): “Re: see [link]”",
		"Next: nothing that you would ask them, until you say what the mail of Mon 7 Dec 2026 17:00 UTC says: " +
			"followup heard 7 …",
		"followup skip 7 --kind answer-seen",
		"Next: question about their answer, at once.",
		"A mail from Kim <kim@acme[.]test> came on Mon 7 Dec 17:00",
		"answered Kim <kim@acme[.]test> at Acme wrote Mon 7 Dec 2026 17:00 UTC",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(got, "update request") {
		t.Errorf("a request is announced:\n%s", out.String())
	}
	if got := needOf(c, p, now).words; got != "say what they wrote" {
		t.Errorf("list says %q", got)
	}
	j := v.JSON(c)
	if j.Phase != "open" || j.AnswerSeenAt == nil || j.Events[2].Mail == nil || j.Events[2].Certainty != "sure" {
		t.Errorf("the JSON is %+v", j)
	}
	s := Status{now: now, answered: []rules.Case{c}}.JSON(p)
	if len(s.Answers) != 1 || s.Answers[0].ApplicationID != 7 {
		t.Errorf("the JSON of the status is %+v", s)
	}
}
