package rules

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write testdata/holidays.txt and docs/holidays.md anew")

// compare compares a file with what it should say, or writes it.
func compare(t *testing.T, file, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	old, now := strings.Split(string(got), "\n"), strings.Split(want, "\n")
	for i := range max(len(old), len(now)) {
		if i >= len(old) || i >= len(now) || old[i] != now[i] {
			t.Fatalf("%s differs from line %d on; go test ./rules -run %s -update writes it anew, "+
				"and the diff shows what changes for users", file, i+1, t.Name())
		}
	}
}

// TestHolidays compares the public holidays of every place with testdata/holidays.txt. testdata/holidays.md says what
// another source has instead, and which of the two is right.
func TestHolidays(t *testing.T) {
	var lines strings.Builder
	for _, p := range Places() {
		for year := 2026; year <= 2028; year++ {
			for _, h := range p.Holidays(year) {
				fmt.Fprintf(&lines, "%s %s %s\n", p.Code, h.Date.Long(), h.Name)
			}
		}
	}
	compare(t, "testdata/holidays.txt", lines.String())
}

// TestHolidayPage compares docs/holidays.md with the table of places.
func TestHolidayPage(t *testing.T) {
	var page strings.Builder
	page.WriteString(pageIntroduction)
	for _, p := range Places() {
		if !p.IsRegion() {
			fmt.Fprintf(&page, "\n## %s\n\n", p.Name)
			if p.Means != "" {
				fmt.Fprintf(&page, "`%s` alone means %s.\n\n", p.Code, p.Means)
			}
			if p.Weekend[0] != time.Saturday {
				fmt.Fprintf(&page, "The usual weekend is %s and %s.\n\n", p.Weekend[0], p.Weekend[1])
			}
			page.WriteString("| code | | days off | not known |\n|---|---|---|---|\n")
		}
		fmt.Fprintf(&page, "| `%s` | %s | %s | %s |\n", p.Code, p.Name, strings.Join(namesOf(p), ", "), p.Unknown)
	}
	compare(t, "../docs/holidays.md", page.String())
}

const pageIntroduction = `# Public holidays

The countries and regions that [schedule.country](config.md#schedule) may name, and their public holidays of 2026 to
2028. This page is made from the program; "followup config holidays CODE" prints the dates of one of them.

- A holiday is a day off on the day on which it is observed. Boxing Day 2026 falls on a Saturday: its day off is Monday
  28 December.
- Half days, such as the evening before a feast, are business days.
- The last column has what cannot be known beforehand, or is not known here. Add the days that you have off to
  schedule.holidays; take out a day that you work on with schedule.workdays.
- A country that is not on this page has no holidays here: leave schedule.country empty, and list its days.
- The usual weekend is Saturday and Sunday, unless the page says otherwise.

Each day was compared with a second source: [what differs, and why](../rules/testdata/holidays.md). Laws change; this
page says what the program knows.
`

// namesOf returns the names of the holidays of a place in the order of the year.
func namesOf(p Place) (names []string) {
	for year := 2026; year <= 2028; year++ {
		for _, h := range p.Holidays(year) {
			if !slices.Contains(names, h.Name) {
				names = append(names, h.Name)
			}
		}
	}
	return names
}
