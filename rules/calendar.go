package rules

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/ar"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/ua"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"
)

// holidays returns the public holidays of a country (ISO 3166-1) or, where holidays are regional law, of a region
// (ISO 3166-2). ok reports whether the calendar library knows it.
func holidays(country string) ([]*cal.Holiday, bool) {
	h, ok := map[string][]*cal.Holiday{
		"AR": ar.Holidays, "AT": at.Holidays, "BE": be.Holidays, "BG": bg.Holidays, "BR": br.Holidays,
		"CA": ca.Holidays, "CH": ch.Holidays, "CZ": cz.Holidays, "DE": de.Holidays, "DK": dk.Holidays,
		"ES": es.Holidays, "FR": fr.Holidays, "GB": gb.Holidays, "GR": gr.Holidays, "HR": hr.Holidays,
		"IE": ie.Holidays, "IT": it.Holidays, "JP": jp.Holidays, "LT": lt.Holidays, "LV": lv.Holidays,
		"NL": nl.Holidays, "NO": no.Holidays, "NZ": nz.Holidays, "PL": pl.Holidays, "RO": ro.Holidays,
		"SE": se.Holidays, "SI": si.Holidays, "SK": sk.Holidays, "UA": ua.Holidays, "US": us.Holidays,
		"ZA": za.Holidays,

		"AU-ACT": au.HolidaysACT, "AU-NSW": au.HolidaysNSW, "AU-NT": au.HolidaysNT, "AU-QLD": au.HolidaysQLD,
		"AU-SA": au.HolidaysSA, "AU-TAS": au.HolidaysTAS, "AU-VIC": au.HolidaysVIC, "AU-WA": au.HolidaysWA,

		"DE-BB": de.HolidaysBB, "DE-BE": de.HolidaysBE, "DE-BW": de.HolidaysBW, "DE-BY": de.HolidaysBY,
		"DE-HB": de.HolidaysHB, "DE-HE": de.HolidaysHE, "DE-HH": de.HolidaysHH, "DE-MV": de.HolidaysMV,
		"DE-NI": de.HolidaysNI, "DE-NW": de.HolidaysNW, "DE-RP": de.HolidaysRP, "DE-SH": de.HolidaysSH,
		"DE-SL": de.HolidaysSL, "DE-SN": de.HolidaysSN, "DE-ST": de.HolidaysST, "DE-TH": de.HolidaysTH,

		"CH-AG": ch.HolidaysAG, "CH-AI": ch.HolidaysAI, "CH-AR": ch.HolidaysAR, "CH-BE": ch.HolidaysBE,
		"CH-BL": ch.HolidaysBL, "CH-BS": ch.HolidaysBS, "CH-FR": ch.HolidaysFR, "CH-GE": ch.HolidaysGE,
		"CH-GL": ch.HolidaysGL, "CH-GR": ch.HolidaysGR, "CH-JU": ch.HolidaysJU, "CH-LU": ch.HolidaysLU,
		"CH-NE": ch.HolidaysNE, "CH-NW": ch.HolidaysNW, "CH-OW": ch.HolidaysOW, "CH-SG": ch.HolidaysSG,
		"CH-SH": ch.HolidaysSH, "CH-SO": ch.HolidaysSO, "CH-SZ": ch.HolidaysSZ, "CH-TG": ch.HolidaysTG,
		"CH-TI": ch.HolidaysTI, "CH-UR": ch.HolidaysUR, "CH-VD": ch.HolidaysVD, "CH-VS": ch.HolidaysVS,
		"CH-ZG": ch.HolidaysZG, "CH-ZH": ch.HolidaysZH,
	}[strings.ToUpper(country)]
	return h, ok
}

func init() {
	// The library takes the date of a holiday from a midnight in this zone. Its default is the zone of the machine,
	// where that midnight may not exist, and different machines would give different answers.
	cal.DefaultLoc = time.UTC
}

// A Calendar tells business days from other days. The zero Calendar has only Saturdays and Sundays as days off.
type Calendar struct {
	public         cal.Calendar
	free, workdays map[Date]bool
	weekend        []time.Weekday // nil is Saturday and Sunday
}

// A CalendarConfig describes a Calendar. The zero value describes the zero Calendar.
type CalendarConfig struct {
	Country  string         // "DE", or a region with its own law, "DE-BY", in upper or lower case; "" is none
	Holidays []Date         // additional days off
	Workdays []Date         // business days even if they are a weekend or a public holiday
	Weekend  []time.Weekday // nil means Saturday and Sunday; an empty list means no weekend
}

// NewCalendar returns the calendar that cfg describes. Its errors name the keys as the config file does.
func NewCalendar(cfg CalendarConfig) (*Calendar, error) {
	if err := checkWeekend(cfg.Weekend); err != nil {
		return nil, err
	}
	c := &Calendar{weekend: cfg.Weekend}
	var err error
	if c.free, err = setOf("holidays", cfg.Holidays); err != nil {
		return nil, err
	}
	if c.workdays, err = setOf("workdays", cfg.Workdays); err != nil {
		return nil, err
	}
	for _, d := range cfg.Workdays {
		if c.free[d] {
			return nil, fmt.Errorf("workdays: %s is one of the holidays, too; take it out of one of the two lists", d)
		}
	}
	if cfg.Country == "" {
		return c, nil
	}
	known, ok := holidays(cfg.Country)
	if !ok {
		return nil, fmt.Errorf("country: %q is not a country whose holidays are known; "+
			"write a code like DE, DE-BY, GB or US, or leave it empty and list the days in holidays", cfg.Country)
	}
	for _, h := range known {
		if h.Type != cal.ObservanceOther {
			c.public.AddHoliday(h)
		}
	}
	return c, nil
}

// maxListed is how many days a list may have. Even if all of them are consecutive days off, with every weekend and
// public holiday in between, the next business day comes within four years.
const maxListed = 500

// setOf returns the days of a list in the config as a set.
func setOf(name string, days []Date) (map[Date]bool, error) {
	if len(days) > maxListed {
		return nil, fmt.Errorf("%s: %d listed days are too many; expected at most %d", name, len(days), maxListed)
	}
	set := make(map[Date]bool, len(days))
	for _, d := range days {
		set[d] = true
	}
	return set, nil
}

// maxWeekend is how many days of the week may be weekend.
const maxWeekend = 4

// checkWeekend rejects a weekend that lists a day twice or leaves too few working days.
func checkWeekend(days []time.Weekday) error {
	for i, d := range days {
		if slices.Contains(days[:i], d) {
			return fmt.Errorf("weekend: %s is in the list twice; write it once", d)
		}
	}
	switch n := len(days); {
	case n == 7:
		return fmt.Errorf("weekend: the list leaves no day to work on; write at most %d days", maxWeekend)
	case n > maxWeekend:
		return fmt.Errorf("weekend: %d days are too many; write at most %d", n, maxWeekend)
	}
	return nil
}

// Holiday returns the name of the holiday on d. ok reports whether there is one. A weekend is not a holiday.
func (c *Calendar) Holiday(d Date) (name string, ok bool) {
	if c.free[d] {
		return "a listed holiday", true
	}
	// If a holiday is observed on another day, that day is the day off.
	if _, observed, h := c.public.IsHoliday(d.utc()); observed {
		return h.Name, true
	}
	return "", false
}

// IsWeekend reports whether d is a day of the weekend.
func (c *Calendar) IsWeekend(d Date) bool {
	w := d.Weekday()
	if c.weekend == nil {
		return w == time.Saturday || w == time.Sunday
	}
	return slices.Contains(c.weekend, w)
}

// IsBusinessDay reports whether d is a listed workday, or neither weekend nor holiday.
func (c *Calendar) IsBusinessDay(d Date) bool {
	if c.workdays[d] {
		return true
	}
	_, holiday := c.Holiday(d)
	return !holiday && !c.IsWeekend(d)
}

// AddBusinessDays returns the nth business day after d, or before d if n is negative; for 0 it is d itself. over
// lists the holidays outside weekends that it skipped, in the order in which it met them.
func (c *Calendar) AddBusinessDays(d Date, n int) (day Date, over []Date) {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d = d.AddDays(step)
		switch {
		case c.IsBusinessDay(d):
			n--
		case !c.IsWeekend(d):
			over = append(over, d)
		}
	}
	return d, over
}

// WorkingWeek returns the first and last day of the working week that contains d: from the end of one weekend to
// the start of the next. If the weekend is in several pieces, the longest one separates weeks; of pieces with the
// same length, the one that ends first, counted from Sunday. Without a weekend the week is Monday to Sunday.
func (c *Calendar) WorkingWeek(d Date) (first, last Date) {
	monday := d.AddDays(-((int(d.Weekday()) + 6) % 7))
	longest := -1
	for i := range 7 {
		day := monday.AddDays(i)
		// A day of the weekend never wins: the day after it has more weekend days before it.
		if n := c.weekendDaysBefore(day); n > longest {
			first, longest = day, n
		}
	}
	if d.Before(first) {
		first = first.AddDays(-7)
	}
	return first, first.AddDays(6 - c.weekendDaysBefore(first))
}

// weekendDaysBefore returns how many consecutive days of the weekend end just before d.
func (c *Calendar) weekendDaysBefore(d Date) (n int) {
	for c.IsWeekend(d.AddDays(-n - 1)) {
		n++
	}
	return n
}
