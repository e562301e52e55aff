package mailer

import (
	htmlpkg "html"
	"net/mail"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"followup/rules"
)

// foreign lists texts that others choose, and that run a command if a shell reads them.
var foreign = []string{
	`Jo\'; touch ran; #`, "$(touch ran)", "`touch ran`", "(touch ran)", `"; touch ran; "`, `'; touch ran; '`,
	"touch ran", "ran", "2", "--help", "Jo=touch", "a!!b", "Jo\ntouch ran",
}

// aCommand matches a command: words of the program's own, numbers, plain addresses, and "…" for what the user fills in.
var aCommand = regexp.MustCompile(`^followup [a-z]+ 7( [a-z0-9-]+)*` +
	`( --[a-z-]+ ([a-z0-9-]+|[a-z]+@acme\.test|"([0-9]+=|[a-z]+@acme\.test=)?…"|"… <…>"))*$`)

var (
	inText = regexp.MustCompile(`(?m)(?:^ +|: )(followup .*)$`)
	inHTML = regexp.MustCompile(`<code[^>]*>(.*?)</code>`)
)

// TestNoCommandHasForeignText: no command in any mail contains the name of a person or company, or a topic.
func TestNoCommandHasForeignText(t *testing.T) {
	m := mustNew(t, config())
	commands, texts := 0, foreign
	if testing.Short() {
		texts = foreign[:3]
	}
	for _, evil := range texts {
		for _, people := range [][]rules.Person{
			{}, {{Name: evil}}, {{Name: evil, Email: "jo@acme.test"}}, {{Email: "`touch`@acme.test"}},
			{{Name: evil},
				{Name: evil, Email: "jo@acme.test"}, {Email: "'$x'@acme.test"}, {Name: evil + "x", Email: evil}},
		} {
			c := acme()
			iv := &c.Interviews[0]
			c.Company, c.Role, iv.Topic, iv.Said, iv.Interviewers = evil, evil, "", "", people
			if len(people) > 1 {
				c.Contact = rules.Person{Name: evil + "c"}
			}
			requested, second := asked(c, m, t)
			ask := step(c, rules.StayInTouch)
			ask.Hook = ""
			steps := []rules.Step{second, ask}
			for _, kind := range rules.Kinds {
				for _, p := range people {
					s := step(c, kind)
					s.To = []rules.Person{p}
					steps = append(steps, s)
				}
				steps = append(steps, step(c, kind))
			}
			if len(people) > 1 {
				steps = append(steps, toPanel(c))
			}
			for _, s := range steps {
				p := parse(t, mustCompose(t, m, requested, s, december(15, 9)).Bytes)
				for _, found := range append(inText.FindAllStringSubmatch(p.text, -1),
					inHTML.FindAllStringSubmatch(p.html, -1)...) {
					commands++
					if line := htmlpkg.UnescapeString(found[1]); !aCommand.MatchString(line) {
						t.Errorf("%s to %+v has the command %s", s.Kind, s.To, line)
					}
				}
			}
		}
	}
	if commands < 1000*len(texts)/len(foreign) {
		t.Errorf("only %d commands were checked", commands)
	}
}

// TestALinkHasOneRecipient: a link has one recipient or none, whether its commas are read before or after decoding.
func TestALinkHasOneRecipient(t *testing.T) {
	hostile := []string{
		`"a,boss@now.test"@acme.test`, `"a;boss@now.test"@acme.test`, `"boss@now.test"@acme.test`,
		`"<boss@now.test>"@acme.test`, `"a\"b"@acme.test`, `"a b"@acme.test`,
		"jo@acme.test,boss@now.test", "jo@acme.test?cc=boss@now.test", "jo%2Cboss@acme.test", "jo&cc=boss@acme.test",
		"jo+tag@acme.test", "jo@[192.0.2.1]", "jo?bcc=x@acme.test",
	}
	for _, address := range hostile {
		checkOneRecipient(t, address)
	}
	local := rapid.StringOf(rapid.SampledFrom([]rune(`ab.+_-%&?=#/!$'*^{}|~,;:<>()[]\" @` + "é")))
	rapid.Check(t, func(t *rapid.T) {
		address := local.Draw(t, "local") + "@acme.test"
		if rapid.Bool().Draw(t, "quoted") {
			quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace
			address = `"` + quote(strings.TrimSuffix(address, "@acme.test")) + `"@acme.test`
		}
		checkOneRecipient(t, address)
	})
}

func checkOneRecipient(t rapid.TB, typed string) {
	t.Helper()
	var r shown
	r.addLinks(Draft{To: rules.Person{Email: typed}})
	to, fields, _ := strings.Cut(strings.TrimPrefix(string(r.Open.URL), "mailto:"), "?")
	if fields != "" {
		t.Errorf("%q: the link has the fields %s", typed, fields)
	}
	for _, link := range []string{string(r.Gmail), string(r.Outlook)} {
		u, err := url.Parse(link)
		if err != nil {
			t.Fatalf("%q: %v", typed, err)
		}
		decoded, err := url.PathUnescape(to)
		if err != nil || u.Query().Get("to") != decoded || u.Query().Get("cc")+u.Query().Get("bcc") != "" {
			t.Errorf("%q: %s is not to %q: %v", typed, link, decoded, err)
		}
	}
	decoded, err := url.PathUnescape(to)
	if err != nil {
		t.Fatalf("%q: %v", typed, err)
	}
	for _, list := range []string{to, decoded} {
		if strings.ContainsAny(list, `,;" <>`) || strings.Count(list, "@") > 1 {
			t.Errorf("%q: the link is to %q", typed, list)
		}
	}
	if a, err := mail.ParseAddress("<" + typed + ">"); decoded != "" && (err != nil || a.Address != decoded) {
		t.Errorf("%q: the link is to %q", typed, decoded)
	}
}
