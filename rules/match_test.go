package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// thanks is a draft that came to the user, with the subject "Thank you for today".
const thanks = `Dear Ms Smith,

Thank you for taking the time to see me today. I enjoyed our conversation and left with a clear idea of the job.

I was particularly interested in the new rota for the night shift. After ten years on a surgical ward, it is the sort of
thing I would like to help with.

I would be very glad to join you. If there is anything else you would like to know, please just ask.

Kind regards,
Sam Weber
`

// askingForNews is another, with the subject "My interview on 24 November".
const askingForNews = `Dear Ms Smith,

I interviewed with you for the engineer role on Tuesday, 24 November, and you hoped to decide by Friday, 4 December. May
I ask where things stand?

I am still very interested, not least because of the new rota we talked about. If you need anything from me, I will send
it straight away.

Kind regards,
Sam Weber
`

// The letter of thanks, as a user may send it.
var (
	aSentenceLess = strings.Replace(thanks,
		"I was particularly interested in the new rota for the night shift. ", "", 1)
	halfRewritten = `Dear Jo,

it was lovely to meet you and the team this morning, and to hear how the ward is run.

I was particularly interested in the new rota for the night shift. After ten years on a surgical ward, it is the sort of
thing I would like to help with.

Do call me whenever it suits you.

All the best
Sam
`
	rewritten = `Dear Jo,

it was lovely to meet you and the team this morning, and to hear how the ward is run. You asked about nights: I have
done them for years and prefer them. Do call me whenever it suits you.

All the best
Sam
`
	inGerman = `Liebe Frau Smith,

vielen Dank, dass Sie sich heute Zeit für mich genommen haben. Besonders der neue Dienstplan für die Nachtschicht hat
mich interessiert. Nach zehn Jahren auf einer chirurgischen Station helfe ich dabei gerne mit.

Mit freundlichen Grüßen
Sam Weber
`
)

const (
	me     = "sam@example.test"
	jo1    = "<jo-1@acme.test>"
	inTime = "2026-12-01 18:00"
)

// mailbox is a story whose drafts have come, and the mails of its user.
type mailbox struct {
	*story
	n     int
	mails []Mail
}

// newMailbox has the application 1, engineer at Acme, with an interview with Jo on 1 December from 14:00 on, and the
// thank-you, which came at 17:00.
func newMailbox(t *testing.T) *mailbox {
	b := &mailbox{story: newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 14:00", time.Hour)}
	b.comes(b.story, "2026-12-01 17:00", Key{Kind: ThankYou, InterviewID: 1}, jo, "Thank you for today", thanks)
	return b
}

// comes delivers a draft.
func (b *mailbox) comes(s *story, when string, k Key, to Person, subject, body string) {
	k.ApplicationID, k.Round = s.c.ID, 1
	s.c.History.Reminders = append(s.c.History.Reminders, Reminder{
		ID: int64(len(s.c.History.Reminders) + 1), Key: k, State: Delivered, SettledAt: b.at(when),
		Message: Message{Drafts: []Draft{{To: to, Subject: subject, Body: body}}},
	})
}

// a adds a mail.
func (b *mailbox) a(m Mail) *mailbox {
	b.n++
	if m.ID == "" {
		m.ID = fmt.Sprintf("<%d@mail.test>", b.n)
	}
	b.mails = append(b.mails, m)
	return b
}

// sent returns a mail in Sent, from the user to one person.
func (b *mailbox) sent(when string, to Person, subject, text string) Mail {
	return Mail{From: []Person{{Name: "Sam Weber", Email: me}}, To: []Person{to}, Subject: subject, Date: b.at(when),
		Folder: FolderSent, Text: text, HasText: true}
}

// got returns a mail in the inbox, which the user's own server vouches for.
func (b *mailbox) got(when string, from Person, subject string) Mail {
	return Mail{From: []Person{from}, To: []Person{{Email: me}}, Subject: subject, Date: b.at(when),
		Folder: FolderInbox, Text: "Dear Sam,\nwe are still deciding.\n", HasText: true, Authentic: true}
}

// found returns what the mails were taken for, as "1 sent thank-you to Jo Smith, sure".
func (b *mailbox) found(now string) (list []string) {
	var cases []Case
	for _, s := range append([]*story{b.story}, b.others...) {
		cases = append(cases, s.c)
	}
	m := NewMatcher(cases, []string{strings.ToUpper(me)}, b.at(now))
	wanted := slices.DeleteFunc(slices.Clone(b.mails), func(mail Mail) bool {
		mail.Text, mail.HasText = "", false
		return !m.Wants(mail)
	})
	for _, f := range m.Match(wanted) {
		e := f.Event
		what := fmt.Sprintf("%d %s", e.ApplicationID, e.Kind)
		if e.Note != "" {
			what += " " + string(e.Note) + " to " + e.To.Name
		}
		if e.From.Name != "" {
			what += " from " + e.From.Name
		}
		list = append(list, what+", "+string(e.Certainty))
	}
	return list
}

func TestWhatWasSent(t *testing.T) {
	const sure = "1 sent thank-you to Jo Smith, sure"
	for _, tt := range []struct {
		name string
		mail func(*mailbox)
		want string
	}{
		{"the draft as it came is sent",
			func(b *mailbox) { b.a(b.sent(inTime, jo, "Thank you for today", thanks)) }, sure},
		{"so is one without a sentence of it",
			func(b *mailbox) { b.a(b.sent(inTime, jo, "Thanks", aSentenceLess)) }, sure},
		{"and one of which half is new",
			func(b *mailbox) { b.a(b.sent(inTime, jo, "Thanks", halfRewritten)) }, sure},
		{"a signature and a quoted mail below it do not matter",
			func(b *mailbox) {
				b.a(b.sent(inTime, jo, "Re: Tuesday", thanks+"-- \nSam Weber, +49 170 555\n\n> Dear Sam,\n> see you\n"))
			}, sure},
		{"other words with the same subject are likely to be it",
			func(b *mailbox) { b.a(b.sent(inTime, jo, "thank you  for today", rewritten)) },
			"1 sent thank-you to Jo Smith, likely"},
		{"but not in an answer, whose subject is that of what it answers",
			func(b *mailbox) { b.a(b.sent(inTime, jo, "Re: Thank you for today", rewritten)) },
			"1 wrote thank-you to Jo Smith, perhaps"},
		{"other words with another subject may be it",
			func(b *mailbox) { b.a(b.sent(inTime, jo, "Tuesday", rewritten)) },
			"1 wrote thank-you to Jo Smith, perhaps"},
		{"so may another language",
			func(b *mailbox) { b.a(b.sent(inTime, jo, "Vielen Dank", inGerman)) },
			"1 wrote thank-you to Jo Smith, perhaps"},
		{"a mail whose text cannot be read is judged by its subject",
			func(b *mailbox) {
				m := b.sent(inTime, jo, "Thank you for today", "")
				m.HasText = false
				b.a(m)
			}, "1 sent thank-you to Jo Smith, likely"},
		{"the same letter to another person is another letter",
			func(b *mailbox) { b.a(b.sent(inTime, ann, "Thank you for today", thanks)) }, ""},
		{"an interviewer in Cc has got it", func(b *mailbox) {
			m := b.sent(inTime, ann, "Thank you for today", thanks)
			m.Cc = []Person{jo}
			b.a(m)
		}, sure},
		{"an address is the same in capitals",
			func(b *mailbox) { b.a(b.sent(inTime, Person{Email: "JO@acme.test"}, "Thanks", thanks)) }, sure},
		{"the user's own copy was sent to nobody",
			func(b *mailbox) { b.a(b.sent(inTime, Person{Email: me}, "Thank you for today", thanks)) }, ""},
		{"what somebody else put into Sent was not sent", func(b *mailbox) {
			m := b.sent(inTime, jo, "Thank you for today", thanks)
			m.From = []Person{ann}
			b.a(m)
		}, ""},
		{"nor was what a program wrote", func(b *mailbox) {
			m := b.sent(inTime, jo, "Thank you for today", thanks)
			m.Automatic = AutoSubmitted
			b.a(m)
		}, ""},
		{"a copy in the inbox proves nothing", func(b *mailbox) {
			m := b.sent(inTime, jo, "Thank you for today", thanks)
			m.Folder = FolderInbox
			b.a(m)
		}, ""},
		{"a mail from before the draft is not the draft",
			func(b *mailbox) { b.a(b.sent("2026-12-01 16:50", jo, "Thank you for today", thanks)) }, ""},
		{"but clocks differ by some minutes",
			func(b *mailbox) { b.a(b.sent("2026-12-01 16:58", jo, "Thank you for today", thanks)) }, sure},
		{"a mail without a date is not taken for anything", func(b *mailbox) {
			m := b.sent(inTime, jo, "Thank you for today", thanks)
			m.Date = time.Time{}
			b.a(m)
		}, ""},
		{"a second copy of it says nothing new", func(b *mailbox) {
			b.a(b.sent(inTime, jo, "Thank you for today", thanks))
			b.a(b.sent("2026-12-01 18:05", jo, "Thank you for today", thanks))
		}, sure},
		{"nor does the same mail in another folder", func(b *mailbox) {
			m := b.sent(inTime, jo, "Thank you for today", thanks)
			m.ID = "<one@mail.test>"
			b.a(m).a(m)
		}, sure},
		{"what the user said was sent gets its real date and words", func(b *mailbox) {
			b.tell("2026-12-01 19:00", Event{Kind: Sent, Note: ThankYou, To: jo, Round: 1})
			b.a(b.sent(inTime, jo, "Thank you for today", thanks))
		}, sure},
		{"what the user said about it makes other words mean nothing", func(b *mailbox) {
			b.tell("2026-12-01 17:30", Event{Kind: Sent, Note: ThankYou, To: jo, Round: 1})
			b.a(b.sent(inTime, jo, "Tuesday", rewritten))
		}, ""},
		{"of two drafts it is the one whose words it has", func(b *mailbox) {
			b.comes(b.story, "2026-12-08 09:00", Key{Kind: UpdateRequest}, jo, "My interview", askingForNews)
			b.a(b.sent("2026-12-08 10:00", jo, "Question", askingForNews))
		}, "1 sent update-request to Jo Smith, sure"},
		{"of two applications with one person, too", func(b *mailbox) {
			o := b.another(7, "designer", "2026-12-01 16:00", jo)
			b.others = append(b.others, o)
			b.comes(o, "2026-12-01 17:30", Key{Kind: ThankYou, InterviewID: 7}, jo, "Thank you", askingForNews)
			b.a(b.sent(inTime, jo, "Thanks", thanks))
		}, sure},
		{"a subject that two drafts have says nothing", func(b *mailbox) {
			o := b.another(7, "designer", "2026-12-01 16:00", jo)
			b.others = append(b.others, o)
			b.comes(o, "2026-12-01 17:30", Key{Kind: ThankYou, InterviewID: 7}, jo, "Thank you for today",
				askingForNews)
			b.a(b.sent(inTime, jo, "Thank you for today", rewritten))
		}, "7 wrote thank-you to Jo Smith, perhaps"},
		{"somebody without an address is found by name, if the words are the draft's", func(b *mailbox) {
			b.c.History.Reminders[0].Message.Drafts[0].To = li
			b.iv().Interviewers = []Person{li}
			b.a(b.sent(inTime, Person{Name: "Wei, Li", Email: "li@acme.test"}, "Thanks", thanks))
		}, "1 sent thank-you to Li Wei, sure"},
		{"a hiring team is whoever has the company's address, if the words are the draft's", func(b *mailbox) {
			b.c.History.Reminders[0].Message.Drafts[0].To, b.iv().Interviewers = Person{}, nil
			b.a(b.sent(inTime, Person{Email: "jobs@mail.acme.test"}, "Thanks", thanks))
			b.a(b.sent(inTime, Person{Email: "jobs@bolt.test"}, "Thanks", thanks))
			b.a(b.sent(inTime, Person{Email: "jobs@acme.test"}, "Tuesday", rewritten))
		}, "1 sent thank-you to , sure"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newMailbox(t)
			tt.mail(b)
			if got := strings.Join(b.found("2026-12-15 12:00"), "; "); got != tt.want {
				t.Errorf("found %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWhatWasAnswered(t *testing.T) {
	const (
		likely  = "1 answered from Jo Smith, likely"
		perhaps = "1 answered, perhaps"
		when    = "2026-12-03 10:00"
	)
	reply := func(b *mailbox, from Person) Mail {
		b.a(b.sent(inTime, jo, "Thank you for today", thanks))
		m := b.got(when, from, "Re: Thank you for today")
		m.References = []string{"<old@x.test>", b.mails[0].ID}
		return m
	}
	for _, tt := range []struct {
		name string
		mail func(*mailbox)
		want string
	}{
		{"a reply to a note that was sent is an answer, whoever wrote it", func(b *mailbox) {
			m := reply(b, Person{Name: "Kim", Email: "kim@gmail.com"})
			m.Authentic = false
			b.a(m)
		}, "1 sent thank-you to Jo Smith, sure; 1 answered, sure"},
		{"an interviewer's reply names them", func(b *mailbox) { b.a(reply(b, jo)) },
			"1 sent thank-you to Jo Smith, sure; 1 answered from Jo Smith, sure"},
		{"so does In-Reply-To alone", func(b *mailbox) {
			m := reply(b, jo)
			m.References, m.InReplyTo = nil, []string{b.mails[0].ID}
			b.a(m)
		}, "1 sent thank-you to Jo Smith, sure; 1 answered from Jo Smith, sure"},
		{"a mail from an interviewer after the interview is likely one",
			func(b *mailbox) { b.a(b.got(when, jo, "Your application")) }, likely},
		{"anybody could have written it if the server does not vouch for the sender", func(b *mailbox) {
			m := b.got(when, jo, "Your application")
			m.Authentic = false
			b.a(m)
		}, perhaps},
		{"a name alone anybody could have, too", func(b *mailbox) {
			b.iv().Interviewers = []Person{li}
			b.c.History.Reminders = nil
			b.a(b.got(when, Person{Name: "Li Wei", Email: "li@gmail.com"}, "Hello"))
		}, perhaps},
		{"an archive is as good as the inbox, and so is junk", func(b *mailbox) {
			m := b.got(when, jo, "Your application")
			m.Folder = FolderJunk
			b.a(m)
		}, likely},
		{"a colleague's mail may be one",
			func(b *mailbox) { b.a(b.got(when, Person{Email: "hr@mail.acme.test"}, "Your application")) }, perhaps},
		{"everybody has an address at a mail provider", func(b *mailbox) {
			b.iv().Interviewers = []Person{{Email: "jo@gmail.com"}}
			b.a(b.got(when, Person{Email: "kim@gmail.com"}, "Your application"))
		}, ""},
		{"a system for applicants that names the company may be one", func(b *mailbox) {
			b.a(b.got(when, Person{Name: "The Acme team", Email: "no-reply@us.greenhouse-mail.io"}, "News"))
			b.a(b.got(when, Person{Name: "Bolt", Email: "no-reply@us.greenhouse-mail.io"}, "News"))
		}, perhaps},
		{"before the interview it answers nothing",
			func(b *mailbox) { b.a(b.got("2026-12-01 10:00", jo, "The room")) }, ""},
		{"nor with an interview ahead", func(b *mailbox) {
			b.joins("2026-12-10 14:00", jo)
			b.a(b.got(when, jo, "The room"))
		}, ""},
		{"nor after they said no", func(b *mailbox) {
			b.tell("2026-12-02 10:00", Event{Kind: Rejected})
			b.a(b.got(when, jo, "All the best"))
		}, ""},
		{"a program's mail is no answer", func(b *mailbox) {
			m := b.got(when, jo, "Your application")
			m.Automatic = Bulk
			b.a(m)
		}, ""},
		{"that somebody is away is no answer, and is noted", func(b *mailbox) {
			m := b.got(when, jo, "Out of office")
			m.Automatic, m.OutOfOffice = AutoSubmitted, true
			b.a(m)
		}, "1 away from Jo Smith, likely"},
		{"a stranger's mail is none",
			func(b *mailbox) { b.a(b.got(when, Person{Email: "kim@bolt.test"}, "Hello")) }, ""},
		{"the user's own is none", func(b *mailbox) { b.a(b.got(when, Person{Email: me}, "Your application")) }, ""},
		{"nor is one from two people, of whom a program shows one", func(b *mailbox) {
			m := b.got(when, jo, "Your application")
			m.From = append(m.From, ann)
			b.a(m)
		}, ""},
		{"of two applications with one person a reply is about that whose mail it names", func(b *mailbox) {
			o := b.another(7, "designer", "2026-12-01 16:00", jo)
			b.others = append(b.others, o)
			b.comes(o, "2026-12-01 17:30", Key{Kind: ThankYou, InterviewID: 7}, jo, "Thank you", askingForNews)
			b.a(reply(b, jo))
		}, "1 sent thank-you to Jo Smith, sure; 1 answered from Jo Smith, sure"},
		{"otherwise that whose role the subject names", func(b *mailbox) {
			b.others = append(b.others, b.another(7, "designer", "2026-12-01 16:00", jo))
			b.a(b.got(when, jo, "The designer role"))
		}, "7 answered from Jo Smith, likely"},
		{"or whose draft it answers", func(b *mailbox) {
			b.others = append(b.others, b.another(7, "designer", "2026-12-01 16:00", jo))
			b.a(b.got(when, jo, "AW: Thank you for today"))
		}, likely},
		{"otherwise it may be about both, and both are asked about", func(b *mailbox) {
			b.others = append(b.others, b.another(7, "designer", "2026-12-01 16:00", jo))
			b.a(b.got(when, jo, "Your application"))
		}, "7 answered from Jo Smith, likely; " + likely},
		{"somebody who writes a thousand mails is noted ten times", func(b *mailbox) {
			for range 1000 {
				b.a(b.got(when, Person{Email: "x@acme.test"}, "Hello"))
			}
		}, strings.TrimSuffix(strings.Repeat(perhaps+"; ", 10), "; ")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newMailbox(t)
			tt.mail(b)
			if got := strings.Join(b.found("2026-12-15 12:00"), "; "); got != tt.want {
				t.Errorf("found %q, want %q", got, tt.want)
			}
		})
	}
}

// What was seen in one look is not seen again in the next, even after it was taken back.
func TestAMailIsTakenForSomethingOnce(t *testing.T) {
	b := newMailbox(t)
	b.a(b.sent(inTime, jo, "Thank you for today", thanks)).a(b.got("2026-12-03 10:00", jo, "Your application"))
	m := NewMatcher([]Case{b.c}, []string{me}, b.at("2026-12-15 12:00"))
	found := m.Match(b.mails)
	if len(found) != 2 {
		t.Fatalf("found %+v, want two", found)
	}
	b.c.History.Events = append(b.c.History.Events, found[0].Event)
	b.c.History.TakenBack = append(b.c.History.TakenBack, found[1].Event)
	if again := b.found("2026-12-15 12:05"); len(again) != 0 {
		t.Errorf("the next look finds %q again", again)
	}
}

// A date that cannot be right neither hides an answer nor puts it into the future.
func TestTheDateOfAMailIsNotTrusted(t *testing.T) {
	b := newMailbox(t)
	now := b.at("2026-12-15 12:00")
	b.a(b.sent(inTime, jo, "Thank you for today", thanks))
	for _, date := range []time.Time{{}, b.at("1999-01-01 00:00"), b.at("2035-01-01 00:00")} {
		m := b.got("2026-12-03 10:00", jo, "Re: Thank you for today")
		m.InReplyTo, m.Date = []string{b.mails[0].ID}, date
		b.a(m)
	}
	found := NewMatcher([]Case{b.c}, []string{me}, now).Match(b.mails)
	if len(found) != 4 {
		t.Fatalf("found %+v, want four", found)
	}
	for i, want := range []time.Time{now, b.at(inTime), now} {
		if got := found[i+1].Event.At; !got.Equal(want) {
			t.Errorf("the answer with the date %s is from %s, want %s", b.mails[i+1].Date, got, want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Dear Sam,\n\n we decided.\n", "Dear Sam, we decided."},
		{"see https://evil.test/x?y and www.evil.test", "see [link] and [link]"},
		{"see evil.test/login or evil.test, or mail jo@acme.test", "see [link] or evil[.]test, or mail jo@acme[.]test"},
		{"a.b.evil.test EVIL.TEST", "a.b[.]evil[.]test EVIL[.]TEST"},
		{"Paypal-Login.Com, Jo@Evil.Test", "Paypal-Login[.]Com, Jo@Evil[.]Test"}, // programs link them in any case
		{"ev\u200bil.te\u200bst \u202etxet", "evil[.]test txet"},
		{"Danke.Wir melden uns, z. B. am 3.12. um 9.30 Uhr", "Danke[.]Wir melden uns, z. B. am 3.12. um 9.30 Uhr"},
		{"javascript:alert(1) MAILTO:x@y.test", "[link] [link]"},
		{"\xff\x00ok", "\uFFFD ok"},
		{strings.Repeat("word ", 100), strings.TrimSpace(strings.Repeat("word ", 60)) + "…"},
	} {
		if got := Excerpt(tt.text); got != tt.want {
			t.Errorf("Excerpt(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
	if n := len([]rune(Excerpt(strings.Repeat("x", 1<<20)))); n != maxExcerpt {
		t.Errorf("a long text has %d characters, want %d", n, maxExcerpt)
	}
}

// TestHowMuchALetterKeeps has the figures behind the limit, as docs/rules.md gives them.
func TestHowMuchALetterKeeps(t *testing.T) {
	toAnn := strings.NewReplacer("Ms Smith", "Ms Lee", "the new rota for the night shift", "the pilot in Leeds").
		Replace(thanks)
	for _, tt := range []struct {
		what, mail string
		from, to   float64
	}{
		{"as it came", thanks, 1, 1},
		{"with a signature and a quoted mail", "> Dear Sam,\n> see you\n" + thanks + "Tel. 0170\n", 1, 1},
		{"a sentence less", aSentenceLess, 0.7, 0.9},
		{"half of it rewritten", halfRewritten, 0.3, 0.5},
		{"rewritten", rewritten, 0, 0.1},
		{"in another language", inGerman, 0, 0.05},
		{"to another person, about another topic", toAnn, 0.7, 0.9},
		{"another letter to the same person", askingForNews, 0, 0.3},
	} {
		kept := keptWords(thanks, tt.mail)
		t.Logf("%s: %.0f %%", tt.what, 100*kept)
		if kept < tt.from || kept > tt.to {
			t.Errorf("%s: it keeps %.2f, want %.2f to %.2f", tt.what, kept, tt.from, tt.to)
		}
	}
	if kept := keptWords("Hi\n", "Hi\n"); kept != 0 {
		t.Errorf("a draft of one word is kept by %.2f; it proves nothing", kept)
	}
}
