package rules

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/nz"
)

// germany returns the holidays of every state.
func germany() []*cal.Holiday { return daysOff(de.Holidays) }

// laender: the holiday acts of the states. 8 March is one in Mecklenburg-Vorpommern since 2023 (Feiertagsgesetz M-V,
// section 2).
func laender() []regionRow {
	return []regionRow{
		{code: "BB", name: "Brandenburg", days: daysOff(de.HolidaysBB)},
		{code: "BE", name: "Berlin", days: mended(de.HolidaysBE, nil,
			// Eighty years after the end of the war, and 75 after 17 June 1953 (Feiertagsgesetz Berlin, section 1).
			onlyIn(2025, onDay("Tag der Befreiung", time.May, 8)),
			onlyIn(2028, onDay("Jahrestag des Aufstandes", time.June, 17)))},
		{code: "BW", name: "Baden-Württemberg", days: daysOff(de.HolidaysBW)},
		{code: "BY", name: "Bavaria", days: daysOff(de.HolidaysBY),
			unknown: "15 August, which is one in most communes; in Augsburg also 8 August"},
		{code: "HB", name: "Bremen", days: daysOff(de.HolidaysHB)},
		{code: "HE", name: "Hesse", days: daysOff(de.HolidaysHE)},
		{code: "HH", name: "Hamburg", days: daysOff(de.HolidaysHH)},
		{code: "MV", name: "Mecklenburg-Vorpommern", days: mended(de.HolidaysMV, nil, startingIn(2023, de.Frauentag))},
		{code: "NI", name: "Lower Saxony", days: daysOff(de.HolidaysNI)},
		{code: "NW", name: "North Rhine-Westphalia", days: daysOff(de.HolidaysNW)},
		{code: "RP", name: "Rhineland-Palatinate", days: daysOff(de.HolidaysRP)},
		{code: "SH", name: "Schleswig-Holstein", days: daysOff(de.HolidaysSH)},
		{code: "SL", name: "Saarland", days: daysOff(de.HolidaysSL)},
		{code: "SN", name: "Saxony", days: daysOff(de.HolidaysSN),
			unknown: "Corpus Christi, in some communes of the district of Bautzen"},
		{code: "ST", name: "Saxony-Anhalt", days: daysOff(de.HolidaysST)},
		{code: "TH", name: "Thuringia", days: daysOff(de.HolidaysTH),
			unknown: "Corpus Christi, in Eichsfeld and some communes beside it"},
	}
}

// england returns the bank holidays of England and Wales.
func england() []*cal.Holiday { return daysOff(gb.Holidays) }

// nations: Banking and Financial Dealings Act 1971, schedule 1, and the proclamations under it. gov.uk/bank-holidays
// has them.
func nations() []regionRow {
	scottish := []*cal.Holiday{gb.EasterMonday, gb.SummerHoliday}
	return []regionRow{
		{code: "ENG", name: "England", days: england()},
		{code: "NIR", name: "Northern Ireland", days: mended(gb.Holidays, nil,
			observedOn(toMonday, onDay("St Patrick's Day", time.March, 17)),
			observedOn(toMonday, onDay("Battle of the Boyne", time.July, 12)))},
		{code: "SCT", name: "Scotland", days: mended(gb.Holidays, scottish,
			// Both new years' second days are observed alike.
			nz.DayAfterNewYear.Clone(&cal.Holiday{Name: "2nd January"}), gb.SummerHolidayScotland,
			observedOn(toMonday, onDay("St Andrew's Day", time.November, 30)),
			// Royal Proclamation of February 2026.
			onlyIn(2026, onDay("World Cup bank holiday", time.June, 15))),
			unknown: "local holidays of your council"},
		{code: "WLS", name: "Wales", days: england()},
	}
}

// australia returns the holidays of every state. Anzac Day has a substitute in some of them only.
func australia() []*cal.Holiday {
	return []*cal.Holiday{au.NewYear, au.AustraliaDay, au.GoodFriday, au.EasterMonday, au.AnzacDay, au.ChristmasDay,
		au.BoxingDay}
}

// states: the public holidays acts of the states, collected at fairwork.gov.au; the library has the Queen's Birthday
// for the King's. New South Wales has a Monday for Anzac Day in 2026 and 2027 (Public Holidays Amendment (Anzac Day)
// Order 2026).
func states() []regionRow {
	kings := func(list []*cal.Holiday, more ...*cal.Holiday) []*cal.Holiday {
		days := mended(list, []*cal.Holiday{au.QueensBirthday, au.QueensBirthdayQld}, more...)
		if slices.Contains(list, au.QueensBirthday) {
			days = append(days, nthWeekday("King's Birthday", 2, time.Monday, time.June))
		}
		return days
	}
	return []regionRow{
		{code: "ACT", name: "Australian Capital Territory", days: kings(au.HolidaysACT)},
		{code: "NSW", name: "New South Wales", days: kings(au.HolidaysNSW,
			onlyIn(2026, onDay("Additional day for Anzac Day", time.April, 27)),
			onlyIn(2027, onDay("Additional day for Anzac Day", time.April, 26)))},
		{code: "NT", name: "Northern Territory", days: kings(au.HolidaysNT), unknown: "show days"},
		{code: "QLD", name: "Queensland", days: kings(au.HolidaysQLD,
			nthWeekday("King's Birthday", 1, time.Monday, time.October)),
			unknown: "show days, the evening of 24 December"},
		// Public Holidays Act 2023: Anzac Day has no substitute since.
		{code: "SA", name: "South Australia", days: mended(kings(au.HolidaysSA),
			[]*cal.Holiday{au.AnzacDayNtQldSa}, au.AnzacDay)},
		{code: "TAS", name: "Tasmania", days: kings(au.HolidaysTAS), unknown: "holidays of a part of the state"},
		{code: "VIC", name: "Victoria", days: kings(au.HolidaysVIC),
			unknown: "the Friday before the football final, if that is moved"},
		{code: "WA", name: "Western Australia", days: daysOff(au.HolidaysWA),
			unknown: "the King's Birthday, if it is proclaimed for another day than the last Monday of " +
				"September; what the bill of 2025 moves from 2028 on"},
	}
}
