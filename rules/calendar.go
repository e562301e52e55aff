package rules

import (
	"fmt"
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

// holidays are the countries (ISO 3166-1) and, where holidays are regional law, the regions (ISO 3166-2) whose public
// holidays the calendar library knows.
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
	// The library works out a holiday as a midnight in this zone and takes the date of it. In the machine's zone, its
	// default, a midnight may not exist, and the same input would give another answer on another machine.
	cal.DefaultLoc = time.UTC
}

// Calendar tells business days from others. The zero Calendar knows weekends only.
type Calendar struct {
	public cal.Calendar
	listed map[Date]bool
}

// NewCalendar is the calendar of a country ("DE"), or of a region where its law differs ("DE-BY"), in any case; "" is
// no country. The extra days are free as well.
func NewCalendar(country string, extra []Date) (*Calendar, error) {
	if len(extra) > maxListed {
		return nil, fmt.Errorf("%d listed holidays are too many; expected at most %d", len(extra), maxListed)
	}
	c := &Calendar{listed: map[Date]bool{}}
	for _, d := range extra {
		c.listed[d] = true
	}
	if country == "" {
		return c, nil
	}
	known, ok := holidays(country)
	if !ok {
		return nil, fmt.Errorf("%q is not a country whose holidays are known; write a code like DE, DE-BY, GB or US, "+
			"or leave it empty and list the days in holidays", country)
	}
	for _, h := range known {
		if h.Type != cal.ObservanceOther {
			c.public.AddHoliday(h)
		}
	}
	return c, nil
}

// Holiday is the name of the holiday that the day is, if it is one. Weekends are none.
func (c *Calendar) Holiday(d Date) (name string, ok bool) {
	if c.listed[d] {
		return "a listed holiday", true
	}
	// A holiday that is observed on another day is free on that one.
	if _, observed, h := c.public.IsHoliday(d.utc()); observed {
		return h.Name, true
	}
	return "", false
}

// IsBusinessDay tells whether the day is Monday to Friday and no holiday.
func (c *Calendar) IsBusinessDay(d Date) bool {
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return false
	}
	_, holiday := c.Holiday(d)
	return !holiday
}

// AddBusinessDays is the nth business day after d, or before it for a negative n, and the holidays on weekdays that it
// stepped over, in order. For 0 it is d itself.
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
		case d.Weekday() != time.Saturday && d.Weekday() != time.Sunday:
			over = append(over, d)
		}
	}
	return d, over
}

// maxListed is how many days may be listed. Even if they follow each other, with every weekend and public holiday in
// between, a business day comes within twice as many.
const maxListed = 500
