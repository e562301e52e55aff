package rules

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rickar/cal/v2"
)

// A Place is a country, or a region of one, whose public holidays are known.
type Place struct {
	Code string // ISO 3166: "DE" for a country, "DE-BY" for a region of it
	Name string // in English: "Germany", "Bavaria"

	// Weekend is the usual one of the country.
	Weekend []time.Weekday
	// Means says whose holidays a country's own code has, if each of its regions has more or others; else it is "".
	Means string
	// Unknown names the holidays that cannot be known beforehand or are not known here, as a list of days; "" if
	// there are none.
	Unknown string

	days []*cal.Holiday
}

// A Holiday is a public holiday on the day on which it is a day off.
type Holiday struct {
	Date Date
	Name string
}

// Country returns the code of the place's country, which is its own unless it is a region.
func (p Place) Country() string {
	country, _, _ := strings.Cut(p.Code, "-")
	return country
}

// IsRegion reports whether the place is a region of a country.
func (p Place) IsRegion() bool { return p.Country() != p.Code }

// Holidays returns the public holidays of a year, in their order, at weekends too. A day with two holidays is listed
// once.
func (p Place) Holidays(year int) []Holiday {
	var found []Holiday
	for d, name := range observed(p.days, year) {
		found = append(found, Holiday{d, name})
	}
	slices.SortFunc(found, func(a, b Holiday) int { return a.Date.utc().Compare(b.Date.utc()) })
	return found
}

// observed returns the days off of a year with their names. Where a holiday is observed on another day, that day is
// the day off, which may be in the year before or after.
func observed(holidays []*cal.Holiday, year int) map[Date]string {
	days := make(map[Date]string)
	for _, h := range holidays {
		for y := year - 1; y <= year+1; y++ {
			_, at := h.Calc(y)
			if at.Year() != year {
				continue
			}
			d := Date{at.Year(), at.Month(), at.Day()}
			if _, taken := days[d]; !taken {
				days[d] = h.Name
			}
		}
	}
	return days
}

// Places returns the places whose public holidays are known, in the order of their codes: a country, then its regions.
func Places() []Place { return slices.Clone(places()) }

// FindPlace returns the place with a code, which may be in lower case. ok reports whether there is one.
func FindPlace(code string) (p Place, ok bool) {
	code = strings.ToUpper(code)
	i, ok := slices.BinarySearchFunc(places(), code, func(p Place, code string) int {
		return strings.Compare(p.Code, code)
	})
	if !ok {
		return Place{}, false
	}
	return places()[i], true
}

// places makes the table when it is first needed, which is not at each start of the program.
var places = sync.OnceValue(func() []Place {
	var all []Place
	for _, c := range countries() {
		weekend := c.weekend
		if weekend == nil {
			weekend = []time.Weekday{time.Saturday, time.Sunday}
		}
		all = append(all, Place{Code: c.code, Name: c.name, Weekend: weekend, Means: c.means, Unknown: c.unknown,
			days: c.days})
		for _, r := range c.regions {
			all = append(all, Place{Code: c.code + "-" + r.code, Name: r.name, Weekend: weekend,
				Unknown: together(r.unknown, c.unknown), days: r.days})
		}
	}
	slices.SortFunc(all, func(a, b Place) int { return strings.Compare(a.Code, b.Code) })
	return all
})

// together puts two lists of days together; either may be "".
func together(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}
