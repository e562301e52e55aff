package rules

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/ch"
)

// switzerland returns the days that are holidays in every canton; by federal law only 1 August is one (Bundes-
// verfassung, article 110).
func switzerland() []*cal.Holiday {
	return []*cal.Holiday{ch.Neujahr, ch.Auffahrt, ch.Bundesfeiertag, ch.Weihnachtstag}
}

// cantons: the days that are holidays by the law of a canton, in all of it; the Federal Office of Justice lists them
// (Gesetzliche Feiertage und Tage, die in der Schweiz wie gesetzliche Feiertage behandelt werden). What is one by
// custom alone, such as 2 January in Zürich, is not.
func cantons() []regionRow {
	return []regionRow{
		{code: "AG", name: "Aargau", days: canton(ch.Karfreitag),
			unknown: "holidays of your district, among them Easter and Whit Monday"},
		{code: "AI", name: "Appenzell Innerrhoden", days: canton(ch.Karfreitag, ch.Ostermontag, ch.Pfingstmontag,
			ch.Fronleichnam, ch.MariaHimmelfahrt, onDay("Mauritiustag", time.September, 22), ch.Allerheiligen,
			ch.MariaEmpfangnis, ch.ZweiterWeihnachtsfeiertag)},
		{code: "AR", name: "Appenzell Ausserrhoden", days: canton(ch.Karfreitag, ch.Ostermontag, ch.Pfingstmontag,
			ch.ZweiterWeihnachtsfeiertag)},
		{code: "BE", name: "Bern", days: canton(ch.Berchtoldstag, ch.Karfreitag, ch.Ostermontag, ch.Pfingstmontag,
			ch.ZweiterWeihnachtsfeiertag)},
		{code: "BL", name: "Basel-Landschaft", days: canton(ch.Karfreitag, ch.Ostermontag, ch.TagderArbeit,
			ch.Pfingstmontag, ch.ZweiterWeihnachtsfeiertag)},
		{code: "BS", name: "Basel-Stadt", days: canton(ch.Karfreitag, ch.Ostermontag, ch.TagderArbeit,
			ch.Pfingstmontag, ch.ZweiterWeihnachtsfeiertag)},
		{code: "FR", name: "Fribourg", days: canton(ch.Karfreitag, ch.Fronleichnam, ch.MariaHimmelfahrt,
			ch.Allerheiligen, ch.MariaEmpfangnis), unknown: "the other holidays of a Protestant commune"},
		{code: "GE", name: "Geneva", days: canton(ch.Karfreitag, ch.Ostermontag, ch.Pfingstmontag, jeuneGenevois(),
			onDay("Restauration de la République", time.December, 31))},
		{code: "GL", name: "Glarus", days: canton(ch.Karfreitag, ch.Ostermontag, naefelserFahrt(), ch.Pfingstmontag,
			ch.Allerheiligen, ch.ZweiterWeihnachtsfeiertag)},
		{code: "GR", name: "Grisons", days: canton(ch.Ostermontag, ch.Pfingstmontag, ch.ZweiterWeihnachtsfeiertag),
			unknown: "holidays of your commune, among them Good Friday"},
		{code: "JU", name: "Jura", days: canton(ch.Berchtoldstag, ch.Karfreitag, ch.Ostermontag, ch.TagderArbeit,
			ch.Pfingstmontag, ch.Fronleichnam, onDay("Indépendance jurassienne", time.June, 23), ch.MariaHimmelfahrt,
			ch.Allerheiligen)},
		{code: "LU", name: "Lucerne", days: canton(ch.Karfreitag, ch.Fronleichnam, ch.MariaHimmelfahrt,
			ch.Allerheiligen, ch.MariaEmpfangnis, ch.ZweiterWeihnachtsfeiertag)},
		{code: "NE", name: "Neuchâtel", days: canton(onDay("Instauration de la République", time.March, 1),
			ch.Karfreitag, ch.TagderArbeit, afterSunday(ch.Neujahr), afterSunday(ch.Weihnachtstag))},
		{code: "NW", name: "Nidwalden", days: canton(ch.Josefstag, ch.Karfreitag, ch.Fronleichnam,
			ch.MariaHimmelfahrt, ch.Allerheiligen, ch.MariaEmpfangnis)},
		{code: "OW", name: "Obwalden", days: canton(ch.Karfreitag, ch.Fronleichnam, ch.MariaHimmelfahrt,
			onDay("Bruderklausenfest", time.September, 25), ch.Allerheiligen, ch.MariaEmpfangnis)},
		{code: "SG", name: "St. Gallen", days: canton(ch.Karfreitag, ch.Ostermontag, ch.Pfingstmontag,
			ch.Allerheiligen, ch.ZweiterWeihnachtsfeiertag)},
		{code: "SH", name: "Schaffhausen", days: canton(ch.Karfreitag, ch.Ostermontag, ch.TagderArbeit,
			ch.Pfingstmontag, ch.ZweiterWeihnachtsfeiertag)},
		{code: "SO", name: "Solothurn", days: canton(ch.Karfreitag, ch.TagderArbeit, ch.Fronleichnam,
			ch.MariaHimmelfahrt, ch.Allerheiligen), unknown: "those of a commune, such as 19 March"},
		{code: "SZ", name: "Schwyz", days: canton(ch.HeiligeDreiKoenige, ch.Josefstag, ch.Karfreitag, ch.Ostermontag,
			ch.Pfingstmontag, ch.Fronleichnam, ch.MariaHimmelfahrt, ch.Allerheiligen, ch.MariaEmpfangnis,
			ch.ZweiterWeihnachtsfeiertag)},
		{code: "TG", name: "Thurgau", days: canton(ch.Berchtoldstag, ch.Karfreitag, ch.Ostermontag, ch.TagderArbeit,
			ch.Pfingstmontag, ch.ZweiterWeihnachtsfeiertag)},
		{code: "TI", name: "Ticino", days: canton(ch.HeiligeDreiKoenige, ch.Josefstag, ch.Ostermontag,
			ch.TagderArbeit, ch.Pfingstmontag, ch.Fronleichnam, onDay("Santi Pietro e Paolo", time.June, 29),
			ch.MariaHimmelfahrt, ch.Allerheiligen, ch.MariaEmpfangnis, ch.ZweiterWeihnachtsfeiertag)},
		{code: "UR", name: "Uri", days: canton(ch.HeiligeDreiKoenige, ch.Josefstag, ch.Karfreitag, ch.Ostermontag,
			ch.Pfingstmontag, ch.Fronleichnam, ch.MariaHimmelfahrt, ch.Allerheiligen, ch.MariaEmpfangnis,
			ch.ZweiterWeihnachtsfeiertag)},
		{code: "VD", name: "Vaud", days: canton(ch.Berchtoldstag, ch.Karfreitag, ch.Ostermontag, ch.Pfingstmontag,
			lundiDuJeune())},
		{code: "VS", name: "Valais", days: canton(ch.Josefstag, ch.Fronleichnam, ch.MariaHimmelfahrt,
			ch.Allerheiligen, ch.MariaEmpfangnis)},
		{code: "ZG", name: "Zug", days: canton(ch.Karfreitag, ch.Fronleichnam, ch.MariaHimmelfahrt, ch.Allerheiligen,
			ch.MariaEmpfangnis)},
		{code: "ZH", name: "Zürich", days: canton(ch.Karfreitag, ch.Ostermontag, ch.TagderArbeit, ch.Pfingstmontag,
			ch.ZweiterWeihnachtsfeiertag)},
	}
}

// canton returns the holidays of every canton and more.
func canton(more ...*cal.Holiday) []*cal.Holiday { return append(switzerland(), more...) }

// jeuneGenevois returns the Thursday after the first Sunday of September.
func jeuneGenevois() *cal.Holiday {
	h := nthWeekday("Jeûne genevois", 1, time.Sunday, time.September)
	h.CalcOffset = 4
	return h
}

// lundiDuJeune returns the Monday after the third Sunday of September.
func lundiDuJeune() *cal.Holiday {
	h := nthWeekday("Lundi du Jeûne", 3, time.Sunday, time.September)
	h.CalcOffset = 1
	return h
}

// naefelserFahrt returns the first Thursday of April, or the second if the first is in Holy Week.
func naefelserFahrt() *cal.Holiday {
	h := nthWeekday("Näfelser Fahrt", 1, time.Thursday, time.April)
	h.Func = func(h *cal.Holiday, year int) time.Time {
		day := cal.CalcWeekdayOffset(h, year)
		if maundy := cal.CalcEasterOffset(&cal.Holiday{Offset: -3}, year); day.Equal(maundy) {
			return day.AddDate(0, 0, 7)
		}
		return day
	}
	return h
}

// afterSunday returns the day after a holiday in the years in which that is a Sunday.
func afterSunday(of *cal.Holiday) *cal.Holiday {
	h := of.Clone(nil)
	h.Func = func(h *cal.Holiday, year int) time.Time {
		if day := of.Func(of, year); day.Weekday() == time.Sunday {
			return day.AddDate(0, 0, 1)
		}
		return time.Time{}
	}
	return h
}
