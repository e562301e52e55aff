package letters

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestStepsOfBranches: only one branch of a condition is taken, so only the longer one counts.
func TestStepsOfBranches(t *testing.T) {
	count := func(text string) int {
		s, err := parse(lang, "x", "Subject: x\n\n"+text)
		if err != nil {
			t.Fatal(err)
		}
		return s.steps
	}
	const long = "{{.Role}}{{.Company}}"
	for _, cond := range []string{"if", "with"} {
		alone := count("{{" + cond + " .Topic}}" + long + "{{end}}")
		shorter := count("{{" + cond + " .Topic}}" + long + "{{else}}{{.Role}}{{end}}")
		longer := count("{{" + cond + " .Topic}}{{.Role}}{{else}}" + long + "{{end}}")
		if alone != shorter || alone != longer {
			t.Errorf("%s takes %d, %d and %d steps; want the same", cond, alone, shorter, longer)
		}
	}
}

// TestLettersThatTakeTooLong: what would keep the check, the reload and the daemon busy, or fill the memory, is
// refused with its place and the reason.
func TestLettersThatTakeTooLong(t *testing.T) {
	const head = "Subject: x\n\n{{.Salutation}},\n\n"
	var defines strings.Builder
	for i := range 40 {
		fmt.Fprintf(&defines, "{{define \"%d\"}}{{template \"%d\"}}{{template \"%d\"}}{{end}}", i, i+1, i+1)
	}
	allFacts := "{{.Topic}}{{.TopicSentence}}{{.Address}}{{.Phone}}{{.Fit}}{{.FitSentence}}{{.Late}}{{.Met}}" +
		"{{.Offer}}{{.NextRound}}{{.DecisionBy}}{{.AnswerBy}}{{.Again}}{{.NextDate}}{{.ThreadSubject}}{{.HeardDay}}" +
		"{{.HeardFrom}}{{.WroteDay}}{{.Dates}}{{.Roughly}}\n{{.Quote}}"
	for _, row := range []struct{ why, text, want string }{
		{"it repeats something very often", head + "{{range 900000000000000000}}{{end}}",
			"thank-you.txt:5:8: a letter has no lists for {{range}} to go through; use {{if}} or {{with}}"},
		{"or as often as a fact says", head + "{{range .Late}}x{{end}}", "thank-you.txt:5:8: a letter has no lists"},
		{"or in a branch that no fact leads to",
			head + "{{if false}}{{with 1}}{{else}}{{range 9}}{{end}}{{end}}{{end}}",
			"thank-you.txt:5:38: a letter has no lists"},
		{"or in a part that it calls for", head + `{{define "a"}}{{range 9}}{{end}}{{end}}{{template "a"}}`,
			"a letter has no lists"},
		{"it comes back to itself", head + `{{define "a"}}{{template "a"}}{{end}}{{template "a"}}`,
			`thank-you.txt:5:25: {{template "a"}} comes back to itself`},
		{"by way of another",
			head + `{{define "a"}}{{template "b"}}{{end}}{{define "b"}}{{template "a"}}{{end}}{{template "a"}}`,
			`comes back to itself`},
		{"or from its beginning", head + `{{template "DIR/thank-you.txt" .}}`, `comes back to itself`},
		{"each part calls for two of the next", head + defines.String() + `{{template "0"}}`,
			"the letter goes on for more than 10000 steps"},
		{"it is long", head + strings.Repeat("{{if .Topic}}{{end}}", 4000),
			"the letter goes on for more than 10000 steps; write a shorter one"},
		{"a text is doubled and doubled again",
			head + "{{$a := .Name}}" + strings.Repeat(`{{$a = printf "%s%s" $a $a}}`, 30),
			"error calling printf: cannot put together 2052 bytes; expected at most 2048"},
		{"by another function", head + "{{$a := .Name}}" + strings.Repeat(`{{$a = print $a $a}}`, 30),
			"error calling print: cannot put together 4096 bytes; expected at most 2048"},
		{"or by one that spells it out", head + "{{$a := `<`}}" + strings.Repeat(`{{$a = html $a}}`, 3000),
			"more than 10000 steps"},
		{"a number is filled up with blanks", head + `{{printf "%999999999d" 1}}`,
			`thank-you.txt:5:2: executing "thank-you.txt" at <printf "%999999999d" 1>: error calling printf: ` +
				`cannot write "%999999999d"; expected verbs such as %s and %-20s`},
		{"as another number says", head + `{{printf "%*d" 999999999 1}}`, `cannot write "%*d"`},
		{"or with digits", head + `{{printf "%.999999999f" 1.0}}`, `cannot write "%.999999999f"`},
		{"one text is filled in many times", head + `{{printf "%[1]s%[1]s" .Name}}`, `cannot write "%[1]s%[1]s"`},
		{"all facts are written at once", head + `{{print .}}`,
			"cannot write a letters.Facts; expected texts and numbers"},
		{"it comes to much",
			`{{define "a"}}` + strings.Repeat("x", 4000) + "{{end}}" + head + strings.Repeat(`{{template "a"}}`, 100),
			"thank-you.txt: comes to more than 131072 bytes"},
		{"the file is long", head + strings.Repeat("x", maxFile), "thank-you.txt: is longer than 131072 bytes"},
		{"so many facts may be missing that there is no end of combinations", head + allFacts,
			"thank-you.txt: takes too long to write with every combination of its facts; name fewer, or write less"},
		{"it is nested deeply", head + "{{" + strings.Repeat("(", 30000), "thank-you.txt:5"},
		{"in another way", head + strings.Repeat("{{if .Topic}}", 4000) + strings.Repeat("{{end}}", 1000),
			"thank-you.txt:5: unexpected end"},
	} {
		t.Run(row.why, func(t *testing.T) {
			if testing.Short() && row.text == head+allFacts {
				t.Skip("the work goes up to its limit, which takes seconds")
			}
			dir := t.TempDir()
			path := filepath.Join(dir, "thank-you.txt")
			if err := os.WriteFile(path, []byte(strings.ReplaceAll(row.text, "DIR", dir)), 0o644); err != nil {
				t.Fatal(err)
			}
			_, err := Load(lang, dir)
			if err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), dir+"/", ""), row.want) ||
				!strings.Contains(err.Error(), path) {
				t.Errorf("%.500v; want %s", err, row.want)
			}
		})
	}
}

// TestWhatIsNoFile is neither waited for nor read.
func TestWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("/dev/zero", filepath.Join(dir, "thank-you.txt")); err != nil {
		t.Skip(err)
	}
	if _, err := Load(lang, dir); err == nil || !strings.Contains(err.Error(), "thank-you.txt: is no file") {
		t.Error(err)
	}
}

// TestWhatALetterMayPutTogether: the functions of the template package do what they do elsewhere.
func TestWhatALetterMayPutTogether(t *testing.T) {
	for text, want := range map[string]string{
		`{{printf "%s, %-5s%q %d %5.1f %t %c%%" .Name "x" "y" 7 2.5 true 'z'}}`: `Jo Smith, x    "y" 7   2.5 true z%`,

		`{{print "a" 0 "b"}}{{println "c" "d"}}`:                                          "a0bc d",
		`{{html "<&>"}} {{urlquery "a b"}} {{js "'"}}`:                                    `&lt;&amp;&gt; a+b \'`,
		`{{define "a"}}{{.}}!{{end}}{{template "a" .Name}}{{template "a" .Role}}`:         "Jo Smith!Senior Nurse!",
		`{{block "a" .Name}}{{.}}?{{end}}`:                                                "Jo Smith?",
		`{{slice .Name 0 2}} {{len .Name}} {{with .Topic}}{{.}}{{end}} {{index .Name 0}}`: "Jo 8 the new rota 74",
	} {
		tmpl, err := parse(lang, "x", "Subject: x\n\n"+text)
		if err != nil {
			t.Fatal(err)
		}
		if letter, err := tmpl.write(sample(lang), Choice{}.of); err != nil || letter.Body != want {
			t.Errorf("%s is %q, %v; want %q", text, letter.Body, err, want)
		}
	}
}

// TestTheBuiltInLettersAreFarFromTheLimits, so that there is room for one's own. They pass what the user's own have to,
// with every combination of missing facts.
func TestTheBuiltInLettersAreFarFromTheLimits(t *testing.T) {
	for _, code := range Languages() {
		t.Run(code, func(t *testing.T) {
			lang := In(code)
			c := checker{lang: lang}
			for _, kind := range kinds {
				text, err := fs.ReadFile(lang.Letters(), fileName(kind))
				if err != nil {
					t.Fatal(err)
				}
				tmpl, err := parse(lang, fileName(kind), string(text))
				if err != nil {
					t.Fatal(err)
				}
				share := 8
				if code != "en" { // their words agree with each other, in more branches
					share = 4
				}
				if tmpl.steps > maxSteps/share || len(text) > maxFile/share {
					t.Errorf("%s: %d steps, %d bytes", kind, tmpl.steps, len(text))
				}
				if err := c.check(kind, tmpl, fileName(kind), string(text)); err != nil {
					t.Error(err)
				}
			}
			if c.work > maxWork/3 {
				t.Errorf("checking them is %d of %d", c.work, maxWork)
			}
			t.Logf("checking them is %d of %d", c.work, maxWork)
		})
	}
}

// maxAllocated is more than what writing any letter takes.
const maxAllocated = 16 << 20

// checkBounded writes whatever letter a text makes, and wants it to be refused, or to take no more than it may.
func checkBounded(t rapid.TB, text string) {
	t.Helper()
	tmpl, err := parse(lang, "x", text)
	if err != nil {
		return
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	letter, err := tmpl.write(sample(lang), Choice{}.of)
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > maxAllocated {
		t.Errorf("writing it took %d bytes", n)
	}
	if len(letter.Body) > maxLetter {
		t.Errorf("it has %d bytes", len(letter.Body))
	}
	if err != nil && strings.Contains(err.Error(), "exceeded maximum template depth") {
		t.Error(err)
	}
}

// pieces are what letters are made of, and what makes them grow.
var pieces = []string{
	"Subject: x\n\n", "{{.Salutation}}", "{{if .Topic}}", "{{else}}", "{{end}}", "{{with $x := .Name}}", "{{end}}",
	`{{define "a"}}`, `{{define "b"}}`, `{{block "c" .}}`,
	`{{template "a" .}}`, `{{template "b" .}}`, `{{template "c"}}`, "{{$a := .Name}}", "{{$a := .Quote}}",
	`{{$a = printf "%s%s" $a $a}}`, "{{$a = print $a $a $a $a}}", "{{$a = html $a}}",
	"{{$a}}", `{{printf "%99s" $a}}`, `{{$a | js | html | urlquery | println | printf "%q"}}`, "{{range .Late}}",
	"{{range 9}}", "{{and .Late (or .Topic .Fit)}}", "{{stop .Topic}}", "{{re $a}}",
	"{{capital .Topic}}", "{{slice $a 0 3}}", `{{.Gaps "thank-you"}}`, "{{len .}}", "{{call .Closing}}",
	"{{/* .Fit */}}", "{{- -}}", strings.Repeat("{{$a = print $a $a}}", 40),
	strings.Repeat(`{{template "a" .}}`, 100),
}

func TestNoLetterTakesMoreThanItMay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkBounded(t, strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "pieces"), ""))
	})
}

// FuzzLetter writes any text as a letter.
func FuzzLetter(f *testing.F) {
	for _, p := range pieces {
		f.Add("Subject: x\n\n{{$a := .Name}}" + p)
	}
	for _, kind := range kinds {
		text, err := fs.ReadFile(lang.Letters(), fileName(kind))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) <= maxFile {
			checkBounded(t, text)
		}
	})
}
