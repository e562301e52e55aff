package letters

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
)

// written returns the letters that a source makes, with the first, second … of each group of alternatives.
func written(t *testing.T, source string, f Facts) (list []Letter) {
	t.Helper()
	s, err := parse(lang, "thank-you.txt", source)
	if err != nil {
		t.Fatal(err)
	}
	for n, most := 0, 1; n < most; n++ {
		l, err := s.write(f, func(group []option, _ string) option {
			most = max(most, len(group))
			return group[n%len(group)]
		})
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, l)
	}
	return list
}

func TestFormat(t *testing.T) {
	full, bare := sample(lang), sample(lang)
	bare.Topic, bare.TopicSentence, bare.Fit, bare.FitSentence, bare.Late, bare.Phone = "", "", "", "", false, ""
	bare.FitNext = ""
	for _, tt := range []struct {
		name, source string
		f            Facts
		want         []string // the subject and the body of each
	}{
		{"one of a group is taken", "Subject: x\n\n- a\n- b\n", full, []string{"x|a", "x|b"}},
		{"and of subjects", "Subject: x\nSubject: y\n\n- a\n- b\n- c\n", full, []string{"x|a", "y|b", "x|c"}},
		{"groups are joined to a paragraph", "Subject: x\n\n- a.\n+ b.\n* c.\n- d.\n", full, []string{"x|a. b. c. d."}},
		{"a blank line ends it", "Subject: x\n\n- a.\n\n- b.\n- c.\n", full, []string{"x|a.\n\nb.", "x|a.\n\nc."}},
		{"a line without a bullet stands as it is", "Subject: x\n\nHi,\n- a.\n+ b.\nBye\n", full,
			[]string{"x|Hi,\na. b.\nBye"}},
		{"conditions vanish with their lines", "Subject: x\n\n{{if .Late}}\n- a.\n{{else}}\n- b.\n{{end}}\n+ c.\n",
			full, []string{"x|a. c."}},
		{"whatever they are",
			"Subject: x\n\n  {{if .Late}}\n- a.\n  {{else if .Met}}\n- b.\n  {{ else -}}\n- e.\n  {{end}}\n+ c.\n",
			bare, []string{"x|b. c."}},
		{"so that a group may go on behind one", "Subject: x\n\n- a\n{{if .Late}}\n- b\n{{end}}\n- c\n", full,
			[]string{"x|a", "x|b", "x|c"}},
		{"a condition may choose a subject",
			"{{if .Late}}\nSubject: x\n{{else}}\nSubject: y\nSubject: z\n{{end}}\n\n- a\n", bare,
			[]string{"y|a", "z|a"}},
		{"a comment is no line", "{{/* about */}}\nSubject: x\n\n- a.\n{{/* more */}}\n+ b.\n", full,
			[]string{"x|a. b."}},
		{"nor is what a letter defines", "Subject: x\n\n{{$a := .Topic}}\n- a {{$a}}.\n+ b.\n", full,
			[]string{"x|a the new rota. b."}},
		{"a fact that is not known leaves an alternative out", "Subject: x\n\n- a {{.Topic}}\n- b\n", bare,
			[]string{"x|b"}},
		{"and one that is known is named", "Subject: x\n\n- a {{.Topic}}\n- b\n- c {{stop .Topic}}\n", full,
			[]string{"x|a the new rota", "x|c the new rota."}},
		{"as many as are known", "Subject: x\n\n- a {{.Topic}}\n- b {{.Topic}} {{.Fit}}\n- c\n", full,
			[]string{"x|b the new rota ten years of shift planning"}},
		{"a company, which is always known, is none of them", "Subject: x\n\n- a {{.Company}}\n- b\n", full,
			[]string{"x|a Acme Inc.", "x|b"}},
		{"nor is what is true or not", "Subject: x\n\n- a{{if .Late}} late{{end}}\n- b\n", bare,
			[]string{"x|a", "x|b"}},
		{"a group may be left out", "Subject: x\n\n- a.\n+ b {{.Topic}}.\n* c.\n", bare, []string{"x|a. c."}},
		{"and its paragraph", "Subject: x\n\n- a.\n\n- b {{.Topic}}.\n\n- c.\n", bare, []string{"x|a.\n\nc."}},
		{"a subject that names what is not known", "Subject: {{.Topic}}\nSubject: x\n\n- a\n", bare, []string{"x|a"}},
		{"a fact of several lines stays one", "Subject: x\n\n- a\n\n{{.Closing}}\n", full,
			[]string{"x|a\n\nKind regards,\nSam Weber\n+49 30 1234567"}},
		{"also in an alternative", "Subject: x\n\n- a {{.Quote}}\n- b\n", full,
			[]string{"x|a On Tue 8 Dec 2026, I wrote:\n> Dear Jo Smith,"}},
		{"a part that is called for",
			"Subject: x\n\n{{define \"a\"}}\n- a {{.Role}}\n- b\n{{end}}\n{{template \"a\" .}}\n+ c\n", full,
			[]string{"x|a Senior Nurse c", "x|b c"}},
		{"a bullet in a fact is none", "Subject: x\n\n{{.Hook}}\n- a\n- b\n", Facts{Hook: "- hook"},
			[]string{"x|- hook\na", "x|- hook\nb"}},
		{"a bullet needs a blank", "Subject: x\n\n-a\n-b\n- c\n", full, []string{"x|-a\n-b\nc"}},
		{"CR LF", "Subject: x\r\n\r\n- a\r\n- b\r\n", full, []string{"x|a", "x|b"}},
		{"marks in a file are ignored", "Subject: x\n\n- a\x01\x03b\n- c\x02\n", full, []string{"x|ab", "x|c"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, l := range written(t, tt.source, tt.f) {
				got = append(got, l.Subject+"|"+l.Body)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestALetterWithoutAlternativesIsNotMarked: it reads as it did before there were any, byte for byte.
func TestALetterWithoutAlternativesIsNotMarked(t *testing.T) {
	const source = "Subject: {{.Role}}\n{{/* - */ -}}\n{{if .Late}}\nlate\n{{end}}\n" +
		" -\x02 no bullet\n{{.Company}}- x\x01\n"
	marked, alternatives, err := mark("x", source)
	if err != nil || marked != source || alternatives != nil {
		t.Errorf("got %q, %v, %v", marked, alternatives, err)
	}
	got := written(t, source, sample(lang))
	if want := "late\n\n -\x02 no bullet\nAcme Inc.- x\x01"; len(got) != 1 || got[0].Body != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestFaultsOfAlternatives are found whatever is taken, and named by their lines.
func TestFaultsOfAlternatives(t *testing.T) {
	const head = "Subject: x\nSubject: y\n\n{{.Salutation}},\n\n"
	for _, tt := range []struct{ name, text, want string }{
		{"the last of a group", head + "- a\n- b\n- see [x]\n",
			"thank-you.txt:8: the draft contains “[x]”, which looks unfinished"},
		{"one that is taken only if a fact is missing", head + "- a {{.Topic}}\n- see [x]\n",
			"thank-you.txt:7: the draft contains “[x]”, which looks unfinished, without .Topic"},
		{"one that names fewer facts than another", head + "- a {{.Topic}} {{.DecisionBy}}\n- b [x] {{.Topic}}\n",
			"thank-you.txt:7: the draft contains “[x]”"},
		{"one below a condition", head + "{{if .Late}}\n- b\n{{else}}\n- a\n- see [x]\n{{end}}\n",
			"thank-you.txt:10: the draft contains “[x]”"},
		{"a subject", "Subject: x\nSubject: [y]\n\n{{.Salutation}}", "thank-you.txt:2: the draft contains “[y]”"},
		{"what two make together", head + "- go {{.Day}}\n- again on\n+ {{.Day}} we met\n",
			"the draft contains “on on”"},
		{"a fact that the line around it does not test for", head + "- a\n\nabout {{.Topic}}, yes\n",
			"thank-you.txt:1: the draft contains “about ,”, which has a hole in it, without .Topic"},
		{"an unknown fact", head + "- a\n- b {{.Topik}}\n", "thank-you.txt:7:6: there is no field .Topik"},
		{"half a condition", head + "- a {{if .Late}}\n- b {{end}}\n",
			"thank-you.txt:6: an alternative is one line; this one has an {{if}} without its {{end}}"},
		{"a subject that may be left out", "Subject: {{.Topic}}\nSubject: {{.Fit}}\n\n{{.Salutation}}",
			"thank-you.txt:1: the subject is empty"},
		{"no subject", "{{.Salutation}},\n\n- a\n- b\n",
			`thank-you.txt:1: begins with "Dear Jo Smith,"; expected "Subject: …"`},
		{"nothing that can be taken", "Subject: x\nSubject: y\n\n- {{.Topic}}\n", "there is no text below the subject"},
		{"a name that was written into it", "Subject: x\n\nDear Jo Smith,\n\n- a\n- b\n",
			"thank-you.txt:3: the draft names “Jo Smith”, whoever it is to, without .Name"},
		{"an alternative that greets nobody", "Subject: x\n\n- {{.Salutation}},\n- Hello,\n\nthanks",
			"the draft does not name Jo Smith"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(lang, writeLetter(t, "thank-you.txt", tt.text))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v; want %s", err, tt.want)
			}
		})
	}
}

// TestEachAlternativeIsChecked with every combination of missing facts with which it can be taken.
func TestEachAlternativeIsChecked(t *testing.T) {
	const source = "Subject: x\nSubject: y {{.Name}}\n\n{{.Salutation}},\n\n{{if .Late}}\n- a {{.Topic}}\n" +
		"- b {{.Fit}} {{.DecisionBy}}\n- c\n{{end}}\n+ d\n+ e {{.Fit}}\n* f {{.Phone}}\n* g\n"
	s, err := parse(lang, "x", source)
	if err != nil {
		t.Fatal(err)
	}
	c := checker{lang: lang}
	in := c.inspect(rules.ThankYou, s, "x", source)
	// laidOut has the parts of a letter, and the alternatives among which it has a choice: with the same, the
	// other facts have no effect.
	laidOut := func(f Facts) (parts []part, choices string) {
		text, err := s.execute(f)
		if err != nil {
			t.Fatal(err)
		}
		subject, body := s.layout(text)
		parts = append(body, subject)
		return parts, f.Salutation + in.choices(parts, f)
	}
	all := []func(*Facts){func(f *Facts) { f.Salutation, f.Name = lang.Salutation("", ""), "" }}
	for _, m := range missing {
		if isNamed(m.fields, source) {
			all = append(all, m.take)
		}
	}
	want, got, combinations := map[string]bool{}, map[string]bool{}, 0
	for f := range lacking(sampleFor(lang, rules.ThankYou), source, all) {
		combinations++
		parts, choices := laidOut(f)
		for _, p := range parts {
			for _, o := range takable(p.group, f) {
				want[o.text+choices] = true
			}
		}
	}
	in.taken = func(o option, f Facts) {
		_, choices := laidOut(f)
		got[o.text+choices] = true
	}
	if err := in.run(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if combinations != 64 || len(want) < 100 {
		t.Errorf("only %d combinations, %d alternatives in them", combinations, len(want))
	}
}

// TestChoice: which alternative is taken.
func TestChoice(t *testing.T) {
	s, err := parse(lang, "x",
		"Subject: x\n\n- Thank you for {{.Topic}} today. All the best.\n- I enjoyed our talk.\n"+
			"- As to {{.Topic}}, it was good to hear of {{stop .Topic}} Bye for now.\n")
	if err != nil {
		t.Fatal(err)
	}
	take := func(c Choice) string {
		f := sample(lang)
		f.Topic = "the wards"
		text, err := s.execute(f)
		if err != nil {
			t.Fatal(err)
		}
		_, body := s.layout(text)
		for i := range body {
			for j := range body[i].group {
				body[i].group[j].facts = nil // any can be taken
			}
		}
		return assemble(body, f, c.of)
	}
	const (
		thanks  = "Thank you for the wards today. All the best."
		enjoyed = "I enjoyed our talk."
		good    = "As to the wards, it was good to hear of the wards. Bye for now."
	)
	other := func(text string) string {
		return "A subject\nDear Jo,\n\n" + strings.ReplaceAll(text, "the wards", "Dr. No’s new plan") + " And more."
	}
	for _, tt := range []struct {
		name string
		c    Choice
		want string
	}{
		{"the one that was not sent before", Choice{Earlier: []string{other(enjoyed), other(good)}}, thanks},
		{"another", Choice{Earlier: []string{other(thanks), other(good)}}, enjoyed},
		{"the third", Choice{Earlier: []string{other(thanks) + other(enjoyed)}}, good},
		{"half of one counts", Choice{Earlier: []string{"Dear Jo,\n\nBye for now.\n", "x\n" + other(enjoyed)}}, thanks},
		{"the oldest of all", Choice{Earlier: []string{other(good), other(thanks), other(enjoyed)}}, enjoyed},
		{"the oldest of all, whatever others have",
			Choice{Earlier: []string{other(good), other(thanks), other(enjoyed)}, Beside: []string{enjoyed}}, enjoyed},
		{"what nobody has beside it", Choice{Beside: []string{other(good), other(thanks)}}, enjoyed},
		{"of those that were not sent before", Choice{Earlier: []string{other(good)}, Beside: []string{other(thanks)}},
			enjoyed},
		{"words in another sentence do not count",
			Choice{Earlier: []string{"x\n\nHe said that I enjoyed our talk.", other(good), other(thanks)}}, enjoyed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.TrimSpace(take(tt.c)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	t.Run("anybody's, when all are taken beside it", func(t *testing.T) {
		count := map[string]int{}
		for i := range 100 {
			beside := []string{other(thanks), other(enjoyed), other(good)}
			count[take(Choice{Seed: fmt.Sprint(i), Beside: beside})]++
		}
		if len(count) != 3 {
			t.Errorf("%v; want each of three", count)
		}
	})
	t.Run("each has its turn, and always the same one", func(t *testing.T) {
		count := map[string]int{}
		for i := range 300 {
			first, second := take(Choice{Seed: fmt.Sprint(i)}), take(Choice{Seed: fmt.Sprint(i)})
			count[first]++
			if second != first {
				t.Errorf("%q the first time, %q the second time", first, second)
			}
		}
		for text, n := range count {
			if n < 60 {
				t.Errorf("%q %d times of 300", text, n)
			}
		}
		if len(count) != 3 {
			t.Errorf("%d of 3", len(count))
		}
	})
}

// TestASubjectOfFactsIsNotTakenTwice: a subject without words of its own counts as said if it stands above a letter.
func TestASubjectOfFactsIsNotTakenTwice(t *testing.T) {
	s, err := parse(lang, "x", "Subject: {{.Role}}\nSubject: {{.Role}} at {{.Company}}\n\nHello.\n")
	if err != nil {
		t.Fatal(err)
	}
	f := sample(lang)
	for i := range 20 {
		c := Choice{Seed: fmt.Sprint(i)}
		first, err := s.write(f, c.of)
		if err != nil {
			t.Fatal(err)
		}
		c.Beside = []string{first.Subject + "\n" + first.Body}
		if second, err := s.write(f, c.of); err != nil || second.Subject == first.Subject {
			t.Errorf("%q twice, %v", second.Subject, err)
		}
	}
}

// TestLettersOfThePage: the examples in docs/letters.md are letters that are accepted.
func TestLettersOfThePage(t *testing.T) {
	page, err := os.ReadFile("../../docs/letters.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?s)\n```\n(Subject:.*?)```\n").FindAllStringSubmatch(string(page), -1)
	for _, block := range examples {
		if _, err := Load(lang, writeLetter(t, "undecided-reply.txt", block[1])); err != nil {
			t.Error(err)
		}
	}
	if len(examples) != 2 {
		t.Errorf("%d letters, want 2", len(examples))
	}
}
