package mailer

import (
	"strings"
	"testing"

	"followup/rules"
)

// inThread returns an application whose request for news was seen in Sent, in the user's own words.
func inThread(c rules.Case) rules.Case {
	c.History.Events = []rules.Event{{
		ID: 1, Kind: rules.Sent, Note: rules.UpdateRequest, To: jana, Round: 1, At: december(8, 11),
		RecordedAt: december(8, 11), Certainty: rules.Sure,
		Mail: rules.SeenMail{Hash: "a", MessageID: "<CAF-1.sent@mail.example.org>", Subject: "News about the rota?",
			Text: "Dear Jana,\n\nis there any news about the Senior Nurse role?\n\nBest, Sam"},
	}}
	return c
}

// reQuoted returns the second request that follows, as the rules have it.
func reQuoted(t testing.TB, c rules.Case) rules.Step {
	t.Helper()
	return due(t, c, rules.SecondRequest, jana, december(15, 9))
}

// answeredInThread returns an application whose thank-you was seen in Sent, and the answer to it.
func answeredInThread(m *Composer, t testing.TB) rules.Case {
	t.Helper()
	first := step(acme(), rules.ThankYou)
	c := acme().Deliver(first, december(1, 17))
	c.History.Reminders[0].Message = mustCompose(t, m, acme(), first, december(1, 17))
	c.History.Events = []rules.Event{
		{ID: 1, Kind: rules.Sent, Note: rules.ThankYou, InterviewID: 7, To: jana, Round: 1, At: december(1, 18),
			RecordedAt: december(1, 18), Certainty: rules.Sure,
			Mail: rules.SeenMail{
				Hash: "a", MessageID: "<CAF-1.sent@mail.example.org>", Subject: "Thank you for today"}},
		{ID: 2, Kind: rules.Answered, From: jana, At: december(9, 9), RecordedAt: december(9, 9),
			Certainty: rules.Sure, Mail: rules.SeenMail{Hash: "b", MessageID: "<42@acme.test>",
				Subject: "AW: Thank you for today", Text: "We need another week."}},
		{ID: 3, Kind: rules.Undecided, At: december(9, 10), RecordedAt: december(9, 10)},
	}
	return c
}

// TestDraftInThread: a draft answers what was seen in the mailbox, with its subject and its words, and says what a
// button cannot do.
func TestDraftInThread(t *testing.T) {
	m := mustNew(t, config())
	first, _ := asked(acme(), m, t)
	request := inThread(first)
	reply := answeredInThread(m, t)
	for _, tt := range []struct {
		name                        string
		c                           rules.Case
		s                           rules.Step
		subject, parent, references string
		quotes                      string
	}{
		{"the second request", request, reQuoted(t, request), "Re: News about the rota?",
			"<CAF-1.sent@mail.example.org>", "<CAF-1.sent@mail.example.org>",
			"> is there any news about the Senior Nurse role?"},
		{"the reply to their answer", reply, step(reply, rules.UndecidedReply), "Re: Thank you for today",
			"<42@acme.test>", "<CAF-1.sent@mail.example.org> <42@acme.test>", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			msg := mustCompose(t, m, tt.c, tt.s, december(15, 9))
			p := checkForm(t, msg)
			d := p.drafts[0]
			if d.fields["Subject"] != tt.subject || d.header.Get("In-Reply-To") != tt.parent ||
				d.header.Get("References") != tt.references || !strings.Contains(d.body, tt.quotes) {
				t.Errorf("the draft is\n%v\n%s", d.header, d.body)
			}
			if strings.Contains(d.body, first.History.Reminders[0].Message.Drafts[0].Body) {
				t.Error("it quotes the draft")
			}
			if !strings.Contains(p.text, "The file is a reply to the email before it") {
				t.Errorf("it does not say so:\n%s", p.text)
			}
			if !strings.Contains(p.html, "In-Reply-To=%3C"+tt.parent[1:3]) {
				t.Error("the button does not name the email")
			}
		})
	}
	edited := reply
	s := step(reply, rules.UndecidedReply)
	drafts, err := m.Drafts(reply, s, december(9, 10))
	if err != nil {
		t.Fatal(err)
	}
	words, err := drafts[0].Edited(s, "Another subject", "Dear Jana, thank you.", december(9, 10))
	if err != nil {
		t.Fatal(err)
	}
	edited.History.EditedDrafts = []rules.EditedDraft{words}
	if p := parse(t, mustCompose(t, m, edited, s, december(9, 10)).Bytes); p.drafts[0].header.Get("In-Reply-To") != "" {
		t.Error("with another subject it is still a reply")
	}
}
