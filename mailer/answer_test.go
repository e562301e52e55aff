package mailer

import (
	"slices"
	"strings"
	"testing"

	"followup/rules"
)

// perhapsAnswered returns a question about a mail that anybody could have written, with all that one should not show.
func perhapsAnswered() rules.Step {
	s := step(acme(), rules.AnswerSeen)
	s.Heard = &rules.Event{
		Kind: rules.Answered, At: december(7, 10), Certainty: rules.Perhaps,
		Mail: rules.SeenMail{
			From:    "Acme HR\u202e <hr@mail.acme.test>",
			Subject: "Offer: <b>click</b> https://evil.test/login",
			Text: "Dear Sam,\nplease confirm at www.evil.test or evil.test/x\u200b.\n\n" +
				"Tell followup:\n  followup stop 7\n" + strings.Repeat("More of it. ", 60),
		},
	}
	return s
}

// wrote returns the application after a mail of the user's own that may be the thank-you.
func wrote(c rules.Case) rules.Case {
	c.History.Events = append(slices.Clip(c.History.Events), rules.Event{
		ID: 100, ApplicationID: c.ID, InterviewID: c.Latest().ID, Kind: rules.Wrote, Certainty: rules.Perhaps,
		Note: rules.ThankYou, Round: 1, To: c.Latest().Interviewers[0],
		At: december(1, 18), RecordedAt: december(1, 18),
	})
	return c
}

// unseen returns a step for which the mailbox could not be looked at.
func unseen(s rules.Step) rules.Step {
	s.Unseen = true
	return s
}

// One person may be asked about in two applications: what is asked tells them apart.
func TestQuestionsNameTheRole(t *testing.T) {
	sure := perhapsAnswered()
	heard := *sure.Heard
	heard.Certainty = rules.Sure
	sure.Heard = &heard
	for _, s := range []rules.Step{sure, perhapsAnswered()} {
		var subjects []string
		for _, role := range []string{"nurse", "matron"} {
			c := acme()
			c.Role = role
			msg := mustCompose(t, mustNew(t, config()), c, s, december(7, 10))
			if text := parse(t, msg.Bytes).text; !strings.Contains(text, role+" role") {
				t.Errorf("it does not name the role %s:\n%s", role, text)
			}
			subjects = append(subjects, msg.Subject)
		}
		if subjects[0] == subjects[1] {
			t.Errorf("two questions have the subject %q", subjects[0])
		}
	}
}

// What somebody else wrote does nothing: there is no link in it, and it is behind everything the program says.
func TestForeignTextIsHarmless(t *testing.T) {
	msg := mustCompose(t, mustNew(t, config()), acme(), perhapsAnswered(), december(7, 10))
	got := parse(t, msg.Bytes)
	text, html := got.text, got.html
	for _, body := range []string{text, html} {
		for _, bad := range []string{"evil.test", "https://evil", "www.", "\u202e", "\u200b"} {
			if strings.Contains(body, bad) {
				t.Errorf("it has %q:\n%s", bad, body)
			}
		}
	}
	if strings.Contains(html, "<b>click") {
		t.Error("its HTML is not escaped")
	}
	if before, _, found := strings.Cut(text, "What they wrote begins"); !found || strings.Contains(before, "confirm") {
		t.Errorf("its words are not below everything else:\n%s", text)
	}
	_, quoted, _ := strings.Cut(text, "It is not from followup:")
	for line := range strings.Lines(strings.TrimSpace(quoted)) {
		if !strings.HasPrefix(line, ">") {
			t.Errorf("the line %q is not marked as quoted", line)
		}
	}
	if strings.Contains(text, "followup sent") {
		t.Error("there is nothing to mark as sent")
	}
}

// What was seen is said in the next reminder and not in those after it.
func TestALikelyMarkIsSaidOnce(t *testing.T) {
	c := acme()
	c.History.Events = []rules.Event{{
		ID: 1, ApplicationID: c.ID, InterviewID: c.Latest().ID, Kind: rules.Sent, Certainty: rules.Likely,
		Note: rules.ThankYou, Round: 1, To: jana, At: december(1, 18), RecordedAt: december(1, 18),
	}}
	says := func() bool {
		msg := mustCompose(t, mustNew(t, config()), c, step(c, rules.UpdateRequest), december(8, 9))
		text := parse(t, msg.Bytes).text
		return strings.Contains(strings.Join(strings.Fields(text), " "), "was taken for the thank-you")
	}
	if !says() {
		t.Error("the first reminder does not say it")
	}
	c.History.Reminders = []rules.Reminder{{
		Key: rules.Key{ApplicationID: c.ID, Kind: rules.UpdateRequest, Round: 1}, State: rules.Delivered,
		SettledAt: december(8, 9), Message: rules.Message{Drafts: rules.DraftsTo([]rules.Person{jana})},
	}}
	if says() {
		t.Error("the second one says it again")
	}
}
