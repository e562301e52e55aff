package rules

import (
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestMendedHolidays has a row for each thing that the holiday library has otherwise, and for what is easily broken.
func TestMendedHolidays(t *testing.T) {
	for _, tt := range []struct {
		name, place, day string
		free             bool
	}{
		{"8 March is a holiday in Mecklenburg-Vorpommern", "DE-MV", "2027-03-08", true},
		{"but was none before 2023", "DE-MV", "2022-03-08", false},
		{"nor is it in all of Germany", "DE", "2027-03-08", false},
		{"Berlin has 17 June in 2028", "DE-BE", "2028-06-17", true},
		{"and in no other year", "DE-BE", "2029-06-17", false},
		{"15 August is not known to be one in a commune of Bavaria", "DE-BY", "2028-08-15", false},
		{"Matariki in 2027", "NZ", "2027-06-25", true},
		{"its last date by law", "NZ", "2052-06-21", true},
		{"Saint Francis from 2026 on", "IT", "2027-10-04", true},
		{"and not before", "IT", "2024-10-04", false},
		{"Slovakia works on 1 September", "SK", "2026-09-01", false},
		{"and on 17 November from 2025 on", "SK", "2025-11-17", false},
		{"but did not before", "SK", "2023-11-17", true},
		{"on 15 September in 2026 alone", "SK", "2026-09-15", false},
		{"and not after", "SK", "2027-09-15", true},
		{"Ukraine has Christmas in December", "UA", "2026-12-25", true},
		{"and no longer in January", "UA", "2027-01-07", false},
		{"Labour Day before Easter goes to the Tuesday after it", "UA", "2027-05-04", true},
		{"Good Friday in Argentina", "AR", "2027-03-26", true},
		{"Maundy Thursday is a working day there", "AR", "2027-03-25", false},
		{"a holiday on a Friday is taken on Monday there", "AR", "2026-11-23", true},
		{"and not on the Friday", "AR", "2026-11-20", false},
		{"20 November in Brazil", "BR", "2026-11-20", true},
		{"24 December in Poland", "PL", "2026-12-24", true},
		{"Easter Monday in Zürich", "CH-ZH", "2027-03-29", true},
		{"but not in all of Switzerland", "CH", "2027-03-29", false},
		{"2 January in Bern", "CH-BE", "2026-01-02", true},
		{"but not in Zürich", "CH-ZH", "2026-01-02", false},
		{"Jeûne genevois", "CH-GE", "2026-09-10", true},
		{"Lundi du Jeûne", "CH-VD", "2026-09-21", true},
		{"Näfelser Fahrt after Holy Week", "CH-GL", "2026-04-09", true},
		{"Näfelser Fahrt on the first Thursday", "CH-GL", "2027-04-01", true},
		{"the day after a Sunday of the new year in Neuchâtel", "CH-NE", "2034-01-02", true},
		{"and only then", "CH-NE", "2026-01-02", false},
		{"Family Day in Ontario", "CA-ON", "2027-02-15", true},
		{"but not by federal law", "CA", "2027-02-15", false},
		{"Saint-Jean in Quebec", "CA-QC", "2027-06-24", true},
		{"Scotland has 2 January", "GB-SCT", "2026-01-02", true},
		{"which England has not", "GB-ENG", "2026-01-02", false},
		{"Scotland has no Easter Monday", "GB-SCT", "2027-03-29", false},
		{"Wales has", "GB-WLS", "2027-03-29", true},
		{"Northern Ireland has 12 July", "GB-NIR", "2027-07-12", true},
		{"New South Wales has a Monday for Anzac Day in 2027", "AU-NSW", "2027-04-26", true},
		{"and in no other year", "AU-NSW", "2032-04-26", false},
		{"South Australia has none", "AU-SA", "2027-04-26", false},
		{"Mexico observes a holiday where it falls", "MX", "2027-12-24", false},
		{"and some on Mondays", "MX", "2027-02-01", true},
		{"Midsummer's Eve in Sweden", "SE", "2027-06-25", true},
		{"5 June is a working day in Denmark", "DK", "2026-06-05", false},
		{"9 May in Luxembourg", "LU", "2028-05-09", true},
		{"a holiday on a Sunday is taken on Tuesday in Serbia, if Monday is one, too", "RS", "2026-02-17", true},
		{"the new year of 2028 is observed in 2027 in the US", "US", "2027-12-31", true},
		{"the day after Thanksgiving is a working day by federal law", "US", "2026-11-27", false},
		{"National Day in Saudi Arabia", "SA", "2027-09-23", true},
		{"a feast by the moon is not computed", "SA", "2027-03-10", false},
		{"Carnival Monday in Brazil", "BR", "2027-02-08", true},
		{"Republic Day in India", "IN", "2027-01-26", true},
	} {
		c, err := NewCalendar(CalendarConfig{Country: tt.place})
		if err != nil {
			t.Fatal(err)
		}
		if name, free := c.Holiday(date(t, tt.day)); free != tt.free {
			t.Errorf("%s: %s, %s: %t (%q), want %t", tt.name, tt.place, tt.day, free, name, tt.free)
		}
	}
}

// The dates of the Hebrew new year and of Passover, as almanacs have them.
func TestHebrewCalendar(t *testing.T) {
	for year, want := range map[int]struct{ passover, newYear string }{
		2019: {"2019-04-20", "2019-09-30"}, 2020: {"2020-04-09", "2020-09-19"}, 2021: {"2021-03-28", "2021-09-07"},
		2022: {"2022-04-16", "2022-09-26"}, 2023: {"2023-04-06", "2023-09-16"}, 2024: {"2024-04-23", "2024-10-03"},
		2025: {"2025-04-13", "2025-09-23"}, 2026: {"2026-04-02", "2026-09-12"}, 2027: {"2027-04-22", "2027-10-02"},
		2028: {"2028-04-11", "2028-09-21"}, 2029: {"2029-03-31", "2029-09-10"}, 2030: {"2030-04-18", "2030-09-28"},
	} {
		passover := hebrewDay(year, nisan, 15).Format(time.DateOnly)
		newYear := hebrewDay(year, tishri, 1).Format(time.DateOnly)
		if passover != want.passover || newYear != want.newYear {
			t.Errorf("%d: Passover on %s, the new year on %s, want %v", year, passover, newYear, want)
		}
	}
}

// Independence Day is moved away from the Sabbath.
func TestIndependenceDay(t *testing.T) {
	for year, want := range map[int]string{2021: "2021-04-15", 2022: "2022-05-05", 2023: "2023-04-26",
		2024: "2024-05-14"} {
		if got := independenceDay(year).Format(time.DateOnly); got != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
}

// Matariki is a Friday in June or July, in each year of its law and in no other.
func TestMatariki(t *testing.T) {
	p, _ := FindPlace("NZ")
	for year := 2020; year <= 2056; year++ {
		var found []Date
		for _, h := range p.Holidays(year) {
			if h.Name == "Matariki" {
				found = append(found, h.Date)
			}
		}
		inLaw := year >= 2022 && year <= 2052
		if inLaw != (len(found) == 1) || inLaw && (found[0].Weekday() != time.Friday || found[0].Month < 6 ||
			found[0].Month > 7) {
			t.Errorf("%d: %v", year, found)
		}
	}
}

// TestPlaces checks the table of places.
func TestPlaces(t *testing.T) {
	code := regexp.MustCompile(`^[A-Z]{2}(-[A-Z]{2,3})?$`)
	seen := make(map[string]bool)
	for _, p := range Places() {
		if !code.MatchString(p.Code) || seen[p.Code] || p.Name == "" || p.IsRegion() && !seen[p.Country()] {
			t.Errorf("%+v: a wrong code, one that is there twice, no name, or a region before its country", p.Code)
		}
		seen[p.Code] = true
		// docs/holidays.md names the countries of this weekend.
		if friSat := strings.Contains("BH IL KW OM QA SA", p.Country()); friSat != (p.Weekend[0] == time.Friday) {
			t.Errorf("the weekend of %s begins on %s", p.Code, p.Weekend[0])
		}
		if len(p.Holidays(2027)) < 2 {
			t.Errorf("%s has hardly any holidays", p.Code)
		}
		for _, h := range p.days {
			if h.Name == "" || h.Func == nil {
				t.Errorf("%s has a holiday without a name or a rule: %+v", p.Code, h)
			}
		}
	}
	if p, ok := FindPlace("ch-zh"); !ok || p.Name != "Zürich" {
		t.Errorf("ch-zh is %+v", p)
	}
	if _, ok := FindPlace(""); ok {
		t.Error("no code is a place")
	}
}

// A country's own code has the days that are holidays in each of its regions, where its row says so.
func TestACountryHasTheHolidaysOfEveryRegion(t *testing.T) {
	for _, code := range []string{"AU", "CH", "DE"} {
		country, _ := FindPlace(code)
		for _, region := range Places() {
			if region.Country() != code {
				continue
			}
			for year := 2026; year <= 2040; year++ {
				days := observed(region.days, year)
				for _, h := range country.Holidays(year) {
					// Anzac Day at a weekend is observed on Monday in some states.
					if days[h.Date] == "" && !(h.Name == "ANZAC Day" && !(&Calendar{}).IsBusinessDay(h.Date)) {
						t.Errorf("%s has no %s on %s", region.Code, h.Name, h.Date)
					}
				}
			}
		}
	}
}

// A calendar answers from several goroutines, which the library does not for Japan.
func TestCalendarsAreSafeForConcurrentUse(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		c, err := NewCalendar(CalendarConfig{Country: "JP"})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			wg.Go(func() {
				for year := 2020; year < 2040; year++ {
					if _, ok := c.Holiday(Date{year, time.November, 3}); !ok && (Date{year, 11, 3}).Weekday() != 0 {
						t.Errorf("no Culture Day in %d", year)
					}
				}
			})
		}
	}
	wg.Wait()
}
