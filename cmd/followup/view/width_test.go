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

// listed is what list prints of two applications where the terminal has that many columns, line by line.
func listed(width int) []string {
	now := time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC)
	jo := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}
	waiting := func(id int64, company, role string) rules.Case {
		start := now.Add(-4 * time.Hour)
		return rules.Case{
			Application: rules.Application{ID: id, Company: company, Role: role},
			Interviews:  []rules.Interview{{ID: id, Start: start, Duration: time.Hour, Interviewers: []rules.Person{jo}}},
			History: rules.History{Reminders: []rules.Reminder{{
				ID: id, Key: rules.Key{ApplicationID: id, InterviewID: id, Kind: rules.ThankYou, Round: 1},
				Message: rules.Message{Drafts: rules.DraftsTo([]rules.Person{jo})},
				State:   rules.Delivered, Due: now, SettledAt: now, Deadline: start.Add(25 * time.Hour),
			}}},
		}
	}
	var out bytes.Buffer
	v := New(&term.Terminal{Out: &out, Width: width}, rules.DefaultPolicy(time.UTC), now)
	cases := []rules.Case{waiting(3, "Acme", "data engineer"), waiting(12, "株式会社ブラウヴェルク東京", "Senior Backend Developer")}
	v.List(cases, false)
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// TestListFitsTheTerminal: what says least about which application it is and what to do gives way first.
func TestListFitsTheTerminal(t *testing.T) {
	for _, row := range []struct {
		why   string
		width int
		want  string
	}{
		{"80 columns are enough for the date and what to do, so company and role share the rest", 80, `
ID  WHEN              COMPANY    ROLE        NEXT
3   Mon 23 Nov 14:00  Acme       data engi…  send thank-you by Tue 24 Nov 15:00
12  Mon 23 Nov 14:00  株式会社…  Senior Ba…  send thank-you by Tue 24 Nov 15:00`},
		{"a wide terminal shows all there is", 140, `
ID  WHEN              COMPANY                     ROLE                      NEXT
3   Mon 23 Nov 14:00  Acme                        data engineer             send thank-you by Tue 24 Nov 15:00
12  Mon 23 Nov 14:00  株式会社ブラウヴェルク東京  Senior Backend Developer  send thank-you by Tue 24 Nov 15:00`},
		{"a narrow one by when to send it, rather than when it was", 60, `
ID  COMPANY    ROLE       NEXT
3   Acme       data eng…  send thank-you by Tue 24 Nov 15:00
12  株式会社…  Senior B…  send thank-you by Tue 24 Nov 15:00`},
		{"a narrower one that, rather than the role", 45, `
ID  COMP…  NEXT
3   Acme   send thank-you by Tue 24 Nov 15:00
12  株式…  send thank-you by Tue 24 Nov 15:00`},
		{"the narrowest the beginning of each line", 30, `
ID  COM…  NEXT
3   Acme  send thank-you by T…
12  株…   send thank-you by T…`},
		{"what is no terminal gets all there is, for grep", 0, `
ID  WHEN              COMPANY                     ROLE                      NEXT
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

// TestNoLineIsWiderThanTheTerminal, however many columns it has.
func TestNoLineIsWiderThanTheTerminal(t *testing.T) {
	for width := 1; width < 160; width++ {
		for _, line := range listed(width) {
			if got := runewidth.StringWidth(line); got > width {
				t.Errorf("%d columns on %d: %s", got, width, line)
			}
		}
	}
}
