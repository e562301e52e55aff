package letters

import (
	"errors"
	"io/fs"
	"iter"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
)

// lacking yields the facts without each subset of what remove removes, but no impossible combination.
func lacking(f Facts, source string, remove []func(*Facts)) iter.Seq[Facts] {
	var ways []lost
	for _, take := range remove {
		ways = append(ways, lost{take: take})
	}
	return func(yield func(Facts) bool) {
		_ = inOrder(f, ways, clashesIn(source), func(f Facts) (names, error) {
			if !yield(f) {
				return nil, errors.New("enough")
			}
			return nil, nil
		})
	}
}

// checkExplored explores a letter, and writes it with every combination of missing facts. It wants the same texts, and
// the same letters from them. It returns how many combinations there are, and how many of them were explored.
func checkExplored(t *testing.T, lang Language, kind rules.Kind, source string) (all, explored int) {
	t.Helper()
	s, err := parse(lang, fileName(kind), source)
	if err != nil {
		t.Fatal(err)
	}
	execute := func(f Facts) string {
		text, err := s.execute(f)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	want, got := map[string]bool{}, map[string]bool{}

	quick := (&checker{lang: lang}).inspect(kind, s, fileName(kind), source)
	quick.wrote = func(f Facts) {
		explored++
		got[execute(f)] = true
	}
	if err := quick.run(); err != nil {
		t.Fatal(err)
	}

	slow := (&checker{lang: lang}).inspect(kind, s, fileName(kind), source)
	slow.outline = quick.outline
	slow.wrote = func(f Facts) {
		all++
		text := execute(f)
		want[text] = true
		parts, outline, _, err := slow.write(f)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.alternatives) > 0 {
			diffParts(t, s.parts(text), parts)
		} else if outline != text {
			t.Fatalf("the outline is %q; want %q", outline, text)
		}
		slow.work = 0
	}
	if err := slow.through(inOrder); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("texts: -all +explored:\n%s", diff)
	}
	if !maps.Equal(slow.seen, quick.seen) {
		t.Errorf("%d letters of all combinations, %d of those explored; or others", len(slow.seen), len(quick.seen))
	}
	return all, explored
}

// diffParts wants the parts of a letter to be what the letter itself writes.
func diffParts(t *testing.T, want, got []part) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("%d parts; want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].line != w.line || len(got[i].group) != len(w.group) {
			t.Fatalf("part %d is %v; want %v", i, got[i], w)
		}
		for n, o := range w.group {
			if g := got[i].group[n]; g.line != o.line || g.text != o.text {
				t.Fatalf("the alternative is %d: %q; want %d: %q", g.line, g.text, o.line, o.text)
			}
		}
	}
}

// TestTheBuiltInLettersAreExplored: the check comes to whatever they can write.
func TestTheBuiltInLettersAreExplored(t *testing.T) {
	for _, code := range Languages() {
		for _, kind := range kinds {
			isLong := kind == rules.ThankYou || kind == rules.UpdateRequest || kind == rules.SecondRequest
			if testing.Short() && isLong {
				continue // thousands of combinations
			}
			t.Run(code+" "+string(kind), func(t *testing.T) {
				text, err := fs.ReadFile(In(code).Letters(), fileName(kind))
				if err != nil {
					t.Fatal(err)
				}
				all, explored := checkExplored(t, In(code), kind, string(text))
				t.Logf("%d of %d combinations", explored, all)
			})
		}
	}
}

func TestExplore(t *testing.T) {
	const head = "Subject: x\n\n{{.Salutation}},\n\nHello.\n"
	for _, tt := range []struct {
		name, text    string
		all, explored int
	}{
		{"nothing may be missing but the name", "", 2, 2},
		{"a fact", "{{if .Phone}}a{{end}}", 4, 4},
		{"one in a branch", "{{if .Late}}{{if .Met}}a{{end}}{{end}}", 8, 6},
		{"in the other branch", "{{if .Late}}a{{else}}{{if .Met}}a{{end}}{{end}}", 8, 6},
		{"behind another condition", "{{if .Late}}a{{else if .Met}}b{{else if .Again}}c{{end}}", 16, 8},
		{"in a branch of a branch", "{{if .Late}}{{if .Met}}{{if .Again}}a{{end}}{{end}}{{end}}", 16, 10},
		{"in two branches", "{{if .Late}}{{if .Met}}a{{end}}{{else}}{{if .Again}}a{{end}}{{end}}", 16, 8},
		{"one below with", "{{with .Phone}}{{.}}{{if $.Late}}a{{end}}{{end}}", 8, 6},
		{"all facts below with", "{{with .}}{{if .Phone}}{{if .Late}}a{{end}}{{end}}{{end}}", 8, 8},
		{"what is written anyway", "{{if .Late}}{{with .AnswerBy}}{{.}}{{end}}{{end}}{{.Closing}}", 16, 12},
		{"in a part that is called",
			`{{define "a"}}{{if .Met}}a{{end}}{{end}}{{if .Late}}{{template "a" .}}{{end}}`, 8, 6},
		{"in a part that is called with a fact",
			`{{define "a"}}{{if .}}a {{.}}{{end}}{{end}}{{if .Late}}{{template "a" .AnswerBy}}{{end}}`, 8, 6},
		{"in a part that is called with a fact, and has all",
			`{{define "a"}}{{$.AnswerBy}}{{end}}{{if .Late}}{{template "a" .}}{{end}}`, 8, 6},
		{"a variable", "{{$a := .AnswerBy}}{{if .Late}}{{with $a}}a{{end}}{{end}}", 8, 8},
		{"one that is set in a branch",
			"{{$a := `b`}}{{if .Late}}{{if .Met}}{{$a = .Role}}{{end}}{{end}}{{$a}}", 8, 6},
		{"one that is all facts", "{{$a := .}}{{if .Late}}{{if $a.Met}}a{{end}}{{end}}", 8, 8},
		{"a function", `{{if .Late}}{{printf "%.3s" .AnswerBy}}{{end}}{{if .Met}}{{len .AnswerBy}}{{end}}`, 16, 14},
		{"what excludes each other", "{{if .Late}}{{if .Topic}}a{{else if .TopicSentence}}b{{end}}{{end}}", 12, 12},
		{"what excludes each other in two branches",
			"{{if .Late}}{{if .Offer}}a{{end}}{{else}}{{if .NextRound}}b{{end}}{{end}}", 12, 10},
		{"help with nothing", "{{if .Late}}{{if .CanHelp}}a{{else if .Topic}}b{{end}}{{end}}", 16, 8},

		{"an alternative in a branch", "{{if .Late}}\n- a {{.Phone}}\n- b\n{{end}}\n{{.Phone}}", 8, 8},
		{"a fact of an alternative in a branch",
			"{{if .Late}}\n- a {{.AnswerBy}}\n- b\n{{else if .Met}}\n{{if .AnswerBy}}a{{end}}\n{{end}}", 16, 10},
		{"alternatives alone", "- a {{.Phone}}\n- b {{.AnswerBy}}\n- c", 2, 2},
		{"what is true or not in an alternative", "{{if .Late}}\n- a{{if .Met}} b{{end}}\n- c\n{{end}}", 8, 6},
		{"a variable in an alternative",
			"{{$a := `b`}}{{if .Met}}{{$a = `c`}}{{end}}\n{{if .Late}}\n- a {{$a}}\n- c\n{{end}}", 8, 8},
		{"a variable that depends on another",
			"{{$a := `b`}}{{if .Met}}{{$a = `c`}}{{end}}{{$c := $a}}{{with $c}}{{$c = print . $a}}{{end}}" +
				"\n- a {{$c}}\n- c\n", 4, 4},
		{"a part that an alternative calls",
			`{{define "a"}}{{slice . 3}}{{end}}` + "\n- a {{template \"a\" .Role}}\n- b", 2, 2},
		{"a part that has alternatives",
			`{{define "a"}}` + "\n- a {{.Phone}}\n- b\n{{end}}" +
				"{{if .Late}}\n- c {{template \"a\" .}}\n- d\n{{end}}{{.Phone}}", 8, 8},
		{"an alternative below with", "{{with .Phone}}\n- a {{.}}\n- b {{$.AnswerBy}}\n{{end}}", 4, 4},
		{"an alternative with everything",
			"{{if .Late}}\n- a {{len .Closing}}\n- b\n{{end}}{{if .Phone}}a{{end}}", 8, 8},
		{"an alternative that takes the blanks around it",
			"- {{- .Role}} a\n- b\n{{- if .Late}}\n- c\n{{- end}}", 4, 4},
		{"one behind such an action", "{{if .Late -}}\n\n- a\n- b\n{{end}}", 4, 4},
		{"braces in an alternative", "{{if .Phone}}d{{end}}\n- a {{if eq \"{{}}\" .Phone}}b{{end}}\n- b", 4, 4},
		{"a fact that clashes with one of an alternative",
			"{{if .Late}}{{if .Topic}}a{{end}}{{end}}\n- {{.TopicClause}}\n- b", 8, 8},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all, explored := checkExplored(t, lang, rules.ThankYou, head+strings.TrimSuffix(tt.text, "\n")+"\n")
			if all != tt.all || explored != tt.explored {
				t.Errorf("%d of %d combinations; want %d of %d", explored, all, tt.explored, tt.all)
			}
		})
	}
}
