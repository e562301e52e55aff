package rules

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/ar"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/fi"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/lu"
	"github.com/rickar/cal/v2/mx"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/rs"
	"github.com/rickar/cal/v2/ru"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/th"
)

// toMonday is the usual substitution: a day at the weekend is taken on the Monday after it.
var toMonday = []cal.AltDay{{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: 1}}

// daysOff returns the days of a list of the library that are days off. The others, such as New Year's Eve in Sweden,
// are on its lists for what they mean to schools or shops.
func daysOff(list []*cal.Holiday) []*cal.Holiday {
	return slices.DeleteFunc(slices.Clone(list), func(h *cal.Holiday) bool { return h.Type == cal.ObservanceOther })
}

// mended returns the days off of a list of the library without some of them, and with others.
func mended(list, wrong []*cal.Holiday, missing ...*cal.Holiday) []*cal.Holiday {
	rest := slices.DeleteFunc(daysOff(list), func(h *cal.Holiday) bool { return slices.Contains(wrong, h) })
	return append(rest, missing...)
}

// onDay returns a holiday on the same day each year.
func onDay(name string, month time.Month, day int) *cal.Holiday {
	return &cal.Holiday{Name: name, Month: month, Day: day, Func: cal.CalcDayOfMonth}
}

// afterEaster returns a holiday a number of days after Easter Sunday.
func afterEaster(name string, days int) *cal.Holiday {
	return &cal.Holiday{Name: name, Offset: days, Func: cal.CalcEasterOffset}
}

// nthWeekday returns a holiday on the nth weekday of a month, from its end if n is negative.
func nthWeekday(name string, n int, day time.Weekday, month time.Month) *cal.Holiday {
	return &cal.Holiday{Name: name, Month: month, Weekday: day, Offset: n, Func: cal.CalcWeekdayOffset}
}

// startingIn returns a holiday that is one from a year on.
func startingIn(year int, h *cal.Holiday) *cal.Holiday { return h.Clone(&cal.Holiday{StartYear: year}) }

// onlyIn returns a holiday of one year alone.
func onlyIn(year int, h *cal.Holiday) *cal.Holiday {
	return h.Clone(&cal.Holiday{StartYear: year, EndYear: year})
}

// observedOn returns a holiday with other substitute days.
func observedOn(alt []cal.AltDay, h *cal.Holiday) *cal.Holiday {
	return h.Clone(&cal.Holiday{Observed: alt})
}

// asItFalls returns a holiday without substitute days.
func asItFalls(h *cal.Holiday) *cal.Holiday { return observedOn([]cal.AltDay{}, h) }

// argentina: Ley 27.399. Good Friday is the holiday and Maundy Thursday is optional; 20 June is never moved; the
// four days of article 6 go to a Monday, from Tuesday and Wednesday to the one before.
func argentina() []*cal.Holiday {
	monday := []cal.AltDay{{Day: time.Tuesday, Offset: -1}, {Day: time.Wednesday, Offset: -2},
		{Day: time.Thursday, Offset: 4}, {Day: time.Friday, Offset: 3}}
	wrong := []*cal.Holiday{ar.EasternsDay, ar.GuemesDay, ar.BelgranoDay, ar.SanMartinDay, ar.DiversityDay,
		ar.SovereigntyDay}
	return mended(ar.Holidays, wrong, afterEaster("Viernes Santo", -2), asItFalls(ar.BelgranoDay),
		observedOn(monday, ar.GuemesDay), observedOn(monday, ar.SanMartinDay), observedOn(monday, ar.DiversityDay),
		observedOn(monday, ar.SovereigntyDay))
}

// brazil: Carnival and Corpus Christi are holidays by custom; banks are closed on both days of Carnival (Resolução
// CMN 4.880/2020), and offices are, too.
func brazil() []*cal.Holiday {
	return mended(br.Holidays, nil, afterEaster("Carnaval", -48))
}

// denmark: Constitution Day is no holiday of the church, which are those of the law; some agreements give it.
func denmark() []*cal.Holiday { return mended(dk.Holidays, []*cal.Holiday{dk.Grundlovsdag}) }

// finland: Christmas Eve is no working day by the Annual Holidays Act (162/2005), section 4.
func finland() []*cal.Holiday {
	return mended(fi.Holidays, nil, fi.Jouluaatto.Clone(&cal.Holiday{Type: cal.ObservancePublic}))
}

// greece: the library calls New Year's Day Christmas.
func greece() []*cal.Holiday {
	return mended(gr.Holidays, []*cal.Holiday{gr.Protoxronia}, aa.NewYear.Clone(&cal.Holiday{Name: "Πρωτοχρονιά"}))
}

// india: the Republic Day, Independence Day and Gandhi's birthday are holidays in every state, by the states' acts on
// national and festival holidays; all others differ.
func india() []*cal.Holiday {
	return []*cal.Holiday{onDay("Republic Day", time.January, 26), onDay("Independence Day", time.August, 15),
		onDay("Gandhi Jayanti", time.October, 2)}
}

// japan: the library writes the day of the vernal equinox into the holiday that it is asked about, which two calendars
// must not do at once.
func japan() []*cal.Holiday {
	spring := jp.VernalEquinoxDay.Clone(nil)
	spring.Func = func(h *cal.Holiday, year int) time.Time {
		return jp.VernalEquinoxDay.Func(h.Clone(nil), year)
	}
	return mended(jp.Holidays, []*cal.Holiday{jp.VernalEquinoxDay}, spring)
}

// luxembourg: Code du travail, article L. 232-2: 9 May is one since 2019.
func luxembourg() []*cal.Holiday {
	return mended(lu.Holidays, nil, startingIn(2019, onDay("Journée de l'Europe", time.May, 9)))
}

// mexico: Ley Federal del Trabajo, article 74. Two days have moved to Mondays, none has a substitute, and every sixth
// 1 October a president takes office.
func mexico() []*cal.Holiday {
	office := startingIn(2024, onDay("Transmisión del Poder Ejecutivo Federal", time.October, 1))
	office.Func = func(h *cal.Holiday, year int) time.Time {
		if (year-2024)%6 != 0 {
			return time.Time{}
		}
		return cal.CalcDayOfMonth(h, year)
	}
	return []*cal.Holiday{asItFalls(mx.NewYear), nthWeekday("Constitution Day", 1, time.Monday, time.February),
		nthWeekday("Benito Juárez's Birthday", 3, time.Monday, time.March), asItFalls(mx.LabourDay),
		asItFalls(mx.IndependenceDay), mx.RevolutionDay, office, asItFalls(mx.ChristmasDay)}
}

// newZealand: Te Kāhui o Matariki Public Holiday Act 2022, schedule 1, has the dates until 2052; the library knows
// them, but does not list them. The King's Birthday has the name of the Queen's there.
func newZealand() []*cal.Holiday {
	matariki := nz.Matariki.Clone(&cal.Holiday{StartYear: 2022, EndYear: 2052})
	return mended(nz.Holidays, []*cal.Holiday{nz.KingsBirthday}, matariki,
		nthWeekday("King's Birthday", 1, time.Monday, time.June))
}

// russia: Labour Code, article 112: 1 to 6 and 8 January are holidays, too, and those of 1 to 8 January are moved by
// the government alone.
func russia() []*cal.Holiday {
	days := mended(ru.Holidays, []*cal.Holiday{ru.NewYear, ru.OrthodoxChristmas}, asItFalls(ru.OrthodoxChristmas))
	for _, day := range []int{1, 2, 3, 4, 5, 6, 8} {
		days = append(days, onDay("Новогодние каникулы", time.January, day))
	}
	return days
}

// serbia: Law on State and Other Holidays, article 3a: for a day of a state holiday that is a Sunday, the next working
// day is free.
func serbia() []*cal.Holiday {
	first, second := []cal.AltDay{{Day: time.Sunday, Offset: 2}}, []cal.AltDay{{Day: time.Sunday, Offset: 1}}
	return mended(rs.Holidays, []*cal.Holiday{rs.NovaGodina, rs.DrugiDanNoveGodine, rs.DanDrzavnosti,
		rs.DrugiDanDrzavnosti, rs.PraznikRada, rs.DrugiDanPraznikaRada, rs.DanPrimirja},
		observedOn(first, rs.NovaGodina), observedOn(second, rs.DrugiDanNoveGodine),
		observedOn(first, rs.DanDrzavnosti), observedOn(second, rs.DrugiDanDrzavnosti),
		observedOn(first, rs.PraznikRada), observedOn(second, rs.DrugiDanPraznikaRada),
		observedOn(second, rs.DanPrimirja),
		// In 2027 the second day of May is Easter Sunday, and the next working day Tuesday.
		onlyIn(2027, onDay("Praznik rada", time.May, 4)))
}

// slovakia: Act 241/1993 as amended. 1 September is a working day from 2024 and 17 November from 2025 (Act 261/2025);
// in 2026 alone, 8 May and 15 September are, too.
func slovakia() []*cal.Holiday {
	return mended(sk.Holidays, []*cal.Holiday{sk.Constitution, sk.Freedom, sk.Liberation, sk.LadyOfSorrows},
		sk.Constitution.Clone(&cal.Holiday{EndYear: 2023}), sk.Freedom.Clone(&cal.Holiday{EndYear: 2024}),
		sk.Liberation.Clone(&cal.Holiday{Except: []int{2026}}),
		sk.LadyOfSorrows.Clone(&cal.Holiday{Except: []int{2026}}))
}

// sweden: Midsummer's Eve, Christmas Eve and New Year's Eve count as Sundays by the Annual Leave Act (1977:480),
// section 7.
func sweden() []*cal.Holiday { return slices.Clone(se.Holidays) }

// thailand: private employers have Labour Day off, too (Labour Protection Act, section 29), and nobody has a substitute
// for New Year's Eve.
func thailand() []*cal.Holiday { return append(daysOff(th.Holidays), th.LaborDay) }

// ukraine: Labour Code, articles 67 and 73, as amended by the acts 3107-IX (8 May) and 3258-IX (15 July, 1 October,
// 25 December) of 2023. Martial law suspends them (act 2136-IX, article 6); the days stand all the same, because a mail
// a day later does no harm, and nobody knows beforehand when it ends.
func ukraine() []*cal.Holiday {
	days := []*cal.Holiday{
		{Name: "Великдень", Offset: 1, Julian: true, Func: cal.CalcEasterOffset},
		{Name: "Трійця", Offset: 50, Julian: true, Func: cal.CalcEasterOffset},
		// In 2027 Labour Day is the Saturday before Easter, so that the two take Monday and Tuesday.
		onlyIn(2027, onDay("День праці", time.May, 4)),
	}
	for _, h := range []*cal.Holiday{
		onDay("Новий рік", time.January, 1), onDay("Міжнародний жіночий день", time.March, 8),
		onDay("День праці", time.May, 1), onDay("День памʼяті та перемоги", time.May, 8),
		onDay("День Конституції", time.June, 28), onDay("День Української Державності", time.July, 15),
		onDay("День Незалежності", time.August, 24), onDay("День захисників і захисниць", time.October, 1),
		onDay("Різдво Христове", time.December, 25),
	} {
		days = append(days, observedOn(toMonday, h))
	}
	return days
}
