package rules

import (
	"time"

	"github.com/rickar/cal/v2"
)

// israel: Law and Administration Ordinance, section 18A, for the days of rest, and Independence Day Law of 1949. A
// holiday begins on the evening before, when offices close early; only the day itself is one here.
func israel() []*cal.Holiday {
	return []*cal.Holiday{
		hebrew("Rosh Hashanah", tishri, 1), hebrew("Rosh Hashanah", tishri, 2), hebrew("Yom Kippur", tishri, 10),
		hebrew("Sukkot", tishri, 15), hebrew("Simchat Torah", tishri, 22), hebrew("Passover", nisan, 15),
		hebrew("Seventh day of Passover", nisan, 21), hebrew("Shavuot", sivan, 6),
		{Name: "Independence Day", Func: func(_ *cal.Holiday, year int) time.Time { return independenceDay(year) }},
	}
}

// A hebrewMonth is how many months before the first of Tishri, in which a year begins, a month begins; those that
// holidays are in have the same lengths in every year.
type hebrewMonth int

// The months of the holidays.
const (
	tishri hebrewMonth = 0
	sivan  hebrewMonth = 4 // followed by Tammuz, Av and Elul
	iyar   hebrewMonth = 5
	nisan  hebrewMonth = 6
)

// hebrew returns a holiday on a day of the Hebrew calendar.
func hebrew(name string, month hebrewMonth, day int) *cal.Holiday {
	return &cal.Holiday{Name: name, Func: func(_ *cal.Holiday, year int) time.Time {
		return hebrewDay(year, month, day)
	}}
}

// hebrewDay returns the day of the Hebrew calendar that falls in a civil year. From Nisan to Elul, months have 30 and
// 29 days in turn, so that they can be counted back from the new year in autumn.
func hebrewDay(year int, month hebrewMonth, day int) time.Time {
	back := 0
	for m := range month {
		back += 29 + int(m)%2 // Elul has 29, Av 30 …
	}
	return hebrewNewYear(year+3761).AddDate(0, 0, day-1-back)
}

// independenceDay is 5 Iyar, moved so that neither it nor the day of remembrance before it touches the Sabbath.
func independenceDay(year int) time.Time {
	day := hebrewDay(year, iyar, 5)
	switch day.Weekday() {
	case time.Monday:
		return day.AddDate(0, 0, 1)
	case time.Friday:
		return day.AddDate(0, 0, -1)
	case time.Saturday:
		return day.AddDate(0, 0, -2)
	}
	return day
}

// hebrewNewYear returns 1 Tishri of a Hebrew year: the day of its mean new moon, put off so that it is not a Sunday,
// Wednesday or Friday, and so that no year has an impossible length.
func hebrewNewYear(year int) time.Time {
	// Rosh Hashanah of the year 5787 was Saturday 12 September 2026.
	const ofKnownYear = 5787
	known := time.Date(2026, time.September, 12, 0, 0, 0, 0, time.UTC)
	return known.AddDate(0, 0, hebrewDays(year)-hebrewDays(ofKnownYear))
}

// hebrewDays returns the days from the epoch of the Hebrew calendar to 1 Tishri of a year.
func hebrewDays(year int) int {
	day := delayedMoon(year)
	switch {
	case delayedMoon(year+1)-day == 356: // a common year has 353 to 355 days
		day += 2
	case day-delayedMoon(year-1) == 382: // a leap year has 383 to 385
		day++
	}
	return day
}

// delayedMoon returns the day of the mean new moon of Tishri, or the next if it is a Sunday, Wednesday or Friday or the
// moon comes after noon. A month has 29 days, 12 hours and 793 of the 1080 parts of an hour; 7 of 19 years have a
// month more.
func delayedMoon(year int) int {
	months := (235*year - 234) / 19
	parts := 12084 + 13753*months // beyond the 29 days of each month, from noon on
	day := 29*months + parts/25920
	if 3*(day+1)%7 < 3 {
		day++
	}
	return day
}
