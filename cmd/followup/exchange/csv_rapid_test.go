package exchange

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"followup/rules"
)

// line draws text that an interview may hold, with everything in it that has a meaning in a table.
func line(empty bool) *rapid.Generator[string] {
	odd := []rune("ضض\u200c\u200c\u200d\ufe0fक ab Zé\u00a0日🙂,;\"'`=+-@＝＋－＠\\<>|#\t()_.:/%")
	chars := rapid.OneOf(rapid.SampledFrom(odd), rapid.Rune())
	return rapid.Custom(func(t *rapid.T) string {
		s := strings.TrimSpace(rules.Visible(rapid.StringOfN(chars, 0, 30, -1).Filter(utf8.ValidString).Draw(t,
			"text")))
		if s == "" && !empty {
			return "Acme"
		}
		return s
	})
}

func drawPeople() *rapid.Generator[[]rules.Person] {
	addresses := rapid.SampledFrom([]string{"", "", "jo@acme.test", "Ann.Lee+jobs@acme.test", "a=b@acme.test",
		`"a;>b"@acme.test`, "o'neil@acme.test", "-x@acme.test"})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) rules.Person {
		p := rules.NewPerson(line(true).Draw(t, "name"), addresses.Draw(t, "email"))
		p.Topic = line(true).Draw(t, "topic")
		return p
	}), 0, 4)
}

func applications() *rapid.Generator[rules.Case] {
	return rapid.Custom(func(t *rapid.T) rules.Case {
		c := rules.Case{
			Application: rules.Application{
				Company: line(false).Draw(t, "company"), Role: line(false).Draw(t, "role"),
				Fit: line(true).Draw(t, "fit"), Hook: line(true).Draw(t, "hook"), NoContact: rapid.Bool().Draw(t,
					"no contact"),
			},
			Interviews: rapid.SliceOfN(interview(), 1, 2).Draw(t, "interviews"),
		}
		if contact := drawPeople().Draw(t, "contact"); len(contact) > 0 {
			c.Contact = rules.Person{Name: contact[0].Name, Email: contact[0].Email}
		}
		return c
	}).Filter(func(c rules.Case) bool { return c.Validate() == nil })
}

func interview() *rapid.Generator[rules.Interview] {
	zones := rapid.SampledFrom([]string{"", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"})
	return rapid.Custom(func(t *rapid.T) rules.Interview {
		iv := rules.Interview{
			Zone:     zones.Draw(t, "zone"),
			Start:    time.Unix(rapid.Int64Range(631152001, 7258118400-86400).Draw(t, "start"), 0).UTC(),
			Duration: time.Duration(rapid.IntRange(1, 24*60).Draw(t, "minutes")) * time.Minute,
			Said:     line(true).Draw(t, "said"), Topic: line(true).Draw(t, "topic"),
			Interviewers: drawPeople().Draw(t, "people"),
		}
		if rapid.Bool().Draw(t, "decision named") {
			iv.DecisionBy = rules.DateOf(iv.Start, time.UTC).AddDays(rapid.IntRange(1, 300).Draw(t, "days"))
		}
		if len(iv.Interviewers) == 0 {
			iv.Interviewers = nil
		}
		return iv
	}).Filter(func(iv rules.Interview) bool { return iv.Validate(time.UTC) == nil })
}

// TestRoundTrip: what was written is read back the same, whatever stands in it.
func TestRoundTrip(t *testing.T) {
	o := berlin(t)
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOfN(applications(), 0, 3).Draw(t, "applications")
		for i := range in {
			in[i].ID = int64(i + 1)
		}
		var b bytes.Buffer
		if err := WriteCSV(&b, each(in...), o.Location); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if formula := firstFormula(text); formula != "" {
			t.Fatalf("a program that begins a cell there takes %q for a formula\n%s", formula, text)
		}
		entries, err := ReadCSV(t.Context(), &b, o)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		out := []rules.Case{}
		for _, e := range entries {
			if len(out) == 0 || out[len(out)-1].ID != e.Application.ID {
				out = append(out, rules.Case{Application: e.Application})
			}
			e.Interview.Start = e.Interview.Start.UTC()
			last := &out[len(out)-1]
			if last.Application != e.Application {
				t.Fatalf("the rows tell of %+v and %+v\n%s", last.Application, e.Application, text)
			}
			last.Interviews = append(last.Interviews, e.Interview)
		}
		if diff := cmp.Diff(in, out); diff != "" {
			t.Fatalf("%s\n%s", diff, text)
		}
	})
}

// firstFormula is what a program would take for a formula that begins a cell behind any separator, and minds no
// quotation
// marks or blanks; or "".
func firstFormula(table string) string {
	for _, cell := range strings.FieldsFunc(table, func(r rune) bool { return strings.ContainsRune(",;\t|\n\r", r) }) {
		cell = strings.TrimLeft(cell, "\" \u00a0")
		for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
			if strings.HasPrefix(cell, sign) {
				return cell
			}
		}
	}
	return ""
}
