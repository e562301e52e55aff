package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-runewidth"

	"followup/rules"
)

// listed is what list prints of two interviews where the terminal has that many columns, line by line.
func listed(width int) []string {
	now := time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC)
	jo := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}
	waiting := func(id int64, company, role string) rules.Case {
		start := now.Add(-4 * time.Hour)
		return rules.Case{
			Interview: rules.Interview{ID: id, Company: company, Role: role, Start: start, Duration: time.Hour, Interviewers: []rules.Person{jo}},
			History: rules.History{Reminders: []rules.Reminder{{
				ID: id, Key: rules.Key{InterviewID: id, Kind: rules.ThankYou, Recipient: jo.Key(), Round: 1},
				State: rules.Delivered, Due: now, SettledAt: now, Deadline: start.Add(25 * time.Hour),
			}}},
		}
	}
	var out bytes.Buffer
	a := &app{stdout: &out, width: width, clock: func() time.Time { return now }}
	cases := []rules.Case{waiting(3, "Acme", "data engineer"), waiting(12, "株式会社ブラウヴェルク東京", "Senior Backend Developer")}
	a.list(cases, rules.DefaultPolicy(time.UTC), false)
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// TestListFitsTheTerminal: what says least about which interview it is and what to do gives way first.
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
		{"a narrow one the beginning of each line", 50, `
ID  WHEN              COM…  ROLE  NEXT
3   Mon 23 Nov 14:00  Acme  dat…  send thank-you …
12  Mon 23 Nov 14:00  株…   Sen…  send thank-you …`},
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

// TestEntriesGoOnBelowTheirBeginning as wide as the terminal is.
func TestEntriesGoOnBelowTheirBeginning(t *testing.T) {
	for width, want := range map[int]string{
		0:  "Next: thank-you to Jo Smith, at once.\n",
		20: "Next: thank-you to\n      Jo Smith, at\n      once.\n",
		30: "Next: thank-you to Jo Smith,\n      at once.\n",
	} {
		var out bytes.Buffer
		(&app{stdout: &out, width: width}).entry("Next: ", "thank-you to Jo Smith, at once.")
		if out.String() != want {
			t.Errorf("%d columns: %q, want %q", width, out.String(), want)
		}
	}
}
