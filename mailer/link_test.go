package mailer

import (
	htmlpkg "html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"followup/mailer/letters"
	"followup/mailer/mailto"
	"followup/rules"
)

// takeApart parses a mailto link strictly by RFC 6068.
func takeApart(t testing.TB, link string) (to, subject, body string) {
	t.Helper()
	rest, ok := strings.CutPrefix(link, "mailto:")
	if !ok {
		t.Fatalf("no mailto link: %s", link)
	}
	to, fields, _ := strings.Cut(rest, "?")
	values := map[string]string{}
	for field := range strings.SplitSeq(fields, "&") {
		name, value, _ := strings.Cut(field, "=")
		values[name] = unescape(t, value)
	}
	return unescape(t, to), values["subject"], values["body"]
}

func unescape(t testing.TB, s string) string {
	t.Helper()
	plain, err := url.PathUnescape(s) // which leaves "+" as it is, like mail apps
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func TestMailtoTakenApartGivesTheDraft(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		subject := strings.ReplaceAll(rapid.StringN(0, 60, 60).Draw(t, "subject"), "\r", "")
		body := strings.ReplaceAll(rapid.StringN(0, 200, 500).Draw(t, "body"), "\r", "")
		raw := mailto.Link("jo+tag&x@acme.test", subject, body)
		if strings.Trim(raw, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%:@?&=") != "" {
			t.Fatalf("a character that is not for a link: %q", raw)
		}
		rest := strings.SplitN(strings.TrimPrefix(raw, "mailto:"), "?", 2)
		to, err := url.PathUnescape(rest[0])
		if err != nil || to != "jo+tag&x@acme.test" {
			t.Fatalf("to is %q, %v", to, err)
		}
		values := url.Values{}
		if len(rest) == 2 {
			if values, err = url.ParseQuery(rest[1]); err != nil {
				t.Fatal(err)
			}
		}
		if got := lf(values.Get("subject")); got != subject {
			t.Fatalf("subject is %q", got)
		}
		if got := lf(values.Get("body")); got != body {
			t.Fatalf("body is %q", got)
		}
	})
}

func TestMailto(t *testing.T) {
	got := mailto.Link("jo+tag@acme.test", "a + b?", "one\ntwo & three\n\nümlaut")
	want := "mailto:jo%2Btag@acme.test?subject=a%20%2B%20b%3F&body=one%0D%0Atwo%20%26%20three%0D%0A%0D%0A%C3%BCmlaut"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := mailto.Link("", "hi", ""); got != "mailto:?subject=hi" {
		t.Errorf("without an address and a text: %s", got)
	}
}

func TestALinkKeepsToItsBudget(t *testing.T) {
	quote := "On Tue 8 Dec 2026, I wrote:\n> " + strings.Repeat("long-ago-", 200)
	long := strings.Repeat("a word ", 300)
	for _, tt := range []struct {
		name, text, quote, subject string
		wantBody, wantSubject      string
		fitting                    fitting
	}{
		{"all fits", "hello", "", "hi", "hello", "hi", fitsAll},
		{"the quote is left out first", "hello", quote, "hi", "hello", "hi", fitsNoQuote},
		{"then the text", long, "", "hi", "", "hi", fitsNoText},
		{"both the text and the quote", long, quote, "hi", "", "hi", fitsNoText},
		{"the subject is left out last", "hello", "", strings.Repeat("長", 250), "", "", fitsNoText},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := Draft{Letter: letters.Letter{Subject: tt.subject,
				Body: strings.TrimSpace(tt.text + "\n\n" + tt.quote)},
				withoutQuote: tt.text}
			s, fitting := link(mailto.Link, "jo@acme.test", d)
			if len(s) > maxLink {
				t.Errorf("%d characters", len(s))
			}
			_, subject, body := takeApart(t, s)
			if body != tt.wantBody || subject != tt.wantSubject || fitting != tt.fitting {
				t.Errorf("got %q, %q, %d", subject, body, fitting)
			}
		})
	}
}

// TestEveryLinkInAMailKeepsToTheBudget: in a reminder of each kind, those of an earlier draft included.
func TestEveryLinkInAMailKeepsToTheBudget(t *testing.T) {
	m := mustNew(t, config())
	links := map[rules.Kind]int{}
	for _, tt := range goldens(t, m) {
		mail := parse(t, mustCompose(t, m, tt.c, tt.s, tt.now).Bytes)
		for _, href := range aLink.FindAllStringSubmatch(mail.html, -1) {
			links[tt.s.Kind]++
			if url := htmlpkg.UnescapeString(href[1]); len(url) > maxLink {
				t.Errorf("%s: a link of %d characters", tt.name, len(url))
			}
		}
	}
	for _, kind := range rules.Kinds {
		if links[kind] == 0 && kind.HasLetter() {
			t.Errorf("no link is in a %s, or no mail is one", kind)
		}
	}
}

var aLink = regexp.MustCompile(`href="([^"]*)"`)

var button = regexp.MustCompile(`href="(mailto:[^"]*)"`)

func TestTheButtonOpensTheDraft(t *testing.T) {
	m := mustNew(t, config())
	c := acme()
	c.Interviews[0].Interviewers[0].Email = "jana+jobs@acme.test"
	msg := mustCompose(t, m, c, step(c, "thank-you"), december(1, 17))
	href := button.FindStringSubmatch(parse(t, msg.Bytes).html)
	if href == nil {
		t.Fatal("no button")
	}
	to, subject, body := takeApart(t, htmlpkg.UnescapeString(href[1]))
	if to != "jana+jobs@acme.test" || subject != msg.Drafts[0].Subject || lf(body) != msg.Drafts[0].Body {
		t.Errorf("it opens to %q, subject %q:\n%s", to, subject, body)
	}
}

// TestTheButtonOpensTheDraftWhateverIsInIt goes the whole way: facts of any text become a mail, the mail is parsed, the
// link is taken from its HTML, and the draft from the link.
func TestTheButtonOpensTheDraftWhateverIsInIt(t *testing.T) {
	m := mustNew(t, config())
	fits := 0
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringN(0, 40, 120)
		c := acme()
		iv := &c.Interviews[0]
		c.Company, c.Role = text.Draw(rt, "company"), text.Draw(rt, "role")
		iv.Topic, c.Fit, iv.Said = text.Draw(rt, "topic"), text.Draw(rt, "fit"), text.Draw(rt, "said")
		iv.Interviewers[0].Name = text.Draw(rt, "name")
		s := step(c, rapid.SampledFrom(rules.Kinds).Filter(rules.Kind.HasLetter).Draw(rt, "kind"))
		if s.Kind == rules.StayInTouch {
			s.Hook = "x" + text.Draw(rt, "hook")
		}
		msg := mustCompose(t, m, c, s, december(8, 9))
		p := checkForm(t, msg)
		href := button.FindStringSubmatch(p.html)
		if href == nil {
			rt.Fatal("no button")
		}
		to, subject, body := takeApart(t, htmlpkg.UnescapeString(href[1]))
		if to != "jana@acme.test" || subject != msg.Drafts[0].Subject {
			rt.Fatalf("it opens to %q, subject %q; want %q", to, subject, msg.Drafts[0].Subject)
		}
		if strings.Contains(p.html, "too long for a link") {
			return // this case is tested below
		}
		fits++
		if lf(body) != msg.Drafts[0].Body {
			rt.Fatalf("it opens with\n%q, the draft is\n%q", lf(body), msg.Drafts[0].Body)
		}
	})
	if fits == 0 {
		t.Error("not one draft fitted")
	}
}

func TestTheReminderSaysWhatALinkLeavesOut(t *testing.T) {
	m := mustNew(t, config())
	c := acme()
	c.Interviews[0].Topic = strings.Repeat("a long story of ", 200) + "a barn"
	html := parse(t, mustCompose(t, m, c, step(c, "thank-you"), december(1, 17)).Bytes).html
	if !strings.Contains(html, "it opens an empty email, so paste the text into it") {
		t.Error("nothing says that the button opens an empty email")
	}
}

// TestALinkWithoutTheQuoteDoesNotSpeakOfIt: the email it opens reads as if there had never been a quote.
func TestALinkWithoutTheQuoteDoesNotSpeakOfIt(t *testing.T) {
	m := mustNew(t, config())
	c, s := askedAtLength(m, t)
	msg := mustCompose(t, m, c, s, december(15, 9))
	if !strings.Contains(msg.Drafts[0].Body, "below") {
		t.Fatal("the draft itself does not say that the earlier email is below")
	}
	html := parse(t, msg.Bytes).html
	links := aLink.FindAllStringSubmatch(html, -1)
	for _, link := range links {
		if href := htmlpkg.UnescapeString(link[1]); strings.Contains(href, "below") ||
			!strings.Contains(href, "Senior%20Nurse") {
			t.Errorf("it opens %s", href)
		}
	}
	if len(links) < 3 {
		t.Errorf("%d links", len(links))
	}
}
