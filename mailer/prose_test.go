package mailer

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestLead(t *testing.T) {
	for body, want := range map[string]string{
		"Dear Jo,\n\nthank you.\n\nSam": "Dear Jo, thank you. Sam",
		"":                              "",
		strings.Repeat("abcd ", 19) + "abcdefgh and more": strings.TrimSpace(strings.Repeat("abcd ", 19)) + " …",
		strings.Repeat("長", 101):                          strings.Repeat("長", 99) + "…",
	} {
		if got := lead(body); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		if n := utf8.RuneCountInString(lead(rapid.String().Draw(t, "body"))); n > maxLead+1 {
			t.Fatalf("%d characters", n)
		}
	})
}

func TestParagraphs(t *testing.T) {
	for body, want := range map[string][]paragraph{
		"":                  nil,
		"Dear Jo,\n\nyes.":  {{Lines: []string{"Dear Jo,"}}, {Lines: []string{"yes."}}},
		"Best,\nSam\n\n\n+": {{Lines: []string{"Best,", "Sam"}}, {Lines: []string{"+"}}},
		"I wrote:\n> Dear Jo,\n>\n> no.\n>Sam": {{Lines: []string{"I wrote:"}},
			{Quoted: [][]string{{"Dear Jo,"}, {"no.", "Sam"}}}},
		"> a\n\n> b\n> > c\nd": {{Quoted: [][]string{{"a"}, {"b", "> c"}}}, {Lines: []string{"d"}}},
	} {
		if got := paragraphs(body); !reflect.DeepEqual(got, want) {
			t.Errorf("%q:\ngot  %q\nwant %q", body, got, want)
		}
	}
}

var (
	aStyle     = regexp.MustCompile(`(?s)<style>.*</style>`)
	anAttr     = regexp.MustCompile(` (style|class)="[^"]*"`)
	blanks     = regexp.MustCompile(`\s+`)
	blankLines = regexp.MustCompile(`\n{3,}`)

	// attribution matches a line directly above a quotation, which HTML sets apart.
	attribution = regexp.MustCompile(`(?m)^([^>\n].*)\n> `)
)

// seen returns what a person reads who sees HTML without any CSS. Lines that are quoted begin with ">".
func seen(t testing.TB, html string) string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(anAttr.ReplaceAllString(aStyle.ReplaceAllString(html, ""), "")))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var text strings.Builder
	breaks := map[string]string{"p": "\n\n", "h2": "\n\n", "table": "\n\n", "ul": "\n\n", "li": "\n", "br": "\n"}
	quoted, unseen := false, false
	write := func(s string) {
		if quoted {
			s = strings.ReplaceAll(s, "\n", "\n> ")
		}
		text.WriteString(s)
	}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in:\n%s", err, html)
		}
		switch token := token.(type) {
		case xml.StartElement:
			quoted, unseen = quoted || token.Name.Local == "blockquote", unseen || token.Name.Local == "head"
			write(breaks[token.Name.Local])
		case xml.EndElement:
			quoted, unseen = quoted && token.Name.Local != "blockquote", unseen && token.Name.Local != "head"
			if name := token.Name.Local; name != "br" {
				write(breaks[name])
			}
		case xml.CharData:
			if !unseen {
				write(blanks.ReplaceAllString(string(token), " "))
			}
		}
	}
	return withoutGaps(text.String())
}

// withoutGaps returns a text without blanks at the ends of lines, and with one blank line between paragraphs.
func withoutGaps(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == ">" {
			line = ""
		}
		lines = append(lines, line)
	}
	text = strings.TrimSpace(strings.Join(lines, "\n"))
	return blankLines.ReplaceAllString(attribution.ReplaceAllString(text, "$1\n\n> "), "\n\n")
}

// TestTheHTMLReadsWellWithoutCSS: nothing of its meaning is in a style, because many mail programs drop some or all.
func TestTheHTMLReadsWellWithoutCSS(t *testing.T) {
	m := mustNew(t, config())
	for _, tt := range goldens(t, m) {
		t.Run(tt.name, func(t *testing.T) {
			msg := mustCompose(t, m, tt.c, tt.s, tt.now)
			text := seen(t, parse(t, msg.Bytes).html)
			wants := []string{"\n\nTell followup\n\n", ":\nfollowup sent ", "\n\nMore: followup show 7"}
			if tt.s.Kind.IsQuestion() {
				wants[1] = ":\nfollowup heard "
			}
			if tt.s.HasDraft() {
				if first := lead(msg.Drafts[0].Body); !strings.HasPrefix(text, first+"\n\n") {
					t.Errorf("want first %q", first)
				}
				var letters []string
				for i, d := range msg.Drafts {
					open := "Open in your mail app"
					if d.To.Email == "" {
						open = "Open, and add the address"
					}
					file := fileName(i, len(msg.Drafts))
					letters = append(letters, fmt.Sprintf("\n\nTo: %s\nSubject: %s\n\n%s\n\n%s\n\n"+
						"On a computer: Gmail · Outlook on the web · the attached %s\n\n",
						d.To, d.Subject, withoutGaps(d.Body), open, file))
					wants = append(wants, fmt.Sprintf("\n\n%s\n\n", open))
				}
				wants = slices.Concat(wants[3:], letters, wants[:3])
			}
			for at, rest := 0, text; at < len(wants); at++ {
				_, after, found := strings.Cut(rest, wants[at])
				if !found {
					t.Fatalf("want then %q in:\n%s", wants[at], rest)
				}
				rest = "\n\n" + after
			}
		})
	}
}
