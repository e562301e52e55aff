package rules

import (
	"time"

	"github.com/rickar/cal/v2"
)

// The holidays of the states on the Gulf that the civil calendar fixes. Those of the Islamic calendar are known when
// they are announced, often the evening before, so they are not computed here.

// emirates: Cabinet Resolution 27 of 2024. The weekend is Saturday and Sunday since 2022; the federal government
// works until noon on Fridays, which still are business days.
func emirates() []*cal.Holiday {
	return []*cal.Holiday{onDay("New Year's Day", time.January, 1), onDay("National Day", time.December, 2),
		onDay("National Day", time.December, 3)}
}

// bahrain: Labour Law 36 of 2012, article 64.
func bahrain() []*cal.Holiday {
	return []*cal.Holiday{onDay("New Year's Day", time.January, 1), onDay("Labour Day", time.May, 1),
		onDay("National Day", time.December, 16), onDay("National Day", time.December, 17)}
}

// kuwait: Labour Law 6 of 2010, article 68.
func kuwait() []*cal.Holiday {
	return []*cal.Holiday{onDay("New Year's Day", time.January, 1), onDay("National Day", time.February, 25),
		onDay("Liberation Day", time.February, 26)}
}

// oman: Royal Decree 88/2022, as amended by 15/2025.
func oman() []*cal.Holiday {
	return []*cal.Holiday{onDay("Accession Day", time.January, 11),
		startingIn(2025, onDay("National Day", time.November, 20)),
		startingIn(2025, onDay("National Day", time.November, 21))}
}

// qatar: Labour Law 14 of 2004, article 78, and Amiri Decision 80 of 2011 for the day of sport.
func qatar() []*cal.Holiday {
	return []*cal.Holiday{nthWeekday("National Sport Day", 2, time.Tuesday, time.February),
		onDay("National Day", time.December, 18)}
}

// saudiArabia: Executive Regulations of the Labor Law, article 24.
func saudiArabia() []*cal.Holiday {
	return []*cal.Holiday{onDay("Founding Day", time.February, 22), onDay("National Day", time.September, 23)}
}
