package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/term"
)

// An exampleWorld runs the examples of the documentation, each one minute after the previous one.
type exampleWorld struct {
	t    *testing.T
	now  time.Time
	home string
	db   string
}

// wakingHours returns a moment on each day of a week, each at a different waking hour. With -short, these are a Monday
// and a Sunday.
func wakingHours() (moments []time.Time) {
	for i := range 7 {
		if !testing.Short() || i%6 == 0 {
			moments = append(moments, time.Date(2026, 12, 7+i, 8+i, 30, 0, 0, time.UTC))
		}
	}
	return moments
}

// allHours returns moments on each day of a week: just after midnight, in the morning, and late in the evening. With
// -short, each day has one of these. Examples that name a weekday are read differently at each of them.
func allHours() (moments []time.Time) {
	for i := range 7 {
		for j, minutes := range []int{30, 9*60 + 30, 23 * 60} {
			if testing.Short() && i%3 != j {
				continue
			}
			moments = append(moments, time.Date(2026, 12, 7+i, 0, minutes, 0, 0, berlin))
		}
	}
	return moments
}

// berlin is the zone of the examples' config in December.
var berlin = time.FixedZone("CET", 60*60)

// weekdayNamed matches an example that names a weekday.
var weekdayNamed = regexp.MustCompile(`(?i)\b(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b`)

// atEach calls try at each of the moments, with a home directory that has the files that the examples
// name.
func atEach(t *testing.T, moments []time.Time, try func(w *exampleWorld)) {
	for _, now := range moments {
		t.Run(now.Format("Mon 15:04"), func(t *testing.T) {
			w := &exampleWorld{t: t, now: now, home: t.TempDir()}
			w.db = filepath.Join(w.home, "followup.db")
			t.Setenv("HOME", w.home)
			t.Setenv("VISUAL", "")
			t.Setenv("EDITOR", `sed -i "s/^Dear/Good day,/"`)
			t.Chdir(w.home)
			w.file("config.toml", "[user]\nname = \"Sam Weber\"\nemail = \"sam@example.org\"\n"+
				"[schedule]\ntimezone = \"Europe/Berlin\"\n[smtp]\nhost = \"smtp.example.org\"\n")
			t.Setenv("FOLLOWUP_CONFIG", filepath.Join(w.home, "config.toml"))
			event := "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\n" +
				"UID:1@globex.test\nDTSTAMP:20261201T120000Z\nDTSTART:20261215T090000Z\nDTEND:20261215T100000Z\n" +
				"SUMMARY:Interview: nurse at Globex\n" +
				"ORGANIZER;CN=Max Kay:mailto:max@globex.test\nEND:VEVENT\nEND:VCALENDAR\n"
			w.file("invitation.ics", event)
			w.file("calendar/event.ics", event)
			w.file("public/followup.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n")
			w.file("jobs.csv", "Firma,role,start,Notiz\nInitech,tester,2026-12-04 10:00,nice\n")
			try(w)
		})
	}
}

func (w *exampleWorld) file(name, text string) {
	w.t.Helper()
	path := filepath.Join(w.home, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// run runs a line that begins with "followup", and fails the test if the program fails.
func (w *exampleWorld) run(line string) {
	w.t.Helper()
	var said bytes.Buffer
	now := w.now
	w.now = w.now.Add(time.Minute)
	a := &world{
		Terminal: &term.Terminal{In: strings.NewReader(""), Out: &said, Err: &said},
		clock:    func() time.Time { return now },
	}
	args := append(exampleWords(line, w.home)[1:], "--db", w.db)
	if code := a.run(w.t.Context(), args); code != 0 {
		w.t.Errorf("%s: exit code %d\n%s", line, code, said.String())
	}
}

var exampleWord = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"|(\S+)`)

// exampleWords splits an example as a shell would, up to a comment or a redirection. Examples quote whole words only.
func exampleWords(line, home string) (words []string) {
	for _, match := range exampleWord.FindAllStringSubmatch(line, -1) {
		word := match[1] + match[2]
		if match[2] != "" && strings.ContainsRune("#<>", rune(word[0])) {
			break
		}
		if rest, inHome := strings.CutPrefix(word, "~/"); inHome {
			word = filepath.Join(home, rest)
		}
		words = append(words, word)
	}
	return words
}

// exampleLines returns the examples in a text: lines that begin with the program's name.
func exampleLines(text string) (lines []string) {
	text = strings.ReplaceAll(text, "\\\n", " ")
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "followup ") {
			lines = append(lines, line)
		}
	}
	return lines
}

// TestExamplesOfPages runs the commands of each page in order, like a reader who types them all on one day.
func TestExamplesOfPages(t *testing.T) {
	for _, page := range []struct{ path, from string }{{"README.md", "## Use"}, {"docs/daily-use.md", ""}} {
		t.Run(page.path, func(t *testing.T) {
			_, text, found := strings.Cut(readPage(t, page.path), page.from)
			lines := exampleLines(text)
			if !found || len(lines) < 10 {
				t.Fatalf("the page has the examples %q", lines)
			}
			moments := wakingHours()
			if slices.ContainsFunc(lines, weekdayNamed.MatchString) {
				moments = append(moments, allHours()...)
			}
			atEach(t, moments, func(w *exampleWorld) {
				for _, line := range lines {
					if !strings.HasPrefix(line, "followup status") { // it exits with 1, as no daemon runs
						w.run(line)
					}
				}
			})
		})
	}
}

// notHere lists the commands whose examples need a terminal, a mail server, a daemon or a machine of their own.
var notHere = map[string]bool{
	"followup": true, "followup config": true, "followup config check": true, "followup config init": true,
	"followup demo": true, "followup login": true, "followup once": true,
	"followup restore": true, "followup resume": true, "followup retry": true, "followup run": true,
	"followup status":    true,
	"followup test-mail": true,
}

// timed matches an example with a day or a time in it.
var timed = regexp.MustCompile(`--(at|until|on|said|decision-by) | snooze `)

// TestExamplesOfHelp runs each example of each command on applications with the numbers that they name.
func TestExamplesOfHelp(t *testing.T) {
	var examples []string
	var collect func(cmd *cobra.Command)
	collect = func(cmd *cobra.Command) {
		if !notHere[cmd.CommandPath()] {
			examples = append(examples, exampleLines(cmd.Example)...)
		}
		for _, sub := range cmd.Commands() {
			collect(sub)
		}
	}
	collect(rootCommand(&world{Terminal: &term.Terminal{}}))
	examples = slices.DeleteFunc(examples, func(s string) bool {
		return s == "followup add" || s == "followup remove 7" // they ask
	})
	moments := wakingHours() // all on the first day, then only those with a day or time in them
	runOnCopies(t, moments[:1], examples, regexp.MustCompile(""))
	runOnCopies(t, moments[1:], examples, timed)
	runOnCopies(t, allHours(), examples, weekdayNamed)
}

// runOnCopies runs those of the examples that match, at each of the moments, each on a database of its own.
func runOnCopies(t *testing.T, moments []time.Time, examples []string, matching *regexp.Regexp) {
	atEach(t, moments, func(w *exampleWorld) {
		now := w.now
		// Made only if an example needs it, because it takes longer than the example.
		made := func(name string, days int) func() []byte {
			return sync.OnceValue(func() []byte {
				later := w.now
				w.now = now
				database := w.applications(name, now.AddDate(0, 0, -days))
				if w.now.Before(later) {
					w.now = later
				}
				return database
			})
		}
		recent, older := made("recent", 1), made("older", 8) // the thank-yous of the recent ones are due
		for i, example := range examples {
			if !matching.MatchString(example) {
				continue
			}
			prepared := older
			if command := strings.Fields(example)[1]; command == "sent" || command == "skip" ||
				strings.Contains(example, "--draft") {
				prepared = recent
			}
			database := prepared()
			w.db = filepath.Join(w.home, strconv.Itoa(i)+".db")
			if err := os.WriteFile(w.db, database, 0o600); err != nil {
				w.t.Fatal(err)
			}
			if strings.Contains(example, "--accepted") { // there must be an offer
				w.run("followup heard 7 offer")
			}
			w.run(example)
		}
	})
}

// applications returns a database of ten applications, each with an interview at the given time. The seventh was
// edited, so that there is something to undo.
func (w *exampleWorld) applications(name string, at time.Time) []byte {
	w.t.Helper()
	w.db = filepath.Join(w.home, name+".db")
	table := "company,role,start,with,main contact\n"
	for i := range 10 {
		table += fmt.Sprintf("Firm %d,nurse,%s,Jo Smith <jo@acme.test>,Pat Lee <pat@agency.test>\n", i+1,
			at.Format("2006-01-02 15:04"))
	}
	w.file("applications.csv", table)
	w.run("followup import applications.csv")
	w.run(`followup edit 7 --topic "the rotas"`)
	database, err := os.ReadFile(w.db)
	if err != nil {
		w.t.Fatal(err)
	}
	return database
}
