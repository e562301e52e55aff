package rules

import (
	"strings"
	"testing"
	"time"
)

func TestBusinessDays(t *testing.T) {
	tests := []struct {
		name, country, listed, from string
		n                           int
		want                        string
		over                        int
	}{
		{"a weekend is stepped over", "", "", "2026-12-04", 2, "2026-12-08", 0},
		{"from a Saturday", "", "", "2026-12-05", 1, "2026-12-07", 0},
		{"zero is the day itself", "", "", "2026-12-05", 0, "2026-12-05", 0},
		{"Christmas in Germany", "DE", "", "2026-12-23", 2, "2026-12-28", 1},
		{"Christmas Eve, when it is listed", "DE", "2026-12-24", "2026-12-23", 2, "2026-12-29", 2},
		{"Epiphany in Bavaria", "DE-BY", "", "2027-01-05", 1, "2027-01-07", 1},
		{"but not in Berlin", "DE-BE", "", "2027-01-05", 1, "2027-01-06", 0},
		{"Boxing Day 2026 is a Saturday and observed on Monday in Britain", "GB", "", "2026-12-24", 1, "2026-12-29", 2},
		{"Independence Day 2026 is a Saturday and observed on Friday in the US", "US", "", "2026-07-02", 1, "2026-07-06", 1},
		{"two before a Monday", "", "", "2026-12-07", -2, "2026-12-03", 0},
		{"one before a Sunday", "", "", "2026-12-06", -1, "2026-12-04", 0},
		{"two before the Monday after Christmas in Germany", "DE", "", "2026-12-28", -2, "2026-12-23", 1},
		{"lower case will do", "us", "", "2026-11-25", 1, "2026-11-27", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var listed []Date
			if tt.listed != "" {
				listed = append(listed, date(t, tt.listed))
			}
			c, err := NewCalendar(tt.country, listed)
			if err != nil {
				t.Fatal(err)
			}
			got, over := c.AddBusinessDays(date(t, tt.from), tt.n)
			if got.String() != tt.want || len(over) != tt.over {
				t.Errorf("%s + %d business days = %s over %v, want %s over %d days", tt.from, tt.n, got, over, tt.want, tt.over)
			}
		})
	}
}

func TestUnknownCountry(t *testing.T) {
	if _, err := NewCalendar("Atlantis", nil); err == nil || !strings.Contains(err.Error(), "Atlantis") {
		t.Errorf("NewCalendar(Atlantis) = %v, want an error that names it", err)
	}
}

// TestHolidaysDoNotDependOnTheMachine: the library reckons in the machine's zone unless told otherwise, and in some
// zones a midnight is missing.
func TestHolidaysDoNotDependOnTheMachine(t *testing.T) {
	local := time.Local
	defer func() { time.Local = local }()
	time.Local = zone(t, "America/Santiago")
	c, err := NewCalendar("US", nil)
	if err != nil {
		t.Fatal(err)
	}
	if name, ok := c.Holiday(date(t, "2026-09-07")); !ok {
		t.Errorf("7 September 2026 is Labor Day in the US, got %q", name)
	}
}

// TestBusinessDaysDoNotRunOut: the longest list that is taken leaves some, and a longer one is refused.
func TestBusinessDaysDoNotRunOut(t *testing.T) {
	var all []Date
	for d := (Date{2026, 1, 1}); len(all) < maxListed; d = d.AddDays(1) {
		if d.Weekday() != time.Saturday && d.Weekday() != time.Sunday {
			all = append(all, d)
		}
	}
	c, err := NewCalendar("DE", all)
	if err != nil {
		t.Fatal(err)
	}
	p := DefaultPolicy(time.UTC)
	p.Calendar = c
	if got := DateOf(p.firstOffice(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)), time.UTC); got.Year != 2027 {
		t.Errorf("the first business day after 500 holidays is %s", got)
	}
	if _, err := NewCalendar("DE", append(all, Date{2030, 1, 1})); err == nil {
		t.Error("501 listed holidays are taken")
	}
}
