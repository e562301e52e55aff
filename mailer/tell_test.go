package mailer

import (
	"bytes"
	htmlpkg "html"
	"net/url"
	"slices"
	"strings"
	"testing"

	"followup/mailer/command"
	"followup/rules"
)

// answered returns a composer whose reminders can be answered by mail.
func answered(t *testing.T) (*Composer, command.Signer) {
	t.Helper()
	s, err := command.NewSigner(bytes.Repeat([]byte{7}, command.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	m := mustNew(t, config())
	m.TellByMail(s)
	return m, s
}

// tagsIn returns the tags of the buttons in HTML.
func tagsIn(t *testing.T, html string) (tags []command.Tag) {
	t.Helper()
	for _, href := range aLink.FindAllStringSubmatch(html, -1) {
		link := htmlpkg.UnescapeString(href[1])
		if !strings.Contains(link, "%5Bfu") {
			continue
		}
		u, err := url.Parse(link)
		if err != nil {
			t.Fatal(err)
		}
		query := u.Query()
		tag, err := command.FindTag(query.Get("subject"), nil)
		if err != nil || u.Opaque != "sam@example.org" || query.Get("body") == "" || len(link) > maxLink {
			t.Errorf("%s: %v", link, err)
		}
		tags = append(tags, tag)
	}
	return tags
}

// TestRepliesThatMakeSense: nobody is told to reply that a decision is open which was made.
func TestRepliesThatMakeSense(t *testing.T) {
	m, _ := answered(t)
	for kind, want := range map[rules.Kind]string{
		rules.ThankYou: "sent, or: undecided until friday", rules.SecondRequest: "sent, or: undecided until friday",
		rules.OfferAnswer: "sent, or: offer until friday", rules.OfferThanks: "sent, or: offer until friday",
		rules.RejectionThanks: "sent, or: skip", rules.Withdrawal: "sent, or: skip",
	} {
		text := parse(t, mustCompose(t, m, acme(), step(acme(), kind), december(9, 10)).Bytes).text
		if !strings.Contains(text, "with one line, such as: "+want+"\n") {
			t.Errorf("%s does not say %q:\n%s", kind, want, text)
		}
	}
}

// TestEveryReminderCanBeAnswered: its buttons and its reference are good for this reminder, and say what can be read.
func TestEveryReminderCanBeAnswered(t *testing.T) {
	m, signer := answered(t)
	for _, tt := range goldens(t, m) {
		msg := mustCompose(t, m, tt.c, tt.s, tt.now)
		checkForm(t, msg)
		p := parse(t, msg.Bytes)
		tags := tagsIn(t, p.html)
		reference, err := command.FindTag("", strings.Fields(p.header.Get("References")))
		if err != nil || len(tags) == 0 || len(tags) < 5 && tt.s.Kind.AwaitsDecision() {
			t.Errorf("%s: the reference: %v; %d buttons", tt.name, err, len(tags))
		}
		for _, tag := range append(tags, reference) {
			if _, err := command.ReadLine(tag.Words); err != nil && tag.Words != command.Reply {
				t.Errorf("%s: %+v: %v", tt.name, tag, err)
			}
			if err := signer.Check(tag.Token, tt.s.Key, tag.Words, tt.now); err != nil || tag.Number != tt.s.Number() {
				t.Errorf("%s: %+v: %v", tt.name, tag, err)
			}
		}
		_, after, _ := strings.Cut(p.html, "Tell followup")
		if strings.Contains(after, "followup sent") || !strings.Contains(p.text, "answer this email with one line") {
			t.Errorf("%s: its HTML shows the command, or its text says nothing of an answer", tt.name)
		}
	}
}

// TestNoTokenIsInADraft: what goes to the employer gives nobody a token.
func TestNoTokenIsInADraft(t *testing.T) {
	m, _ := answered(t)
	for _, tt := range goldens(t, m) {
		msg := mustCompose(t, m, tt.c, tt.s, tt.now)
		_, mixed, _ := bytes.Cut(msg.Bytes, []byte("message/rfc822"))
		if bytes.Contains(mixed, []byte("fu.")) || bytes.Contains(mixed, []byte("[fu")) {
			t.Errorf("%s: an attachment has one", tt.name)
		}
		for _, d := range msg.Drafts {
			if strings.Contains(d.Subject+d.Body, "fu ") || strings.Contains(d.Subject+d.Body, "fu.") {
				t.Errorf("%s: a draft has one", tt.name)
			}
		}
	}
}

// TestAButtonForOneOfAPanel names the person as the command does.
func TestAButtonForOneOfAPanel(t *testing.T) {
	m, _ := answered(t)
	c := onePanel()
	for _, p := range c.Interviews[0].Interviewers {
		s := stepTo(c, rules.ThankYou, p)
		tags := tagsIn(t, parse(t, mustCompose(t, m, c, s, december(1, 18)).Bytes).html)
		if len(tags) == 0 || !strings.HasPrefix(tags[0].Words, "sent to ") {
			t.Errorf("%s: %+v", p, tags)
		}
	}
}

func TestNotice(t *testing.T) {
	m, signer := answered(t)
	undo := command.ToldKey(7, 12)
	n := Notice{
		ID: "1", Subject: "Noted: they said no (nurse at Acme)\nBcc: jo@acme.test",
		Remarks: []Remark{{
			Lines: []string{"Noted for <b>Acme</b>:\nthey said no.", "Nothing more comes for it."},
			Undo:  undo, Command: "followup undo 7",
		}},
	}
	msg, err := m.Notice(n, december(1, 18))
	if err != nil {
		t.Fatal(err)
	}
	checkLines(t, msg.Bytes)
	p := parse(t, msg.Bytes)
	if p.header.Get("Auto-Submitted") != "auto-generated" || p.header.Get("Bcc") != "" ||
		!strings.HasSuffix(p.header.Get("To"), "<sam@example.org>") {
		t.Errorf("the header is %v", p.header)
	}
	if strings.Contains(p.html, "<b>") || !strings.HasPrefix(p.text, "Noted for <b>Acme</b>: they said no.\n") {
		t.Errorf("it reads\n%s\n%s", p.text, p.html)
	}
	tags := tagsIn(t, p.html)
	if len(tags) != 1 || tags[0].Number != 7 || signer.Check(tags[0].Token, undo, "undo", december(1, 18)) != nil {
		t.Errorf("its buttons are %+v", tags)
	}
	other := n
	other.ID = "2"
	if second, err := m.Notice(other, december(1, 18)); err != nil || second.ID == msg.ID {
		t.Errorf("two notices have the id %s (%v)", second.ID, err)
	}
	if again, err := m.Notice(n, december(1, 18)); err != nil || !slices.Equal(again.Bytes, msg.Bytes) {
		t.Errorf("the same notice has other bytes (%v)", err)
	}
	n.Remarks = append(n.Remarks, Remark{Lines: []string{"Not done."}})
	n.Answers = []string{"<a@example.org>", "", "<b@example.org>", "<" + strings.Repeat("x", 900) + ">"}
	two, err := m.Notice(n, december(1, 18))
	if p := parse(t, two.Bytes); err != nil || len(tagsIn(t, p.html)) != 1 || !strings.Contains(p.text, "Not done.") ||
		p.header.Get("References") != "<a@example.org> <b@example.org>" {
		t.Errorf("about two things: %v (%v)\n%s", p.header, err, p.text)
	}
	n.Remarks[0].Command = ""
	if plain, err := m.Notice(n, december(1, 18)); err != nil || len(tagsIn(t, parse(t, plain.Bytes).html)) != 0 {
		t.Errorf("it can be taken back without a command (%v)", err)
	}
}
