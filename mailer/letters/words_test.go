package letters

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"followup/rules"
	"followup/rules/people"
)

// factNames are the struct's fields and the one method that a template may use.
func factNames() []string {
	names := []string{"Closing"}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Facts]()) {
		if f.IsExported() {
			names = append(names, f.Name)
		}
	}
	return names
}

func TestDay(t *testing.T) {
	interview := time.Date(2026, 12, 1, 14, 0, 0, 0, berlin) // a Tuesday
	for _, tt := range []struct {
		name string
		now  time.Time
		loc  *time.Location
		// what it is in a letter that goes out at once, and in one that may wait until tomorrow
		want, waiting string
	}{
		{"the same day", interview.Add(3 * time.Hour), berlin, "today", "on Tuesday"},
		{"the last minute of the day", time.Date(2026, 12, 1, 23, 59, 0, 0, berlin), berlin, "today", "on Tuesday"},
		{"the next day, hours later", time.Date(2026, 12, 2, 0, 0, 0, 0, berlin), berlin, "yesterday", "on Tuesday"},
		{"two days later", interview.AddDate(0, 0, 2), berlin, "on Tuesday", "on Tuesday"},
		{"five days later", interview.AddDate(0, 0, 5), berlin, "on Tuesday", "on Tuesday"},
		{"six days later, when it may be read on a Tuesday", interview.AddDate(0, 0, 6), berlin, "on Tuesday",
			"on 1 December"},
		{"a week later, when Tuesday would be today", interview.AddDate(0, 0, 7), berlin, "on 1 December",
			"on 1 December"},
		{"the next year", interview.AddDate(0, 0, 40), berlin, "on 1 December 2026", "on 1 December 2026"},
		{"before it", interview.AddDate(0, 0, -1), berlin, "on 1 December", "on 1 December"},
		{"where it was already tomorrow", time.Date(2026, 12, 1, 17, 0, 0, 0, berlin), mustLoad("Pacific/Auckland"),
			"today", "on Wednesday"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := day(lang, interview, tt.now, tt.loc, true); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := day(lang, interview, tt.now, tt.loc, false); got != tt.waiting {
				t.Errorf("where it may wait: got %q, want %q", got, tt.waiting)
			}
		})
	}
}

// TestDayOfANoteThatMayWait: the words for the day of an interview of Tuesday, 1 December, 14:00 to 15:00 in Berlin.
func TestDayOfANoteThatMayWait(t *testing.T) {
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 12, day, hour, minute, 0, 0, berlin) }
	const tokyo = "Asia/Tokyo" // eight hours ahead
	for _, tt := range []struct {
		name          string
		zone          string // of the interview
		now, deadline time.Time
		want          string
	}{
		{"a thank-you that may wait until tomorrow", "", at(1, 17, 0), at(2, 15, 0), "on Tuesday"},
		{"one that is late and may wait for two days", "", at(2, 16, 0), at(4, 15, 0), "on Tuesday"},
		{"its last call, with two hours to go", "", at(2, 13, 0), at(2, 15, 0), "yesterday"},
		{"a deadline in the last minute of the day", "", at(1, 17, 0), at(1, 23, 59), "today"},
		{"a deadline at midnight is tomorrow's", "", at(1, 17, 0), at(2, 0, 0), "on Tuesday"},
		{"no deadline", "", at(1, 15, 0), time.Time{}, "today"},
		{"the last minute that is not late", "", at(1, 21, 59), time.Time{}, "today"},
		{"two hours before midnight", "", at(1, 22, 0), time.Time{}, "on Tuesday"},
		{"after midnight it is yesterday, all day long", "", at(2, 0, 0), time.Time{}, "yesterday"},
		{"the evening after", "", at(2, 22, 30), time.Time{}, "on Tuesday"},
		{"late in the evening at the place of the interview, not at the user's", tokyo, at(1, 14, 30), time.Time{},
			"on Tuesday"},
		{"late in the evening at the user's, not there", tokyo, at(1, 22, 30), time.Time{}, "on Tuesday"},
		{"late at neither", tokyo, at(1, 13, 59), time.Time{}, "today"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := jo()
			c.Interviews[0].Zone = tt.zone
			s := step(c, rules.ThankYou)
			s.Deadline = tt.deadline
			if f := gather(c, s, sam, berlin, tt.now); f.Day != tt.want {
				t.Errorf("got %q, want %q", f.Day, tt.want)
			}
		})
	}
}

// TestAnOpenDayIsNotNamed: a thank-you that may go out today or tomorrow says neither, in any language.
func TestAnOpenDayIsNotNamed(t *testing.T) {
	c := jo()
	s := step(c, rules.ThankYou)
	now := time.Date(2026, 12, 1, 17, 0, 0, 0, berlin)
	s.Deadline = time.Date(2026, 12, 2, 15, 0, 0, 0, berlin)
	for _, code := range Languages() {
		l, err := Load(In(code), "")
		if err != nil {
			t.Fatal(err)
		}
		f := l.Gather(c, s, s.To[0], sam, berlin, now)
		for n := range 200 {
			letter, err := l.Write(rules.ThankYou, f, Choice{Seed: fmt.Sprint(n)})
			if err != nil {
				t.Fatal(err)
			}
			text := strings.ReplaceAll(letter.Subject+"\n"+letter.Body, f.Date, "DATE")
			if strings.Contains(text, f.Day) || strings.Contains(text, "  ") || oddStop.MatchString(text) ||
				letter.Subject != strings.TrimSpace(letter.Subject) || len(letter.Faults) > 0 {
				t.Fatalf("%s names the day, or leaves a hole where it was: %q", code, text)
			}
		}
	}
}

// oddStop matches a blank before a stop, or two stops.
var oddStop = regexp.MustCompile(` [.,;:]|[.,;:]{2}`)

// TestDaysOfALateRequest: the day of an answer and that of the previous request are worded with the same care.
func TestDaysOfALateRequest(t *testing.T) {
	c := jo()
	c.History.Events = []rules.Event{undecided(time.Date(2026, 12, 8, 10, 0, 0, 0, berlin), rules.Date{})}
	for hour, want := range map[int]string{21: "today", 22: "on Tuesday"} {
		f := gather(c, quoting(step(c, rules.SecondRequest)), sam, berlin,
			time.Date(2026, 12, 8, hour, 0, 0, 0, berlin))
		if f.HeardDay != want || f.WroteDay != want {
			t.Errorf("at %d:00: heard %s, wrote %s; want %s", hour, f.HeardDay, f.WroteDay, want)
		}
	}
}

func TestAnInterviewsOwnZoneWordsItsDay(t *testing.T) {
	c := jo()
	c.Interviews[0].Start = time.Date(2026, 12, 8, 23, 30, 0, 0, berlin)
	c.Interviews[0].Zone = "Asia/Tokyo" // where it was 9 December, 07:30
	f := gather(c, step(c, rules.ThankYou), sam, berlin, time.Date(2026, 12, 19, 9, 0, 0, 0, berlin))
	if f.Day != "on 9 December" {
		t.Errorf("got %q, want the day it was in Tokyo", f.Day)
	}
}

func TestSalutation(t *testing.T) {
	for _, tt := range []struct{ name, style, want string }{
		{"", "", "Dear hiring team"},
		{"Jo Smith", "", "Dear Jo Smith"},
		{"Jo Smith", "formal", "Dear Jo Smith"},
		{"Jo Smith", "first", "Dear Jo"},
		{"J. Smith", "first", "Dear J. Smith"},
		{"山田 太郎", "first", "Dear 山田 太郎"},
		{"שירה לוי", "first", "Dear שירה"},
		{"Ann Lee, RN, MSc", "", "Dear Ann Lee"},
		{"Lee, Ann, PhD", "", "Dear Ann Lee"},
		{"Dr Jana Müller", "", "Dear Dr Müller"},
		{"Prof. Dr. Jana von der Heide", "formal", "Dear Prof. Dr. von der Heide"},
		{"Dr. Jana Müller", "first", "Dear Jana"},
		{"Smith, Jo", "", "Dear Jo Smith"},
		{"Schmidt, Hans (HR)", "", "Dear Hans Schmidt"},
		{"Schmidt, Dr. Hans (HR)", "", "Dear Dr. Schmidt"},
		{"Jo Smith, PhD", "", "Dear Jo Smith"},
		{"陳偉", "", "Dear 陳偉"},
		{"Dr", "", "Dear hiring team"},
	} {
		t.Run(tt.name+" "+tt.style, func(t *testing.T) {
			if got := lang.Salutation(people.Plain(tt.name), tt.style); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPhraseOrSentence(t *testing.T) {
	for _, tt := range []struct{ stored, phrase, sentence string }{
		{"", "", ""},
		{"the new rota", "the new rota", ""},
		{"my ten years on the ward", "my ten years on the ward", ""},
		{"the merger with Acme Inc. and its rota", "the merger with Acme Inc. and its rota", ""},
		{"You showed me the new rota.", "", "You showed me the new rota."},
		{"I've run rotas!", "", "I've run rotas!"},
		{"Is the rota new?", "", "Is the rota new?"},
	} {
		t.Run(tt.stored, func(t *testing.T) {
			phrase, sentence := phraseOrSentence(tt.stored)
			if phrase != tt.phrase || sentence != tt.sentence {
				t.Errorf("got %q, %q; want %q, %q", phrase, sentence, tt.phrase, tt.sentence)
			}
		})
	}
}

func TestStop(t *testing.T) {
	for in, want := range map[string]string{
		"Acme": "Acme.", "Acme Inc.": "Acme Inc.", "Yahoo!": "Yahoo!", "he said “now.”": "he said “now.”",
		"(Acme)": "(Acme).", "and so on …": "and so on …", "": ".",
	} {
		if got := stop(in); got != want {
			t.Errorf("stop(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBareRole(t *testing.T) {
	for in, want := range map[string]string{
		"Senior Nurse": "Senior Nurse", "the Senior Nurse position": "Senior Nurse", "Developer role": "Developer",
		"The\r\nLead": "Lead", "a nurse position": "nurse", "A": "A", "Role": "Role",
		"Entwickler (m/w/d)": "Entwickler (m/w/d)",
	} {
		if got := lang.Role(in); got != want {
			t.Errorf("Role(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestQuote(t *testing.T) {
	got := quote(lang, "Dear Jo,\n\nI hope \r\n> older\n>> oldest\n\n", rules.Date{Year: 2026, Month: 12, Day: 8})
	want := "On Tue 8 Dec 2026, I wrote:\n> Dear Jo,\n>\n> I hope\n>> older\n>>> oldest"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestReplySubject(t *testing.T) {
	for in, want := range map[string]string{"Next steps": "Re: Next steps", "Re: Next": "Re: Next",
		"RE: Next": "RE: Next"} {
		if got := lang.Reply(in); got != want {
			t.Errorf("reply(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWhatTheyAnsweredReplacesWhatWasSaid(t *testing.T) {
	heard := time.Date(2026, 12, 9, 10, 30, 0, 0, berlin)
	c := jo()
	c.History.Events = []rules.Event{
		undecided(heard.AddDate(0, 0, 30), rules.Date{Year: 2027, Month: 2, Day: 1}), // not yet
		undecided(heard, rules.Date{Year: 2026, Month: 12, Day: 18}),
		undecided(heard.AddDate(0, 0, -1), rules.Date{}),
	}
	f := gather(c, step(c, rules.UpdateRequest), sam, berlin, heard.AddDate(0, 0, 13))
	if f.HeardDay != "on 9 December" || f.DecisionBy != "Friday, 18 December" {
		t.Errorf("got heard %q, by %q", f.HeardDay, f.DecisionBy)
	}
}

func TestNothingTypedBreaksALine(t *testing.T) {
	evil := "a\r\nBcc: x@evil.test\x00\u2028b"
	c := jo()
	iv := &c.Interviews[0]
	c.Company, c.Role, c.Fit, iv.Topic, iv.Said = evil, evil, evil, evil, evil
	iv.Interviewers[0] = rules.Person{Name: evil, Email: evil, Topic: evil}
	user := User{Name: evil, Phone: evil, SignOff: evil}
	for _, kind := range kinds {
		f := gather(c, step(c, kind), user, berlin, iv.End())
		v := reflect.ValueOf(f)
		for i := range v.NumField() {
			if s := v.Field(i).String(); v.Field(i).Kind() == reflect.String && s != rules.OneLine(s) {
				t.Errorf("%s: %s is %q", kind, v.Type().Field(i).Name, s)
			}
		}
	}
}

func TestMentions(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       bool
	}{
		{"Jo Smith", "Dear Jo,", true},
		{"Jo Smith", "Dear Smith,", true},
		{"Jo Smith", "Dear Johanna, the job", false},
		{"A. de Boer", "a decision de facto. A.", false},
		{"A. de Boer", "Dear Mr de Boer,", true},
		{"Mr O'Neil", "Dear Mr O'Neil,", true},
		{"Anne-Marie", "Dear Anne-Marie,", true},
		{"Dr. Müller", "Dear Dr. Müller,", true},
		{"王小明", "王小明様", true},
		{"שירה לוי", "שירה,", true},
		{"X", "Dear X,", true},
		{"", "Dear team,", true},
	} {
		if got := mentions(tt.text, tt.name); got != tt.want {
			t.Errorf("mentions(%q, %q) = %v", tt.text, tt.name, got)
		}
	}
}

func TestUnresolved(t *testing.T) {
	for _, tt := range []struct {
		text string
		f    Facts
		want string
	}{
		{"the Pflegekraft [m/w/d] role", Facts{Role: "Pflegekraft [m/w/d]"}, ""},
		{"at XXX, TODO", Facts{Company: "XXX"}, "TODO"},
		{"TODO", Facts{Company: "T"}, "TODO"},
		{"thanks for [topic]", Facts{Role: "nurse"}, "[topic]"},
		{"see <https://acme.test>", Facts{}, ""},
	} {
		if got := unresolved(tt.text, tt.f); got != tt.want {
			t.Errorf("unresolved(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
