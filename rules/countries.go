package rules

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/cy"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/ee"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/hu"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/is"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/ke"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/mt"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/pt"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"
)

// A countryRow is a row of the table of places.
type countryRow struct {
	code, name string
	days       []*cal.Holiday
	weekend    []time.Weekday // nil is Saturday and Sunday
	means      string         // as Place.Means
	unknown    string         // as Place.Unknown, also of its regions
	regions    []regionRow
}

type regionRow struct {
	code, name string
	days       []*cal.Holiday
	unknown    string // besides those of the country
}

// fridayAndSaturday is the weekend where Sunday begins the week.
var fridayAndSaturday = []time.Weekday{time.Friday, time.Saturday}

// byTheMoon names the days that depend on when a new moon is seen, and that a government announces shortly before.
const byTheMoon = "Eid al-Fitr, Eid al-Adha"

// countries returns the table. Where the holiday library is right, its list stands; what it lacks or has wrong is
// in mended.go and in the files of the countries with regions.
func countries() []countryRow {
	return []countryRow{
		{code: "AE", name: "United Arab Emirates", days: emirates(),
			unknown: byTheMoon + ", the day of Arafah, the Islamic new year, the Prophet's birthday, " +
				"days that are moved"},
		{code: "AR", name: "Argentina", days: argentina(), unknown: "bridge days of the government"},
		{code: "AT", name: "Austria", days: daysOff(at.Holidays)},
		{code: "AU", name: "Australia", days: australia(), means: "those of every state", regions: states()},
		{code: "BE", name: "Belgium", days: daysOff(be.Holidays)},
		{code: "BG", name: "Bulgaria", days: daysOff(bg.Holidays)},
		{code: "BH", name: "Bahrain", days: bahrain(), weekend: fridayAndSaturday,
			unknown: byTheMoon + ", Ashura, the Islamic new year, the Prophet's birthday, days that are moved"},
		{code: "BR", name: "Brazil", days: brazil(), unknown: "holidays of your state and city"},
		{code: "CA", name: "Canada", days: canada(), means: "those of federal law, as banks have",
			regions: provinces()},
		{code: "CH", name: "Switzerland", days: switzerland(), means: "those of every canton", regions: cantons()},
		{code: "CY", name: "Cyprus", days: daysOff(cy.Holidays)},
		{code: "CZ", name: "Czechia", days: daysOff(cz.Holidays)},
		{code: "DE", name: "Germany", days: germany(), means: "those of every state", regions: laender()},
		{code: "DK", name: "Denmark", days: denmark(),
			unknown: "5 June and 24 December, where a collective agreement gives them"},
		{code: "EE", name: "Estonia", days: daysOff(ee.Holidays)},
		{code: "ES", name: "Spain", days: daysOff(es.Holidays),
			unknown: "holidays of your autonomous community and town"},
		{code: "FI", name: "Finland", days: finland()},
		{code: "FR", name: "France", days: daysOff(fr.Holidays),
			unknown: "in Alsace and Moselle also Good Friday and 26 December"},
		{code: "GB", name: "United Kingdom", days: england(), means: "those of England and Wales",
			regions: nations()},
		{code: "GR", name: "Greece", days: greece()},
		{code: "HR", name: "Croatia", days: daysOff(hr.Holidays)},
		{code: "HU", name: "Hungary", days: daysOff(hu.Holidays), unknown: "days that the government exchanges"},
		{code: "IE", name: "Ireland", days: daysOff(ie.Holidays)},
		{code: "IL", name: "Israel", days: israel(), weekend: fridayAndSaturday},
		{code: "IN", name: "India", days: india(),
			unknown: "holidays of your state and employer, which are most of them"},
		{code: "IS", name: "Iceland", days: daysOff(is.Holidays),
			unknown: "the afternoons of 24 and 31 December"},
		{code: "IT", name: "Italy", days: daysOff(it.Holidays), unknown: "the patron saint's day of your town"},
		{code: "JP", name: "Japan", days: japan()},
		{code: "KE", name: "Kenya", days: daysOff(ke.Holidays), unknown: "Idd-ul-Fitr, Idd-ul-Azha"},
		{code: "KW", name: "Kuwait", days: kuwait(), weekend: fridayAndSaturday,
			unknown: byTheMoon + ", the day of Arafah, Isra and Miraj, the Islamic new year, the Prophet's birthday, " +
				"days that are moved"},
		{code: "LT", name: "Lithuania", days: daysOff(lt.Holidays)},
		{code: "LU", name: "Luxembourg", days: luxembourg()},
		{code: "LV", name: "Latvia", days: daysOff(lv.Holidays)},
		{code: "MT", name: "Malta", days: daysOff(mt.Holidays)},
		{code: "MX", name: "Mexico", days: mexico()},
		{code: "NL", name: "Netherlands", days: daysOff(nl.Holidays)},
		{code: "NO", name: "Norway", days: daysOff(no.Holidays)},
		{code: "NZ", name: "New Zealand", days: newZealand(), unknown: "the anniversary day of your region"},
		{code: "OM", name: "Oman", days: oman(), weekend: fridayAndSaturday,
			unknown: byTheMoon + ", Isra and Miraj, the Islamic new year, the Prophet's birthday, days that are moved"},
		{code: "PL", name: "Poland", days: daysOff(pl.Holidays)},
		{code: "PT", name: "Portugal", days: daysOff(pt.Holidays), unknown: "the day of your town"},
		{code: "QA", name: "Qatar", days: qatar(), weekend: fridayAndSaturday,
			unknown: byTheMoon + ", days that are moved"},
		{code: "RO", name: "Romania", days: daysOff(ro.Holidays)},
		{code: "RS", name: "Serbia", days: serbia()},
		{code: "RU", name: "Russia", days: russia(), unknown: "days that the government moves"},
		{code: "SA", name: "Saudi Arabia", days: saudiArabia(), weekend: fridayAndSaturday,
			unknown: byTheMoon + ", days that are moved"},
		{code: "SE", name: "Sweden", days: sweden()},
		{code: "SI", name: "Slovenia", days: daysOff(si.Holidays)},
		{code: "SK", name: "Slovakia", days: slovakia()},
		{code: "TH", name: "Thailand", days: thailand(),
			unknown: "Makha Bucha, Visakha Bucha, Asalha Bucha, extra days of the government"},
		{code: "UA", name: "Ukraine", days: ukraine(),
			unknown: "whether martial law is on, under which all of them are working days: then leave country empty"},
		{code: "US", name: "United States", days: daysOff(us.Holidays), means: "those of federal law, for every state"},
		{code: "ZA", name: "South Africa", days: daysOff(za.Holidays)},
	}
}
