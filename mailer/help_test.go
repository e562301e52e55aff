package mailer

import (
	"bytes"
	"flag"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/mailer/letters"
	"followup/rules"
)

var update = flag.Bool("update", false, "write the golden mails anew")

var berlin = mustLoad("Europe/Berlin")

func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return loc
}

// config is the configuration of the tests.
func config() Config {
	return Config{
		User: letters.User{
			Name: "Sam Weber", Email: "sam@example.org", Phone: "+49 30 1234567",
			Background: "ten years of planning hospital shifts",
		},
		FromName: "followup", InstallID: "test", Location: berlin,
	}
}

// policy decides what comes.
var policy = rules.DefaultPolicy(berlin)

func mustNew(t testing.TB, cfg Config) *Composer {
	t.Helper()
	m, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func mustCompose(t testing.TB, m *Composer, c rules.Case, s rules.Step, now time.Time) rules.Message {
	t.Helper()
	msg, err := m.Compose(c, s, rules.Following(c, s, policy, now), now)
	if err != nil {
		t.Fatal(err)
	}
	return msg
}

func december(day, hour int) time.Time { return time.Date(2026, 12, day, hour, 0, 0, 0, berlin) }

// acme returns an application with one interview, on Tuesday, 1 December 2026, 14:00 to 15:00.
func acme() rules.Case {
	return rules.Case{
		Application: rules.Application{ID: 7, Company: "Acme Inc.", Role: "Senior Nurse"},
		Interviews: []rules.Interview{{
			ID: 7, Start: december(1, 14), Duration: time.Hour,
			Interviewers: []rules.Person{jana},
			Topic:        "the new rota", Said: "you will hear from us by Friday",
			DecisionBy: rules.Date{Year: 2026, Month: 12, Day: 4},
		}},
	}
}

var (
	jana = rules.Person{Name: "Jana Müller", Email: "jana@acme.test"}
	ann  = rules.Person{Name: "Ann Lee", Email: "ann@acme.test"}
	rae  = rules.Person{Name: "Rae Hunt", Email: "rae@hunt.test"}
)

// and returns the application with another interview of an hour, which has the next number.
func and(c rules.Case, at time.Time, topic string, people ...rules.Person) rules.Case {
	c.Interviews = append(slices.Clone(c.Interviews), rules.Interview{
		ID: c.ID + int64(len(c.Interviews)), Start: at, Duration: time.Hour, Interviewers: people, Topic: topic,
	})
	return c
}

// step returns the first step of a kind, to the main contact. A thank-you is for the latest interview.
func step(c rules.Case, kind rules.Kind) rules.Step { return stepTo(c, kind, c.MainContact()) }

func stepTo(c rules.Case, kind rules.Kind, to rules.Person) rules.Step {
	s := rules.Step{
		Key: rules.Key{ApplicationID: c.ID, Kind: kind, Round: 1}, To: []rules.Person{to},
		Why: "They said by Fri 4 Dec; two business days after is Tue 8 Dec",
	}
	if kind == rules.ThankYou {
		s.InterviewID = c.Latest().ID
		s.Deadline = c.Latest().End().Add(24 * time.Hour)
		s.Why = "The interview ended Tue 1 Dec 15:00; two hours after is 17:00"
	}
	switch kind {
	case rules.OfferThanks, rules.OfferAnswer:
		s.Heard = &rules.Event{Kind: rules.Offered, At: december(9, 10),
			Until: rules.Date{Year: 2026, Month: 12, Day: 18}}
	case rules.AnswerSeen:
		s.Heard = &rules.Event{Kind: rules.Answered, At: december(7, 10), From: to, Certainty: rules.Likely,
			Mail: rules.SeenMail{From: to.String(), Subject: "Re: Thank you", Text: "Dear Sam, we are still deciding."}}
	case rules.Withdrawal:
		s.Heard = &rules.Event{Kind: rules.Stopped, At: december(9, 10)}
	case rules.StayInTouch:
		s.Hook = "congratulations on the new clinic in Leeds"
	}
	return s
}

// toPanel returns the first thank-you of the latest interview to everybody who was in it.
func toPanel(c rules.Case) rules.Step {
	s := step(c, rules.ThankYou)
	s.To = c.Latest().Interviewers
	return s
}

// due returns the step of a kind that is due at now, to that person and perhaps others.
func due(t testing.TB, c rules.Case, kind rules.Kind, to rules.Person, now time.Time) rules.Step {
	t.Helper()
	for _, s := range rules.Decide(c, policy, now).Steps {
		if s.Kind == kind && slices.ContainsFunc(s.To, to.Is) && !s.Due.After(now) {
			return s
		}
	}
	t.Fatalf("no %s to %s is due", kind, to)
	return rules.Step{}
}

// fourOnADay is a day of four interviews, each with somebody else.
func fourOnADay() rules.Case {
	c := and(acme(), december(1, 15), "", ann)
	c = and(c, december(1, 16), "", rules.Person{Name: "Bo Li"})
	c = and(c, december(1, 17), "how you plan weekends", rules.Person{Name: "Cy Day", Email: "cy@acme.test"})
	c.Interviews[0].DecisionBy, c.Interviews[0].Said = rules.Date{}, ""
	return c
}

// onePanel is an application with one interview with four people, one known only by name and one only by address.
func onePanel() rules.Case {
	c := acme()
	iv := &c.Interviews[0]
	iv.Topic, iv.DecisionBy = "", rules.Date{}
	iv.Interviewers = []rules.Person{jana, ann, {Name: "Bo Li"}, {Email: "cy@acme.test", Topic: "the triage at night"}}
	iv.Interviewers[0].Topic = "the new rota"
	return c
}

// twoRounds is an application with a second interview a week after the first, with Jana again and with Ann.
func twoRounds() rules.Case {
	c := and(acme(), december(8, 10), "the move to the new wing", jana, ann)
	c.Interviews[1].DecisionBy = rules.Date{Year: 2026, Month: 12, Day: 11}
	return c
}

// asked returns the case after a delivered update request, and the second request that quotes it.
func asked(c rules.Case, m *Composer, t testing.TB) (rules.Case, rules.Step) {
	first := step(c, rules.UpdateRequest)
	c = c.Deliver(first, december(8, 9))
	c.History.Reminders[0].Message = mustCompose(t, m, c, first, december(8, 9))
	s := step(c, rules.SecondRequest)
	s.Quotes, s.QuotesSentAt, s.Assumed = &c.History.Reminders[0], december(8, 9), true
	return c, s
}

// parsed is a reminder parsed by the standard library.
type parsed struct {
	header     mail.Header
	subject    string
	text, html string
	drafts     []attached
	earlier    *attached // the draft of before, if it came along
}

// attached is a draft that came with a reminder.
type attached struct {
	file   string
	header mail.Header
	fields map[string]string // the header decoded
	body   string
}

func parse(t testing.TB, raw []byte) parsed {
	t.Helper()
	msg := mustRead(t, raw)
	p := parsed{header: msg.Header, subject: decoded(t, msg.Header.Get("Subject"))}

	if kind, _, _ := mime.ParseMediaType(msg.Header.Get("Content-Type")); kind == "multipart/alternative" {
		p.addTexts(t, msg.Header.Get("Content-Type"), msg.Body) // it asks for an occasion, and has no draft
		return p
	}
	mixed := parts(t, msg.Header.Get("Content-Type"), "multipart/mixed", msg.Body)
	p.addTexts(t, mixed[0].header.Get("Content-Type"), bytes.NewReader(mixed[0].content))
	for _, part := range mixed[1:] {
		if d := parseDraft(t, part); d.file == "earlier.eml" {
			p.earlier = &d
		} else {
			p.drafts = append(p.drafts, d)
		}
	}
	return p
}

func parseDraft(t testing.TB, part part) attached {
	t.Helper()
	if got := part.header.Get("Content-Type"); got != "message/rfc822" {
		t.Fatalf("the attachment is %s", got)
	}
	_, params, err := mime.ParseMediaType(part.header.Get("Content-Disposition"))
	if err != nil {
		t.Fatal(err)
	}
	msg := mustRead(t, part.content)
	body, err := io.ReadAll(msg.Body)
	if err != nil {
		t.Fatal(err)
	}
	d := attached{file: params["filename"], header: msg.Header, body: lf(unquote(t, body)), fields: map[string]string{}}
	for name, values := range msg.Header {
		if len(values) != 1 {
			t.Errorf("the draft has %d fields %s", len(values), name)
		}
		d.fields[name] = decoded(t, values[0])
	}
	return d
}

func (p *parsed) addTexts(t testing.TB, contentType string, body io.Reader) {
	t.Helper()
	both := parts(t, contentType, "multipart/alternative", body)
	if len(both) != 2 {
		t.Fatalf("%d parts in multipart/alternative, want 2", len(both))
	}
	p.text, p.html = lf(unquote(t, both[0].content)), lf(unquote(t, both[1].content))
}

type part struct {
	header  mail.Header
	content []byte
}

func parts(t testing.TB, contentType, want string, body io.Reader) []part {
	t.Helper()
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != want {
		t.Fatalf("Content-Type %q is no %s: %v", contentType, want, err)
	}
	var list []part
	for r := multipart.NewReader(body, params["boundary"]); ; {
		p, err := r.NextRawPart() // which leaves the encoding alone
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(p)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, part{mail.Header(p.Header), content})
	}
}

func mustRead(t testing.TB, raw []byte) *mail.Message {
	t.Helper()
	msg, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return msg
}

func unquote(t testing.TB, content []byte) string {
	t.Helper()
	b, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(content)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func decoded(t testing.TB, field string) string {
	t.Helper()
	s, err := new(mime.WordDecoder).DecodeHeader(field)
	if err != nil {
		t.Fatalf("%q: %v", field, err)
	}
	return s
}

func lf(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
