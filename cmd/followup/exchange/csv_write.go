package exchange

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
	"unicode"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/roster"
	"followup/rules"
)

// WriteCSV writes the interviews of the applications as a table that [ReadCSV] reads back, one row each. Times are in
// RFC 3339 with the offset of loc. The interviews' numbers and when they were added are left out.
func WriteCSV(w io.Writer, cases iter.Seq2[rules.Case, error], loc *time.Location) error {
	out := bufio.NewWriter(w) // its first error is returned by Flush
	cells := make([]string, len(written))
	for i, f := range written {
		cells[i] = string(f)
	}
	writeCells(out, cells)
	for c, err := range cases {
		if err != nil {
			return errors.Join(err, out.Flush())
		}
		for _, iv := range c.Interviews {
			for i, f := range written {
				cells[i] = guarded(strings.TrimSpace(cellOf(c.Application, iv, f, loc)))
			}
			writeCells(out, cells)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("cannot write the table: %w", err)
	}
	return nil
}

// writeCells quotes more than necessary, because some spreadsheets also split cells at ";" or tabs.
func writeCells(out *bufio.Writer, cells []string) {
	for i, cell := range cells {
		if i > 0 {
			_ = out.WriteByte(',')
		}
		if strings.ContainsAny(cell, cellEnds+`"`) {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		_, _ = out.WriteString(cell)
	}
	_ = out.WriteByte('\n')
}

// cellOf returns the cell of a field for an interview and its application.
func cellOf(app rules.Application, iv rules.Interview, f field, loc *time.Location) string {
	switch f {
	case fieldStart:
		return iv.Start.In(loc).Format(time.RFC3339)
	case fieldDuration:
		return dates.FormatDuration(iv.Duration)
	case fieldZone:
		return iv.Zone
	case fieldInterviewers:
		return formatPeople(iv.Interviewers)
	case fieldDecisionBy:
		return iv.DecisionBy.String()
	case fieldTopicFor:
		return formatAssigned(iv.Interviewers, topicOf)
	case fieldNoContact:
		return map[bool]string{true: "yes"}[app.NoContact]
	case fieldContact:
		return formatPeople(contacts(app))
	case fieldGreetings:
		return formatAssigned(together(app, iv.Interviewers), greetingOf)
	case fieldApplication:
		return strconv.FormatInt(app.ID, 10)
	}
	return map[field]string{
		fieldCompany: app.Company, fieldRole: app.Role, fieldFit: app.Fit, fieldHook: app.Hook,
		fieldLanguage: app.Language,
		fieldSaid:     iv.Said,
		fieldTopic:    iv.Topic,
	}[f]
}

// contacts returns the contact that the user named for the application, or nobody.
func contacts(app rules.Application) []rules.Person {
	if app.Contact.IsTeam() {
		return nil
	}
	return []rules.Person{app.Contact}
}

// formulas are the characters with which a formula in a spreadsheet begins; some spreadsheets also accept the
// full-width ones. Text that somebody else wrote into an invitation must not be run as a formula.
const formulas = "=+-@\t\r＝＋－＠"

// cellEnds are the characters after which some program may begin a new cell, even if they are not the file's separator
// or are in quotation marks.
const cellEnds = ",;\t|\n\r"

// guarded returns the cell with an apostrophe before each character that could begin a formula. If there is an
// apostrophe already, it adds another, so that unguarded always removes the right one.
func guarded(cell string) string {
	var b strings.Builder
	copied := 0
	for i := range formulaStarts(cell) {
		b.WriteString(cell[copied:i] + "'")
		copied = i
	}
	return b.String() + cell[copied:]
}

// unguarded removes what guarded added.
func unguarded(cell string) string {
	var b strings.Builder
	copied := 0
	for i := range formulaStarts(cell) {
		if i > 0 && cell[i-1] == '\'' {
			b.WriteString(cell[copied : i-1])
			copied = i
		}
	}
	return b.String() + cell[copied:]
}

// formulaStarts returns the indexes of the characters that could begin a formula: at the beginning of the cell, or
// after something that may end a cell. Blanks and quotation marks before them are ignored, because some programs remove
// those.
func formulaStarts(cell string) iter.Seq[int] {
	return func(yield func(int) bool) {
		begins := true
		for i, c := range cell {
			if begins && strings.ContainsRune(formulas, c) && !yield(i) {
				return
			}
			begins = strings.ContainsRune(cellEnds, c) || begins && (unicode.IsSpace(c) || c == '"' || c == '\'')
		}
	}
}

// formatPeople returns the list that parsePeople reads.
func formatPeople(people []rules.Person) string {
	var list []string
	for _, p := range people {
		list = append(list, formatPerson(rules.Person{Name: p.Name, Email: p.Email}))
	}
	return strings.Join(list, "; ")
}

// formatPerson returns the person without quotation marks if that is read back the same, and else with the name in
// quotation marks. A name that begins with a mark is quoted, because the mark could be closed by the next person's.
func formatPerson(p rules.Person) string {
	plain := p.String()
	if again, rest, err := nextPerson(plain + ";"); plain[:1] != `"` && err == nil && again == p && rest == "" {
		return plain
	}
	if p.Email == "" {
		return quote(p.Name)
	}
	return quote(p.Name) + " <" + p.Email + ">"
}

// formatAssigned returns the list that assign reads, of what each of the people has.
func formatAssigned(people []rules.Person, field func(*rules.Person) *string) string {
	var list []string
	for i, p := range people {
		if text := strings.TrimSpace(*field(&p)); text != "" {
			list = append(list, quoteIf(nameAmong(people, i), `=;"`)+"="+quoteIf(text, `;"`))
		}
	}
	return strings.Join(list, "; ")
}

// nameAmong returns a name for one of the people that means nobody else: the name, or else the address.
func nameAmong(people []rules.Person, i int) string {
	p := people[i]
	if p.Name != "" && p.Name == strings.TrimSpace(p.Name) && roster.Called(people, p.Name) == i {
		return p.Name
	}
	return cmp.Or(p.Email, p.Name)
}

func quoteIf(s, special string) string {
	if strings.ContainsAny(s, special) {
		return quote(s)
	}
	return s
}

func quote(s string) string { return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"` }
