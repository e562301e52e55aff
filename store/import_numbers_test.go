package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/rules"
)

// TestImportByNumber: two numbers in a table are two applications, however often it is imported and however similar
// they are. Each line belongs to the application with its number.
func TestImportByNumber(t *testing.T) {
	row := func(number int64, days int, fit string) Import {
		app, iv := anApplication(), anInterview()
		app.ID, app.Fit, iv.Start = number, fit, iv.Start.AddDate(0, 0, days)
		return Import{Application: app, Interview: iv}
	}
	twins := []Import{row(1, 1, "SQL"), row(2, 1, "Go")}
	longer := []Import{row(2, 1, "Go"), row(2, 8, "Go"), row(1, 1, "SQL")}
	for _, tt := range []struct {
		name  string
		lists [][]Import
		want  string // each application with the days of its interviews
		last  string // the results of the last list
	}{
		{"two at one time", [][]Import{twins}, "SQL 1, Go 1", "1 added, 2 added"},
		{"the same again", [][]Import{twins, twins}, "SQL 1, Go 1", "1 unchanged, 2 unchanged"},
		{"in another order", [][]Import{twins, {row(1, 1, "Go"), row(2, 1, "SQL")}}, "SQL 1, Go 1",
			"2 unchanged, 1 unchanged"},
		{"with another interview of the second", [][]Import{twins, longer}, "SQL 1, Go 1 8",
			"2 unchanged, 3 added to 2, 1 unchanged"},
		{"the same list again",
			[][]Import{twins, longer, longer}, "SQL 1, Go 1 8", "2 unchanged, 3 unchanged, 1 unchanged"},
		{"the line with more in common wins, even if it is last",
			[][]Import{twins, longer, {row(1, 1, ""), row(2, 1, ""), row(2, 8, "")}},
			"SQL 1, Go 1 8", "1 unchanged, 2 unchanged, 3 unchanged"},
		{"if they are one application, nothing is added twice",
			[][]Import{{row(1, 1, "SQL"), row(1, 8, "SQL")}, {row(1, 1, ""), row(2, 8, "")}},
			"SQL 1 8", "1 unchanged, 2 unchanged"},
		{"without numbers they are one application", [][]Import{{row(0, 1, "SQL"), row(0, 1, "SQL"), row(0, 8, "SQL")}},
			"SQL 1 8", "1 added, 1 unchanged, 2 added to 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			var done []Imported
			for _, list := range tt.lists {
				done = imports(t, s, false, list...)
			}
			var came, there []string
			for _, d := range done {
				to := ""
				if d.Joined {
					to = fmt.Sprintf(" to %d", d.ApplicationID)
				}
				came = append(came, fmt.Sprintf("%d %s%s", d.ID, d.Outcome, to))
			}
			cases, err := s.List(t.Context(), ListOptions{Closed: true})
			if err != nil {
				t.Fatal(err)
			}
			slices.SortFunc(cases, func(a, b rules.Case) int { return int(a.ID - b.ID) })
			for _, c := range cases {
				one := c.Fit
				for _, iv := range c.Interviews {
					one += fmt.Sprintf(" %d", iv.Start.Sub(anInterview().Start)/(24*time.Hour))
				}
				there = append(there, one)
			}
			if got := strings.Join(there, ", "); got != tt.want {
				t.Errorf("there is %q, want %q", got, tt.want)
			}
			if got := strings.Join(came, ", "); got != tt.last {
				t.Errorf("the last import: %q, want %q", got, tt.last)
			}
		})
	}
}
