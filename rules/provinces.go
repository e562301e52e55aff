package rules

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/ca"
)

// canada returns the general holidays of the Canada Labour Code, section 166, which hold for banks, transport and
// federal offices.
func canada() []*cal.Holiday {
	return []*cal.Holiday{ca.NewYear, ca.GoodFriday, ca.VictoriaDay, ca.CanadaDay, ca.LabourDay,
		ca.NationalDayForTruthAndReconciliation, ca.ThanksgivingDay, ca.RemembranceDay, ca.ChristmasDay, ca.BoxingDay}
}

// provinces: the general holidays of each province's employment standards act, or of what it is called there. Where
// one falls on a weekend, most employers give the Monday after it, whatever the act says.
func provinces() []regionRow {
	february := func(name string) *cal.Holiday { return nthWeekday(name, 3, time.Monday, time.February) }
	august := func(name string) *cal.Holiday { return nthWeekday(name, 1, time.Monday, time.August) }
	truth := func(year int) *cal.Holiday { return startingIn(year, ca.NationalDayForTruthAndReconciliation) }
	peoples := observedOn(toMonday, onDay("National Indigenous Peoples Day", time.June, 21))
	return []regionRow{
		// Employment Standards Code, section 25.
		{code: "AB", name: "Alberta", days: province(february("Family Day"), ca.VictoriaDay, ca.ThanksgivingDay,
			ca.RemembranceDay)},
		// Employment Standards Act, section 1.
		{code: "BC", name: "British Columbia", days: province(february("Family Day"), ca.VictoriaDay,
			august("British Columbia Day"), truth(2023), ca.ThanksgivingDay, ca.RemembranceDay)},
		// Employment Standards Code, section 21, and Remembrance Day Act.
		{code: "MB", name: "Manitoba", days: province(february("Louis Riel Day"), ca.VictoriaDay, truth(2024),
			ca.ThanksgivingDay, ca.RemembranceDay)},
		// Employment Standards Act, section 1.
		{code: "NB", name: "New Brunswick", days: province(february("Family Day"), august("New Brunswick Day"),
			ca.RemembranceDay)},
		// Labour Standards Act, section 14.
		{code: "NL", name: "Newfoundland and Labrador", days: province(ca.RemembranceDay)},
		// Labour Standards Code, section 37, and Remembrance Day Act.
		{code: "NS", name: "Nova Scotia", days: province(february("Heritage Day"), ca.RemembranceDay)},
		// Employment Standards Act, section 1.
		{code: "NT", name: "Northwest Territories", days: province(ca.VictoriaDay, peoples, august("Civic Holiday"),
			truth(2022), ca.ThanksgivingDay, ca.RemembranceDay)},
		// Labour Standards Act, section 1.
		{code: "NU", name: "Nunavut", days: province(ca.VictoriaDay, august("Civic Holiday"), truth(2022),
			ca.ThanksgivingDay, ca.RemembranceDay), unknown: "9 July, which the government has off"},
		// Employment Standards Act, 2000, section 1.
		{code: "ON", name: "Ontario", days: province(february("Family Day"), ca.VictoriaDay, ca.ThanksgivingDay,
			ca.BoxingDay)},
		// Employment Standards Act, section 6.
		{code: "PE", name: "Prince Edward Island", days: province(february("Islander Day"), truth(2022),
			ca.RemembranceDay)},
		// Act respecting labour standards, section 60, and National Holiday Act.
		{code: "QC", name: "Quebec", days: province(nthWeekday("National Patriots' Day", -2, time.Monday, time.May),
			onDay("National Holiday", time.June, 24), ca.ThanksgivingDay),
			unknown: "Easter Monday, where the employer gives that instead of Good Friday"},
		// Saskatchewan Employment Act, section 2-30.
		{code: "SK", name: "Saskatchewan", days: province(february("Family Day"), ca.VictoriaDay,
			august("Saskatchewan Day"), ca.ThanksgivingDay, ca.RemembranceDay)},
		// Employment Standards Act, section 1.
		{code: "YT", name: "Yukon", days: province(ca.VictoriaDay, peoples, nthWeekday("Discovery Day", 3, time.Monday,
			time.August), truth(2023), ca.ThanksgivingDay, ca.RemembranceDay)},
	}
}

// province returns the holidays of every province and more.
func province(more ...*cal.Holiday) []*cal.Holiday {
	return append([]*cal.Holiday{ca.NewYear, ca.GoodFriday, ca.CanadaDay, ca.LabourDay, ca.ChristmasDay}, more...)
}
