package mailer

import (
	"bytes"
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
)

// askedAtLength is a second request whose first, in a letter of the user's own, is too long for a link.
func askedAtLength(m *Composer, t testing.TB) (rules.Case, rules.Step) {
	c, s := asked(acme(), m, t)
	s.Quotes.Message.Drafts[0].Body += strings.Repeat("\nI have a few more questions about the new rota.", 40)
	return c, s
}

// checkForm checks what is true of every mail, whatever its contents.
func checkForm(t testing.TB, msg rules.Message) parsed {
	t.Helper()
	checkLines(t, msg.Bytes)
	p := parse(t, msg.Bytes)
	replyTo := "" // only a mail from another address than the user's has one
	if from, err := mail.ParseAddress(p.header.Get("From")); err != nil {
		t.Error(err)
	} else if to := p.header.Get("To"); !strings.Contains(to, "<"+from.Address+">") {
		replyTo = to
	}
	for name, want := range map[string]string{
		"Message-Id": msg.ID, "Mime-Version": "1.0", "Auto-Submitted": "auto-generated",
		"X-Auto-Response-Suppress": "OOF, AutoReply", "Reply-To": replyTo, "Bcc": "", "Cc": "",
	} {
		if got := p.header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if p.subject != msg.Subject {
		t.Errorf("the subject is %q, want %q", p.subject, msg.Subject)
	}
	if n := len([]rune(msg.Subject)); n > maxSubject {
		t.Errorf("the subject has %d characters", n)
	}
	for i, d := range msg.Drafts {
		switch {
		case len(p.drafts) == len(msg.Drafts):
			checkAttached(t, p, p.drafts[i], d)
		case len(p.drafts) > 0 || d.Subject+d.Body != "":
			t.Fatalf("%d of %d drafts are attached", len(p.drafts), len(msg.Drafts))
		}
	}
	return p
}

// checkAttached checks that the attachment is the draft, and that the text contains it.
func checkAttached(t testing.TB, p parsed, got attached, d rules.Draft) {
	t.Helper()
	if got.fields["Subject"] != d.Subject {
		t.Errorf("the draft's subject is %q, want %q", got.fields["Subject"], d.Subject)
	}
	if diff := cmp.Diff(d.Body, strings.TrimSuffix(got.body, "\n")); diff != "" {
		t.Errorf("the draft attached differs (-want +got):\n%s", diff)
	}
	if !strings.Contains(p.text, d.Body) || !strings.Contains(p.text, "The attached "+got.file+" is this email.") {
		t.Errorf("the draft is not in the text:\n%s", p.text)
	}
	for name := range got.header {
		if !strings.Contains(" X-Unsent From To Subject In-Reply-To References Mime-Version Content-Type "+
			"Content-Transfer-Encoding ", " "+name+" ") {
			t.Errorf("the draft has a field %s", name)
		}
	}
}

var bareLineEnd = regexp.MustCompile(`[^\r]\n|\r[^\n]|\r$`)

func checkLines(t testing.TB, raw []byte) {
	t.Helper()
	if found := bareLineEnd.Find(raw); found != nil {
		t.Errorf("a bare CR or LF: %q", found)
	}
	if !bytes.HasSuffix(raw, []byte("\r\n")) {
		t.Error("the last line does not end")
	}
	for i, line := range bytes.Split(raw, []byte("\r\n")) {
		if len(line) > 78 {
			t.Errorf("line %d has %d characters: %s", i+1, len(line), line)
		}
		for _, c := range line {
			if c >= 0x80 || c < ' ' && c != '\t' {
				t.Fatalf("line %d is not 7-bit clean: %q", i+1, line)
			}
		}
	}
}

func TestComposeIsPure(t *testing.T) {
	m, again := mustNew(t, config()), mustNew(t, config())
	c, s := asked(acme(), m, t)
	a, b := mustCompose(t, m, c, s, december(15, 9)), mustCompose(t, again, c, s, december(15, 9))
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("the same input gave two mails:\n%s", diff)
	}
}

func TestSubject(t *testing.T) {
	m, four := mustNew(t, config()), onePanel().Interviews[0].Interviewers
	for _, tt := range []struct {
		name   string
		change func(*rules.Step)
		now    time.Time
		want   string
	}{
		{"names the deadline", nil, december(1, 17), "Send by Wed 15:00: thank-you to Jana Müller (Acme Inc.)"},
		{"says when it is the last call",
			func(s *rules.Step) { s.LastCall = true }, december(2, 13),
			"Last call, send by Wed 15:00: thank-you to Jana Müller (Acme Inc.)"},
		{"urges to send a late one",
			func(s *rules.Step) { s.Late = true }, december(3, 10), "Send now: thank-you to Jana Müller (Acme Inc.)"},
		{"urges to send when the deadline is over",
			nil, december(2, 16), "Send now: thank-you to Jana Müller (Acme Inc.)"},
		{"gives a far deadline with its date",
			func(s *rules.Step) { s.Deadline = december(18, 9) }, december(1, 17),
			"Send by Fri 18 Dec 09:00: thank-you to Jana Müller (Acme Inc.)"},
		{"says today without a deadline",
			func(s *rules.Step) { s.Kind, s.Deadline = rules.UpdateRequest, time.Time{} }, december(8, 9),
			"Send today: update request to Jana Müller (Acme Inc.)"},
		{"names the team if nobody is known",
			func(s *rules.Step) { s.To = []rules.Person{{}} }, december(1, 17),
			"Send by Wed 15:00: thank-you to the hiring team (Acme Inc.)"},
		{"gives the address if that is all",
			func(s *rules.Step) { s.To = []rules.Person{{Email: "jana@acme.test"}} }, december(1, 17),
			"Send by Wed 15:00: thank-you to jana@acme.test (Acme Inc.)"},
		{"names two",
			func(s *rules.Step) { s.To = four[:2] }, december(1, 17),
			"Send by Wed 15:00: thank-yous to Jana Müller and Ann Lee (Acme Inc.)"},
		{"names one of three",
			func(s *rules.Step) { s.To = four[:3] }, december(1, 17),
			"Send by Wed 15:00: thank-yous to Jana Müller and 2 more (Acme Inc.)"},
		{"names one of four",
			func(s *rules.Step) { s.To, s.LastCall = four, true }, december(2, 13),
			"Last call, send by Wed 15:00: thank-yous to Jana Müller and 3 more (Acme Inc.)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := step(acme(), rules.ThankYou)
			if tt.change != nil {
				tt.change(&s)
			}
			if got := mustCompose(t, m, acme(), s, tt.now).Subject; got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestTheReminderSays(t *testing.T) {
	m := mustNew(t, config())
	bare := acme()
	bare.Interviews[0].Interviewers, bare.Interviews[0].Topic = nil, ""
	requested, second := asked(acme(), m, t)
	told := second
	told.Assumed = false
	replaced, toAnother := requested, second
	replaced.Interviews = slices.Clone(requested.Interviews)
	replaced.Interviews[0].Interviewers = []rules.Person{{Name: "Zoe Zander", Email: "zoe@acme.test"}}
	toAnother.To = []rules.Person{replaced.MainContact()}
	openOffer := step(acme(), rules.OfferThanks)
	openOffer.Heard.Until = rules.Date{}
	notThere := acme()
	notThere.History.Events = []rules.Event{{Kind: rules.NoShow, InterviewID: 7, At: december(1, 14)}}
	unfinished := acme()
	unfinished.Interviews[0].Topic = "the [topic]"
	unclear := acme()
	unclear.Interviews[0].Topic = "how do you review code"
	wouldBe := acme()
	wouldBe.Language, wouldBe.Interviews[0].Topic = "es", "el equipo de seis personas que llevaría"
	elsewhere := twoRounds()
	elsewhere.Fit = "I did one like it for my last employer."
	ask := step(acme(), rules.StayInTouch)
	ask.Hook = ""
	halfNamed := acme()
	halfNamed.Hook = "the new clinic"

	for _, tt := range []struct {
		name string
		c    rules.Case
		s    rules.Step
		says []string
		not  []string
	}{
		{"why now",
			acme(), step(acme(), rules.ThankYou),
			[]string{"Why now: The interview ended Tue 1 Dec 15:00; two hours after is 17:00."}, nil},
		{"the recipient and the subject",
			acme(), step(acme(), rules.ThankYou),
			[]string{"To: Jana Müller <jana@acme.test>\nSubject: "}, nil},
		{"what comes next and when it stops", acme(), step(acme(), rules.ThankYou),
			[]string{"Wed 2 Dec, 13:00: thank-you to Jana Müller, last call", "Tue 8 Dec, 09:00: update request",
				"Tue 15 Dec, 09:00: second request", "After that, no more reminders are planned"}, nil},
		{"the commands with the interview's number", acme(), step(acme(), rules.ThankYou),
			[]string{"I sent it: followup sent 7 --kind thank-you\n", "They answered: followup heard 7 undecided\n",
				"or with rejected, offer or next-round\n", "More: followup show 7\n"}, nil},
		{"no commands about an answer after a rejection",
			acme(), step(acme(), rules.RejectionThanks), []string{"followup sent 7 --kind rejection-thanks\n"},
			[]string{"followup heard"}},
		{"what is unknown, and the command that shows how to add it", bare, step(bare, rules.ThankYou), []string{
			"Not known, so the draft does without:\n  who you met, and their email address\n" +
				"  the topic you discussed\n",
			"  More: followup show 7\n"}, nil},
		{"which fact is left out because it is unclear", unclear, step(unclear, rules.ThankYou),
			[]string{`the topic you discussed; "how do you review code" is neither a noun phrase nor a whole sentence`},
			[]string{"about how do you"}},
		{"nothing about a topic that does not fit after a no", wouldBe, step(wouldBe, rules.RejectionThanks),
			nil, []string{"llevaría", "the topic you discussed"}},
		{"which fact is left out because it is about another conversation", elsewhere,
			stepTo(elsewhere, rules.ThankYou, ann),
			[]string{`why you fit; "I did one like it for my last employer." points to what was said in another`},
			[]string{"neither a noun phrase"}},
		{"what to check in a draft that looks unfinished", unfinished, step(unfinished, rules.ThankYou),
			[]string{"Look at the draft before you send it: it contains “[topic]”, which looks unfinished."},
			[]string{"ready to send"}},
		{"where to look for an occasion to stay in touch, and how to name it", acme(), ask, []string{
			"There is no draft yet", "https://news.google.com/search?q=%22Acme%20Inc.%22\n", "https://acme.test/\n",
			"https://www.linkedin.com/search/results/people/?keywords=Jana%20M%C3%BCller%20Acme%20Inc.\n",
			"what is new about the new rota", "  followup edit 7 --hook \"…\"\n"}, []string{"----", "draft.eml",
			"Not known"}},
		{"that an occasion is no sentence, and how to word it", halfNamed, ask, []string{
			"Word the occasion.", "the occasion that you named, “the new clinic”, is not surely a whole sentence",
			"  followup edit 7 --hook \"…\"\n"}, []string{"8<", "draft.eml", "Where to look"}},
		{"what they want to know by when, and no draft", acme(), step(acme(), rules.OfferAnswer),
			[]string{"Answer by Fri 18 Dec. Why now: ",
				"They offered you the Senior Nurse role on Wed 9 Dec. There is no draft",
				"I answered: followup sent 7 --kind offer-answer\n", `followup heard 7 offer --until "…"`},
			[]string{"----", "draft.eml", "Not known", "followup heard 7 rejected"}},
		{"how to say that they gave no day for the answer",
			acme(), openOffer,
			[]string{"the day by which they want your answer: followup heard 7 offer --until \"…\""}, nil},
		{"how to say that another time was found",
			notThere, step(notThere, rules.NoShowNote), []string{`followup edit 7 --at "…"`, "when you are free"}, nil},
		{"nothing about gaps if there are none", acme(), step(acme(), rules.ThankYou), nil, []string{"Not known"}},
		{"that an email was only assumed sent, with its draft", requested, second,
			[]string{"Nobody said whether your email of Tue 8 Dec went out.", "it is attached as earlier.eml"},
			[]string{"\nSubject: " + requested.History.Reminders[0].Message.Drafts[0].Subject + "\n"}},
		{"nothing about it if the user said so", requested, told, nil, []string{"went out", "earlier.eml"}},
		{"nothing about it if it went to somebody else, who was replaced since", replaced, toAnother,
			[]string{"To: Zoe Zander <zoe@acme.test>"}, []string{"went out", "earlier.eml",
				"your own earlier email", "Jana"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := checkForm(t, mustCompose(t, m, tt.c, tt.s, december(1, 17)))
			for _, want := range tt.says {
				if !strings.Contains(p.text, want) {
					t.Errorf("want %q in:\n%s", want, p.text)
				}
			}
			for _, bad := range tt.not {
				if strings.Contains(p.text, bad) {
					t.Errorf("want no %q in:\n%s", bad, p.text)
				}
			}
			if strings.Contains(p.text, "mailto:") {
				t.Error("a raw link in the text")
			}
		})
	}
}

func TestALastCallBelongsToItsThankYou(t *testing.T) {
	m := mustNew(t, config())
	first := step(acme(), rules.ThankYou)
	c := acme().Deliver(first, december(1, 17))
	s := first
	s.LastCall = true

	firstID := mustCompose(t, m, acme(), first, december(1, 17)).ID
	msg := mustCompose(t, m, c, s, december(2, 13))
	if got := parse(t, msg.Bytes).header.Get("References"); got != firstID || msg.ID == firstID {
		t.Errorf("References %s of %s, want %s", got, msg.ID, firstID)
	}
	again := twoRounds().Deliver(first, december(1, 17))
	ofSecond := step(again, rules.ThankYou)
	again = again.Deliver(ofSecond, december(8, 17))
	ofSecond.LastCall = true
	got := parse(t, mustCompose(t, m, again, ofSecond, december(9, 9)).Bytes).header.Get("References")
	if got == firstID || got == "" {
		t.Errorf("References %s, want the thank-you for the same interview", got)
	}
	c.History.Reminders[0].Message.ID = "<as-it-was-sent@before.example.com>"
	got = parse(t, mustCompose(t, m, c, s, december(2, 13)).Bytes).header.Get("References")
	if got != c.History.Reminders[0].Message.ID {
		t.Errorf("References %s, want the Message-ID under which the first was sent", got)
	}
	if got := parse(t, mustCompose(t, m, acme(), first, december(1, 17)).Bytes).header.Get("References"); got != "" {
		t.Errorf("the first refers to %s", got)
	}
}

// TestALastCallBelongsToAllThatItCallsToMind: people who were named one after the other got their first mails
// separately.
func TestALastCallBelongsToAllThatItCallsToMind(t *testing.T) {
	m, c := mustNew(t, config()), onePanel()
	people := c.Interviews[0].Interviewers
	var ids []string
	for round, to := range [][]rules.Person{people[:1], people[1:3], people[3:]} {
		s := step(c, rules.ThankYou)
		s.To, s.Round = to, round+1
		ids = append(ids, mustCompose(t, m, c, s, december(1, 17)).ID)
		c = c.Deliver(s, december(1, 17))
	}
	s := toPanel(c)
	s.LastCall = true
	for _, tt := range []struct {
		to   []rules.Person
		want []string
	}{{people, ids}, {people[1:3], ids[1:2]}, {people[2:], ids[1:]}, {[]rules.Person{rae}, nil}} {
		s.To = tt.to
		msg := mustCompose(t, m, c, s, december(2, 13))
		if got := strings.Fields(checkForm(t, msg).header.Get("References")); !slices.Equal(got, tt.want) {
			t.Errorf("to %v: References %q, want %q", tt.to, got, tt.want)
		}
	}
	s.To = people
	c = c.Deliver(s, december(2, 13))
	s.Round = 2 // the interview was moved, and another last call comes
	got := checkForm(t, mustCompose(t, m, c, s, december(3, 13))).header.Get("References")
	if !slices.Equal(strings.Fields(got), ids) {
		t.Errorf("References %q, want %q without the call before", got, ids)
	}
	s.LastCall, s.Round = false, 4
	if got := checkForm(t, mustCompose(t, m, c, s, december(3, 13))).header.Get("References"); got != "" {
		t.Errorf("a first thank-you refers to %s", got)
	}
}

func TestMessageID(t *testing.T) {
	m := mustNew(t, config())
	s := step(acme(), rules.ThankYou)
	id := mustCompose(t, m, acme(), s, december(1, 17)).ID
	second := mustCompose(t, m, twoRounds(), step(twoRounds(), rules.ThankYou), december(8, 17)).ID
	if !regexp.MustCompile(`^<thank-you\.1\.[0-9a-f]{16}\.8@example\.org>$`).MatchString(second) {
		t.Errorf("%s does not have the interview's number", second)
	}
	if !regexp.MustCompile(`^<thank-you\.1\.[0-9a-f]{16}\.7@example\.org>$`).MatchString(id) {
		t.Errorf("got %s", id)
	}
	if again := mustCompose(t, m, acme(), s, december(2, 17)).ID; again != id {
		t.Errorf("it changed with the time to %s", again)
	}
	cfg := config()
	cfg.InstallID = "another"
	others := map[string]string{"installation": mustCompose(t, mustNew(t, cfg), acme(), s, december(1, 17)).ID}
	for name, change := range map[string]func(*rules.Step){
		"round": func(s *rules.Step) { s.Round = 2 }, "last call": func(s *rules.Step) { s.LastCall = true },
		"application":        func(s *rules.Step) { s.ApplicationID = 6 },
		"interview":          func(s *rules.Step) { s.InterviewID = 8 },
		"interview, of none": func(s *rules.Step) { s.InterviewID = 0 },
		"kind":               func(s *rules.Step) { s.Kind = rules.StayInTouch },
	} {
		o := s
		change(&o)
		others[name] = mustCompose(t, m, acme(), o, december(1, 17)).ID
	}
	for what, other := range others {
		if other == id {
			t.Errorf("another %s has the same id", what)
		}
	}
	s.To = []rules.Person{ann, jana} // whoever is named when it is composed again
	if got := mustCompose(t, m, acme(), s, december(1, 17)).ID; got != id {
		t.Errorf("with the people it changed to %s", got)
	}
}

func TestDateIsInTheUsersZone(t *testing.T) {
	m := mustNew(t, config())
	raw := mustCompose(t, m, acme(), step(acme(), rules.ThankYou), december(1, 17).UTC()).Bytes
	if got := mustRead(t, raw).Header.Get("Date"); got != "Tue, 01 Dec 2026 17:00:00 +0100" {
		t.Errorf("got %s", got)
	}
}

// TestAReminderComesFromTheProgram: it can be told from the user's own mails, while its draft is from the user.
func TestAReminderComesFromTheProgram(t *testing.T) {
	for name, want := range map[string]string{
		"followup": `"followup" <sam@example.org>`, "": "<sam@example.org>", "Übung": "Übung <sam@example.org>",
	} {
		cfg := config()
		cfg.FromName = name
		m := mustNew(t, cfg)
		test, err := m.TestMessage(december(1, 17))
		if err != nil {
			t.Fatal(err)
		}
		reminder := mustCompose(t, m, acme(), step(acme(), rules.ThankYou), december(1, 17))
		for _, raw := range [][]byte{reminder.Bytes, test.Bytes} {
			h := mustRead(t, raw).Header
			if got := decoded(t, h.Get("From")); got != want {
				t.Errorf("called %q, the mail is from %s, want %s", name, got, want)
			}
			if got := h.Get("To"); got != `"Sam Weber" <sam@example.org>` {
				t.Errorf("it goes to %s", got)
			}
		}
		if got := checkForm(t, reminder).drafts[0].fields["From"]; got != `"Sam Weber" <sam@example.org>` {
			t.Errorf("the draft is from %s", got)
		}
	}
}

// TestTheSenderMayBeAnotherAddress: the reminders come from it, the drafts do not, and a reply to a reminder is to the
// user.
func TestTheSenderMayBeAnotherAddress(t *testing.T) {
	cfg := config()
	cfg.From = "relay@example.net"
	m := mustNew(t, cfg)
	reminder := mustCompose(t, m, acme(), step(acme(), rules.ThankYou), december(1, 17))
	h := mustRead(t, reminder.Bytes).Header
	const user = `"Sam Weber" <sam@example.org>`
	for name, want := range map[string]string{
		"From": `"followup" <relay@example.net>`, "To": user, "Reply-To": user,
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if got := checkForm(t, reminder).drafts[0].fields["From"]; got != user {
		t.Errorf("the draft is from %s", got)
	}
	if usual := mustCompose(t, mustNew(t, config()), acme(), step(acme(), rules.ThankYou), december(1, 17)); usual.ID !=
		reminder.ID || strings.Contains(string(usual.Bytes), "Reply-To:") {
		t.Errorf("without it, the mail is %s, and with it %s", usual.ID, reminder.ID)
	}
	cfg.From = "relay@example.net>\r\nBcc: <x@example.net"
	if _, err := New(cfg); err == nil || !strings.Contains(err.Error(), "smtp.from") {
		t.Errorf("a sender that is no address: %v", err)
	}
}

func TestTheDraftIsAMailReadyToSend(t *testing.T) {
	m := mustNew(t, config())
	p := checkForm(t, mustCompose(t, m, acme(), step(acme(), rules.ThankYou), december(1, 17)))
	for name, want := range map[string]string{"X-Unsent": "1", "From": `"Sam Weber" <sam@example.org>`,
		"To": "Jana Müller <jana@acme.test>"} {
		if got := p.drafts[0].fields[name]; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for name, email := range map[string]string{"not known": "", "not ASCII": "jörg@bücher.test", "no address": "x y"} {
		t.Run("without To if the address is "+name, func(t *testing.T) {
			c := acme()
			c.Interviews[0].Interviewers[0].Email = email
			p := checkForm(t, mustCompose(t, m, c, step(c, rules.ThankYou), december(1, 17)))
			if to, there := p.drafts[0].fields["To"]; there {
				t.Errorf("To is %q", to)
			}
		})
	}
}

// hostile lists texts that nobody types by mistake.
var hostile = []string{
	"Jo\r\nBcc: victim@evil.test", "Jo\nX: y", "Jo\r", "Jo\x00", "Jo\u2028Bcc: x@evil.test",
	`"><script>alert(1)</script>`, "<b>Jo</b>&amp;", `Jo" <x@evil.test>, "`, `Jo\`, "=?utf-8?q?=0D=0ABcc:_x?=",
	"{{.Sender}}", "%0D%0ABcc:x",
	"שלום עולם", "山田太郎", "👩‍⚕️ Jo", "\u202eevil", "Jo\u200b\u2066\ufeff", "Jo\xff", strings.Repeat("長", 120),
	strings.Repeat("x", 300), strings.Repeat("a b ", 80),
	"\r\n.\r\nMAIL FROM:<x@evil.test>", "--=_boundary--", ".",
}

func TestNothingTypedGetsOutOfItsPlace(t *testing.T) {
	for i, evil := range hostile {
		t.Run(fmt.Sprintf("%d", i), func(t *testing.T) {
			t.Parallel()
			cfg := config()
			cfg.User.Name, cfg.User.Phone, cfg.User.Background, cfg.User.SignOff = "S"+evil, evil, evil, evil
			cfg.FromName = evil
			m := mustNew(t, cfg)
			c := acme()
			iv := &c.Interviews[0]
			c.Company, c.Role, c.Fit, iv.Topic, iv.Said = evil, evil, evil, evil, evil
			iv.Interviewers[0].Name = evil
			iv.Interviewers = append(iv.Interviewers, rules.Person{Name: "x", Email: evil, Topic: evil})
			c, second := asked(c, m, t)
			for _, s := range append(someSteps(c), second) {
				s.Why = evil
				msg := mustCompose(t, m, c, s, december(15, 9))
				p := checkForm(t, msg)
				headers, seen := []mail.Header{p.header}, p.subject+p.text+p.html
				for _, d := range p.drafts {
					headers, seen = append(headers, d.header), seen+d.body+d.fields["To"]
				}
				for _, h := range headers {
					if h.Get("Bcc") != "" || h.Get("X") != "" {
						t.Errorf("%s: an injected field: %v", s.Kind, h)
					}
					if a, err := mail.ParseAddressList(h.Get("From")); err != nil || len(a) != 1 ||
						a[0].Address != "sam@example.org" {
						t.Errorf("%s: an address became %v: %v", s.Kind, a, err)
					}
				}
				if a, err := mail.ParseAddressList(p.header.Get("To")); err != nil || len(a) != 1 ||
					a[0].Address != "sam@example.org" {
					t.Errorf("%s: the user became %v: %v", s.Kind, a, err)
				}
				if rules.Visible(seen) != seen {
					t.Errorf("%s: what nobody sees got through:\n%+q", s.Kind, p.text)
				}
				if strings.Contains(p.html, "<script") || strings.Contains(p.html, "<b>") {
					t.Errorf("%s: markup got through:\n%s", s.Kind, p.html)
				}
			}
		})
	}
}

// someSteps returns two that together contain every fact, one to somebody known only by address, and one to everybody.
func someSteps(c rules.Case) []rules.Step {
	to := c.Interviews[0].Interviewers[1]
	return []rules.Step{step(c, rules.ThankYou), step(c, rules.UpdateRequest), stepTo(c, rules.RejectionThanks, to),
		toPanel(c)}
}

func TestHTML(t *testing.T) {
	m := mustNew(t, config())
	html := parse(t, mustCompose(t, m, acme(), step(acme(), rules.ThankYou), december(1, 17)).Bytes).html
	for _, want := range []string{`<html lang="en">`, `name="viewport"`, "16px", "prefers-color-scheme: dark",
		"followup sent 7", "Jana Müller &lt;jana@acme.test&gt;"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in it", want)
		}
	}
	for _, bad := range []string{"<img", "<script", "src=", "url(", "ZgotmplZ"} {
		if strings.Contains(html, bad) {
			t.Errorf("there is %s in it", bad)
		}
	}
	if n := strings.Count(html, `href="mailto:`); n != 2 {
		t.Errorf("%d mailto buttons, want one above and one below the draft", n)
	}
}

func TestTestMessage(t *testing.T) {
	m := mustNew(t, config())
	msg, err := m.TestMessage(december(1, 17))
	if err != nil {
		t.Fatal(err)
	}
	checkLines(t, msg.Bytes)
	h := mustRead(t, msg.Bytes).Header
	if h.Get("Subject") != "followup can reach you" || h.Get("Message-ID") != msg.ID ||
		h.Get("To") != `"Sam Weber" <sam@example.org>` {
		t.Errorf("got %v", h)
	}
	if later, _ := m.TestMessage(december(1, 18)); later.ID == msg.ID {
		t.Error("two test mails have one id, so a mailbox may hide the second")
	}
}

func BenchmarkCompose(b *testing.B) {
	m := mustNew(b, config())
	c, s := asked(acme(), m, b)
	b.ReportAllocs()
	for b.Loop() {
		mustCompose(b, m, c, s, december(15, 9))
	}
}
