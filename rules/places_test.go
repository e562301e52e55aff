package rules

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
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
	var countries, regions strings.Builder
	for _, p := range Places() {
		row := func(notes string) string {
			return fmt.Sprintf("| `%s` | %s | %s | %s |\n", p.Code, p.Name, strings.Join(namesOf(p), ", "), notes)
		}
		if p.IsRegion() {
			regions.WriteString(row(p.Unknown))
			continue
		}
		countries.WriteString(row(p.Unknown))
		if p.hasRegions() {
			fmt.Fprintf(&regions, "\n## %s\n\n`%s` alone means %s.\n\n%s", p.Name, p.Code, p.Means, pageTable)
		}
	}
	compare(t, "../docs/holidays.md",
		pageIntroduction+"\n## Countries\n\n"+pageTable+countries.String()+regions.String())
}

// hasRegions reports whether some regions of a country are known.
func (p Place) hasRegions() bool {
	return slices.ContainsFunc(Places(), func(r Place) bool { return r.IsRegion() && r.Country() == p.Code })
}

const pageTable = "| code | name | days off | not known |\n|---|---|---|---|\n"

const pageIntroduction = `# Public holidays

The countries and regions that [schedule.country](config.md#schedule) may name, and their public holidays of 2026 to
2028. This page is made from the program; "followup config holidays CODE" prints the dates of one of them.

- A holiday is a day off on the day on which it is observed. Boxing Day 2026 falls on a Saturday: its day off is Monday
  28 December.
- Half days, such as the evening before a feast, are business days.
- The last column has what cannot be known beforehand, or is not known here. Add the days that you have off to
  schedule.holidays; take out a day that you work on with schedule.workdays.
- A country that is not on this page has no holidays here: leave schedule.country empty, and list its days.
- The usual weekend is Saturday and Sunday; in Bahrain, Israel, Kuwait, Oman, Qatar and Saudi Arabia it is Friday and
  Saturday.

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
