package rules

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestBusinessDays(t *testing.T) {
	listed := func(s string) []Date { return []Date{date(t, s)} }
	friSat := []time.Weekday{time.Friday, time.Saturday}
	tests := []struct {
		name string
		cfg  CalendarConfig
		from string
		n    int
		want string
		over int
	}{
		{"a weekend does not count", CalendarConfig{}, "2026-12-04", 2, "2026-12-08", 0},
		{"from a Saturday", CalendarConfig{}, "2026-12-05", 1, "2026-12-07", 0},
		{"zero is the day itself", CalendarConfig{}, "2026-12-05", 0, "2026-12-05", 0},
		{"Christmas counts as a holiday in Germany", CalendarConfig{Country: "DE"}, "2026-12-23", 2, "2026-12-28", 1},
		{"Christmas Eve does if it is listed", CalendarConfig{Country: "DE", Holidays: listed("2026-12-24")},
			"2026-12-23", 2, "2026-12-29", 2},
		{"Epiphany is a holiday in Bavaria", CalendarConfig{Country: "DE-BY"}, "2027-01-05", 1, "2027-01-07", 1},
		{"Epiphany is not a holiday in Berlin", CalendarConfig{Country: "DE-BE"}, "2027-01-05", 1, "2027-01-06", 0},
		{"Boxing Day 2026 falls on a Saturday and is observed on Monday in Britain", CalendarConfig{Country: "GB"},
			"2026-12-24", 1, "2026-12-29", 2},
		{"Independence Day 2026 falls on a Saturday and is observed on Friday in the US", CalendarConfig{Country: "US"},
			"2026-07-02", 1, "2026-07-06", 1},
		{"two before a Monday", CalendarConfig{}, "2026-12-07", -2, "2026-12-03", 0},
		{"one before a Sunday", CalendarConfig{}, "2026-12-06", -1, "2026-12-04", 0},
		{"two before the Monday after Christmas in Germany", CalendarConfig{Country: "DE"}, "2026-12-28", -2,
			"2026-12-23", 1},
		{"the country may be in lower case", CalendarConfig{Country: "us"}, "2026-11-25", 1, "2026-11-27", 1},
		{"a weekend of Friday and Saturday", CalendarConfig{Weekend: friSat}, "2026-12-03", 1, "2026-12-06", 0},
		{"a holiday on a Sunday that is not a weekend is named",
			CalendarConfig{Weekend: friSat, Holidays: listed("2026-12-06")}, "2026-12-03", 1, "2026-12-07", 1},
		{"a weekend of Sunday alone", CalendarConfig{Weekend: []time.Weekday{time.Sunday}}, "2026-12-04", 2,
			"2026-12-07", 0},
		{"an empty weekend is the usual one", CalendarConfig{Weekend: []time.Weekday{}}, "2026-12-04", 3, "2026-12-09",
			0},
		{"that of Israel is Friday and Saturday", CalendarConfig{Country: "IL"}, "2026-12-03", 1, "2026-12-06", 0},
		{"which another one can replace", CalendarConfig{Country: "IL", Weekend: []time.Weekday{time.Sunday}},
			"2026-12-03", 1, "2026-12-04", 0},
		{"a Saturday declared a workday", CalendarConfig{Workdays: listed("2026-12-05")}, "2026-12-04", 1, "2026-12-05",
			0},
		{"a public holiday declared a workday", CalendarConfig{Country: "DE", Workdays: listed("2026-12-25")},
			"2026-12-24", 1, "2026-12-25", 0},
		{"a public holiday at a weekend declared a workday",
			CalendarConfig{Country: "DE", Workdays: listed("2026-12-26")}, "2026-12-24", 1, "2026-12-26", 1},
		{"counting back over such a workday",
			CalendarConfig{Workdays: listed("2026-12-06")}, "2026-12-07", -2, "2026-12-04", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := NewCalendar(tt.cfg)
			if err != nil {
				t.Fatal(err)
			}
			got, over := c.AddBusinessDays(date(t, tt.from), tt.n)
			if got.String() != tt.want || len(over) != tt.over {
				t.Errorf("%s + %d business days = %s over %v, want %s over %d days", tt.from, tt.n, got, over, tt.want,
					tt.over)
			}
		})
	}
}

// Each error names the configuration key and says what to write.
func TestNewCalendarRejects(t *testing.T) {
	day := Date{2026, 12, 24}
	for _, tt := range []struct {
		name string
		cfg  CalendarConfig
		want string
	}{
		{"no country", CalendarConfig{Country: "Atlantis"}, `country: the holidays of "Atlantis" are not known`},
		{"too many holidays", CalendarConfig{Holidays: make([]Date, maxListed+1)},
			"holidays: 501 listed days are too many; expected at most 500"},
		{"too many workdays", CalendarConfig{Workdays: make([]Date, maxListed+1)},
			"workdays: 501 listed days are too many; expected at most 500"},
		{"both", CalendarConfig{Holidays: []Date{day}, Workdays: []Date{day}},
			"workdays: 2026-12-24 is one of the holidays, too; take it out"},
		{"a day listed twice", CalendarConfig{Weekend: []time.Weekday{5, 6, 5}},
			"weekend: Friday is in the list twice; write it once"},
		{"five days", CalendarConfig{Weekend: []time.Weekday{0, 1, 2, 3, 4}},
			"weekend: 5 days are too many; write at most 4"},
		{"all days", CalendarConfig{Weekend: []time.Weekday{0, 1, 2, 3, 4, 5, 6}},
			"weekend: the list leaves no day to work on; write at most 4 days"},
	} {
		if _, err := NewCalendar(tt.cfg); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

// The working week of Wednesday 9 December 2026, and of the days around a weekend.
func TestWorkingWeek(t *testing.T) {
	const sun, mon, tue, wed, thu, fri, sat = time.Sunday, time.Monday, time.Tuesday, time.Wednesday, time.Thursday,
		time.Friday, time.Saturday
	for _, tt := range []struct {
		name             string
		weekend          []time.Weekday
		of, first, until string
	}{
		{"as usual", nil, "2026-12-09", "2026-12-07", "2026-12-11"},
		{"a Sunday belongs to the week before it", nil, "2026-12-13", "2026-12-07", "2026-12-11"},
		{"Friday and Saturday are the weekend", []time.Weekday{fri, sat}, "2026-12-09", "2026-12-06", "2026-12-10"},
		{"then Saturday belongs to the week before",
			[]time.Weekday{sat, fri}, "2026-12-12", "2026-12-06", "2026-12-10"},
		{"and Sunday begins the next", []time.Weekday{fri, sat}, "2026-12-13", "2026-12-13", "2026-12-17"},
		{"six working days", []time.Weekday{sun}, "2026-12-09", "2026-12-07", "2026-12-12"},
		{"four working days", []time.Weekday{fri, sat, sun}, "2026-12-09", "2026-12-07", "2026-12-10"},
		{"a weekend of Monday", []time.Weekday{sun, mon}, "2026-12-09", "2026-12-08", "2026-12-12"},
		{"then Monday belongs to the week before it", []time.Weekday{sun, mon}, "2026-12-07", "2026-12-01",
			"2026-12-05"},
		{"a free Wednesday does not end the week",
			[]time.Weekday{sat, sun, wed}, "2026-12-10", "2026-12-07", "2026-12-11"},
		{"nor does a free Wednesday together with a Sunday", []time.Weekday{wed, sun}, "2026-12-10", "2026-12-07",
			"2026-12-12"},
		{"three working days", []time.Weekday{tue, wed, thu, sun}, "2026-12-09", "2026-12-04", "2026-12-07"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := NewCalendar(CalendarConfig{Weekend: tt.weekend})
			if err != nil {
				t.Fatal(err)
			}
			if first, last := c.WorkingWeek(date(t, tt.of)); first.String() != tt.first || last.String() != tt.until {
				t.Errorf("%s to %s, want %s to %s", first, last, tt.first, tt.until)
			}
		})
	}
}

// The library uses the machine's zone by default, and some zones have a day without a midnight.
func TestHolidaysDoNotDependOnTheMachine(t *testing.T) {
	local := time.Local
	defer func() { time.Local = local }()
	time.Local = zone(t, "America/Santiago")
	c, err := NewCalendar(CalendarConfig{Country: "US"})
	if err != nil {
		t.Fatal(err)
	}
	if name, ok := c.Holiday(date(t, "2026-09-07")); !ok {
		t.Errorf("7 September 2026 is Labor Day in the US, got %q", name)
	}
}

// There is a business day even after the longest list of holidays with the longest weekend.
func TestBusinessDaysDoNotRunOut(t *testing.T) {
	cfg := CalendarConfig{Country: "DE", Weekend: []time.Weekday{time.Friday, time.Saturday, time.Sunday, time.Monday}}
	for d := (Date{2026, 1, 1}); len(cfg.Holidays) < maxListed; d = d.AddDays(1) {
		if !slices.Contains(cfg.Weekend, d.Weekday()) {
			cfg.Holidays = append(cfg.Holidays, d)
		}
	}
	c, err := NewCalendar(cfg)
	if err != nil {
		t.Fatal(err)
	}
	p := DefaultPolicy(time.UTC)
	p.Calendar = c
	if got := DateOf(p.firstOffice(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)), time.UTC); got.Year != 2029 {
		t.Errorf("the first business day after 500 holidays, of three-day weeks, is %s", got)
	}
}
