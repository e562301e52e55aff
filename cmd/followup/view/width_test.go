package view

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-runewidth"

	"followup/cmd/followup/term"
	"followup/rules"
)

// listed returns the lines that list prints for two applications on a terminal with so many columns.
func listed(width int) []string {
	now := time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC)
	jo := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}
	waiting := func(id int64, company, role string) rules.Case {
		start := now.Add(-4 * time.Hour)
		return rules.Case{
			Application: rules.Application{ID: id, Company: company, Role: role},
			Interviews: []rules.Interview{{ID: id,
				Start: start, Duration: time.Hour, Interviewers: []rules.Person{jo}}},
			History: rules.History{Reminders: []rules.Reminder{{
				ID: id, Key: rules.Key{ApplicationID: id, InterviewID: id, Kind: rules.ThankYou, Round: 1},
				Message: rules.Message{Drafts: rules.DraftsTo([]rules.Person{jo})},
				State:   rules.Delivered, Due: now, SettledAt: now, Deadline: start.Add(25 * time.Hour),
			}}},
		}
	}
	var out bytes.Buffer
	v := New(&term.Terminal{Out: &out, Width: width}, rules.DefaultPolicy(time.UTC), now)
	cases := []rules.Case{
		waiting(3, "Acme", "data engineer"), waiting(12, "株式会社ブラウヴェルク東京", "Senior Backend Developer"),
	}
	v.List(cases, false)
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// The less a column says about what to do and for which application, the sooner it is left out.
func TestListFitsTheTerminal(t *testing.T) {
	for _, row := range []struct {
		why   string
		width int
		want  string
	}{
		{"at 80 columns the date and what to do are whole, and company and role share the rest", 80, `
ID  INTERVIEW         COMPANY    ROLE        NEXT
3   Mon 23 Nov 14:00  Acme       data engi…  send thank-you by Tue 24 Nov 15:00
12  Mon 23 Nov 14:00  株式会社…  Senior Ba…  send thank-you by Tue 24 Nov 15:00`},
		{"a wide terminal shows everything", 140, `
ID  INTERVIEW         COMPANY                     ROLE                      NEXT
3   Mon 23 Nov 14:00  Acme                        data engineer             send thank-you by Tue 24 Nov 15:00
12  Mon 23 Nov 14:00  株式会社ブラウヴェルク東京  Senior Backend Developer  send thank-you by Tue 24 Nov 15:00`},
		{"a narrow one leaves out when the interview was", 60, `
ID  COMPANY    ROLE       NEXT
3   Acme       data eng…  send thank-you by Tue 24 Nov 15:00
12  株式会社…  Senior B…  send thank-you by Tue 24 Nov 15:00`},
		{"a narrower one leaves out the role too", 45, `
ID  COMP…  NEXT
3   Acme   send thank-you by Tue 24 Nov 15:00
12  株式…  send thank-you by Tue 24 Nov 15:00`},
		{"the narrowest shows the beginning of each line", 30, `
ID  COM…  NEXT
3   Acme  send thank-you by T…
12  株…   send thank-you by T…`},
		{"a pipe gets everything, for grep", 0, `
ID  INTERVIEW         COMPANY                     ROLE                      NEXT
3   Mon 23 Nov 14:00  Acme                        data engineer             send thank-you by Tue 24 Nov 15:00
12  Mon 23 Nov 14:00  株式会社ブラウヴェルク東京  Senior Backend Developer  send thank-you by Tue 24 Nov 15:00`},
	} {
		t.Run(row.why, func(t *testing.T) {
			if got := "\n" + strings.Join(listed(row.width), "\n"); got != row.want {
				t.Errorf("got%s\nwant%s", got, row.want)
			}
		})
	}
}

func TestNoLineIsWiderThanTheTerminal(t *testing.T) {
	for width := 1; width < 160; width++ {
		for _, line := range listed(width) {
			if got := runewidth.StringWidth(line); got > width {
				t.Errorf("%d columns on %d: %s", got, width, line)
			}
		}
	}
}
