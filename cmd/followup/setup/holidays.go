package setup

import (
	"fmt"
	"strings"
	"time"

	"followup/cmd/followup/config"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/rules"
)

// ListPlaces prints the countries and regions whose public holidays are known.
func ListPlaces(t *term.Terminal) {
	regions := make(map[string][]string)
	for _, p := range rules.Places() {
		if country, region, ok := strings.Cut(p.Code, "-"); ok {
			regions[country] = append(regions[country], region)
		}
	}
	for _, p := range rules.Places() {
		if p.IsRegion() {
			continue
		}
		text := p.Name
		if r := regions[p.Code]; r != nil {
			text += fmt.Sprintf("; %s for %s, and by region, as in %s-%s: %s", p.Code, p.Means, p.Code, r[0],
				strings.Join(r, ", "))
		}
		t.Entry("  "+p.Code+"  ", text)
	}
}

// ListHolidays prints the public holidays that a place has from a day on until the end of the next year.
func ListHolidays(t *term.Terminal, p rules.Place, from rules.Date) {
	t.Printf("%s (%s)\n", p.Name, p.Code)
	if p.Means != "" {
		t.Entry("  ", "These are "+p.Means+".")
	}
	for year := from.Year; year <= from.Year+1; year++ {
		for _, h := range p.Holidays(year) {
			if !h.Date.Before(from) {
				t.Entry(fmt.Sprintf("  %-16s", h.Date.Long()), term.Clean(h.Name))
			}
		}
	}
	t.Entry("  ", "The usual weekend is "+weekdays(p.Weekend)+".")
	if p.Unknown != "" {
		t.Entry("  ", "Not known: "+p.Unknown+". schedule.holidays adds a day, schedule.workdays takes one out.")
	}
}

// weekdays lists days of the week.
func weekdays(days []time.Weekday) string {
	var names []string
	for _, d := range days {
		names = append(names, d.String())
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " and " + names[last]
	}
	return strings.Join(names, "")
}

// printBusinessDays says which weekend and which holidays were taken, the next of these, and what is not known.
func printBusinessDays(t *term.Terminal, own config.ScheduleConfig, calendar *rules.Calendar, today rules.Date) {
	p, ok := calendar.Place()
	weekend := weekdays(calendar.Weekend())
	if ok && weekend != weekdays(p.Weekend) {
		weekend += ", where " + weekdays(p.Weekend) + " is usual"
	}
	t.Entry("  weekend     ", weekend)
	text := "none: schedule.country is empty; followup config holidays lists the countries"
	if ok {
		text = fmt.Sprintf("%s (%s)", p.Name, p.Code)
		if p.Means != "" {
			text += ", " + p.Means
		}
		if h, ok := nextHoliday(calendar, today); ok {
			text += fmt.Sprintf("; the next is %s, %s", h.Date.Long(), h.Name)
		}
	}
	t.Entry("  holidays    ", text)
	if n, m := len(own.Holidays), len(own.Workdays); n+m > 0 {
		t.Entry("              ", fmt.Sprintf("of your own %s and %s", phrase.Count(n, "holiday"),
			phrase.Count(m, "workday")))
	}
	if p.Unknown != "" {
		t.Entry("              ", "not known: "+p.Unknown+
			"; schedule.holidays adds a day, schedule.workdays takes one out")
	}
}

// nextHoliday returns the first public holiday from today on that would be a business day otherwise.
func nextHoliday(calendar *rules.Calendar, today rules.Date) (rules.Holiday, bool) {
	for year := today.Year; year <= today.Year+1; year++ {
		for _, h := range calendar.Holidays(year) {
			if !h.Date.Before(today) && !calendar.IsWeekend(h.Date) && !calendar.IsBusinessDay(h.Date) {
				return h, true
			}
		}
	}
	return rules.Holiday{}, false
}
