package dates

import "followup/pattern"

// inGerman are the times that are read in German: "bis Freitag, 11. Dezember", "Ende nächster Woche".
var inGerman = language{
	signs: pattern.Lazy(`^(?:bis|vor|nach|nicht|am|ab|seit|zum|vom|spätestens|frühestens|erst|gegen` +
		`|um|über|zwischen|de[rnm]) ` +
		`|tag|woch|monat|jahr|morgen|heute|stunde|abend|kw|jan|jän|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|de[zc]`),
	words: map[string]map[string]string{
		"lead": {
			"by": "bis|bis zum|bis zur|bis spätestens|bis spätestens am|bis spätestens zum|zum|bis am|bis an",
			"at the latest": "spätestens|spätestens am|spätestens bis|spätestens bis zum|spätestens zum" +
				"|spätestens aber am|spätestens aber bis zum",
			"before": "vor|vor dem|vor den|vor der|noch vor|noch vor dem|noch vor den",
			"not before": "nicht vor|nicht vor dem|nicht vor den|nicht vor der|frühestens|frühestens am" +
				"|frühestens ab|frühestens zum|erst|erst am|erst ab|erst zum|nicht bevor",
			"after":  "nach|nach dem|nach den|nach der|kurz nach|kurz nach dem|erst nach|erst nach dem|erst nach den",
			"around": "gegen|um den|rund um den|etwa am|ca. am|ungefähr am",
			"on":     "am", "from": "ab|ab dem|von|vom", "since": "seit|seit dem",
			"not": "nicht|nicht am|nicht bis|nicht bis zum|nicht mehr|kaum",
		},
		"the": {"": "der|den|dem|die|das"},
		"part": {
			"early": "anfang|anfang der|anfang des|beginn|beginn der|zu beginn|zu beginn der|zu beginn des",
			"mid":   "mitte|mitte der|mitte des",
			"the end of": "ende|ende der|ende des|gegen ende|gegen ende der|gegen ende des|am ende der|am ende des" +
				"|zum ende|zum ende der|zum ende des",
		},
		"day": {
			"monday": "montag", "tuesday": "dienstag", "wednesday": "mittwoch", "thursday": "donnerstag",
			"friday": "freitag", "saturday": "samstag|sonnabend", "sunday": "sonntag",
		},
		"which": {
			"next": "nächsten|nächster|nächste|nächstem|naechsten|naechster", "coming": "kommenden|kommender|kommendem",
			"this": "diesen|dieser|diesem", "last": "letzten|letzter|letztem|vergangenen|vorigen",
			"every": "jeden|jeder|jedem",
		},
		"month": {
			"january": "januar|jänner|jan|jan.|jän|jän.", "february": "februar|feber|feb|feb.",
			"march": "märz|mär|mär.",
			"april": "april|apr|apr.", "may": "mai", "june": "juni|jun|jun.", "july": "juli|jul|jul.",
			"august": "august|aug|aug.", "september": "september|sept|sept.|sep|sep.", "october": "oktober|okt|okt.",
			"november": "november|nov|nov.", "december": "dezember|dez|dez.",
		},
		"week": {
			"next week": "nächste woche|nächster woche|nächsten woche|naechste woche|naechster woche" +
				"|kommende woche|kommender woche|kommenden woche",
			"the week after next": "übernächste woche|übernächster woche|übernächsten woche",
		},
		"ofweek": {
			"of next week": "nächste woche|nächster woche|nächsten woche|kommende woche|kommender woche" +
				"|kommenden woche|der nächsten woche|der kommenden woche|in der nächsten woche" +
				"|in der kommenden woche",
			"of the week after next": "übernächste woche|übernächster woche|der übernächsten woche" +
				"|in der übernächsten woche",
		},
		"feast": {
			"christmas": "weihnachten", "the holidays": "feiertagen|feiertage|weihnachtsferien|weihnachtspause",
			"christmas eve": "heiligabend", "new year's eve": "silvester", "easter": "ostern",
			"pentecost":    "pfingsten",
			"the new year": "neujahr|jahreswechsel|neuen jahr", "the weekend": "wochenende",
		},
		"date": {"1": "ersten"},
		"nth": {
			"first": "erste|ersten|erster", "second": "zweite|zweiten|zweiter", "third": "dritte|dritten|dritter",
			"fourth": "vierte|vierten|vierter", "last": "letzte|letzten|letzter",
		},
		"in": {
			"in": "in|in den nächsten|in den kommenden|heute in|noch|noch einmal|weitere|dauert|dauert noch" +
				"|brauchen|brauchen noch",
			"within": "binnen|innerhalb|innerhalb von|innerhalb der nächsten|innerhalb der kommenden|in spätestens" +
				"|spätestens in",
			"at least": "mindestens|wenigstens|frühestens in|erst in|in frühestens",
			"at most":  "höchstens|maximal|in maximal|bis zu",
			"about":    "etwa|ca.|circa|ungefähr|rund|in etwa|in ca.|in circa|in ungefähr|in rund",
			"after":    "nach", "since": "seit", "for": "für",
			"last": "letzten|den letzten|in den letzten|in den vergangenen",
		},
		"n": {
			"1": "ein|eine|einer|einem|eines|einen", "2": "zwei", "a couple of": "anderthalb|eineinhalb", "3": "drei",
			"4": "vier", "5": "fünf", "6": "sechs",
			"7": "sieben", "8": "acht", "9": "neun", "10": "zehn", "12": "zwölf", "14": "vierzehn",
		},
		"few": {
			"a few": "ein paar|einigen|einige|einiger|wenigen|weniger|wenige|den nächsten|den kommenden" +
				"|der nächsten|der kommenden|den nächsten paar|den kommenden paar",
			"several": "mehreren|mehrere|mehrerer",
		},
		"unit": {
			"days": "tag|tage|tagen|tages", "weeks": "woche|wochen", "months": "monat|monate|monaten|monats",
			"working days": "werktag|werktage|werktagen|arbeitstag|arbeitstage|arbeitstagen",
			"hours":        "stunden|stunde",
		},
	},
	phrases: [][2]string{
		{`{lead?}{the?}{part?}{the2?}{week}`, "{lead} {part} {week}"},
		{`(?:im laufe|im verlauf|in) (?:der )?{week}`, "{week}"},
		{`{lead?}{the?}{day}` + germanHours + ` {ofweek}`, "{lead} {day} {ofweek}"},
		{`{lead?}{week},? (?:am )?{day}` + germanHours, "{lead} {day} of {week}"},
		{`{lead?}(?:noch )?(?:in |im laufe )?(?:dieser?|der) woche`, "{lead} this week"},
		{`{lead?}{part} (?:dieser )?woche`, "{lead} {part} this week"},
		{`(?:in )?{the?}woche (?:vom|ab|ab dem|um den) {date} {month}`, "the week of {date} {month}"},
		{`(?:in )?{the?}woche (?:vom|ab|ab dem|um den) {digits}`, "the week of {digits}"},
		{`{lead?}(?:in )?{the?}{nth} (?:{month}woche|woche (?:im |des )?{month2})`,
			"{lead} the {nth} week of {month}{month2}"},
		{`{lead?}(?:in )?{the?}{nth} (?:{month}hälfte|hälfte (?:im |des )?{month2}s?)`,
			"{lead} the {nth} half of {month}{month2}"},
		{`(?:in )?(?:der )?{dotted} (?:kw|kalenderwoche)`, "week {dotted}"},
		{`(?:in )?(?:der )?kalenderwoche {n}`, "week {n}"},
		{`{lead?}(?:im (?:laufe des )?)?{part?}(?:des )?(?:nächsten|kommenden) monats?`, "{lead} {part} next month"},
		{`{lead?}{part} (?:dieses )?monats`, "{lead} {part} the month"},
		{`{lead?}(?:noch )?(?:in |im laufe )?diese[nms] monats?`, "{lead} this month"},
		{`{lead?}monatsende`, "{lead} the end of the month"},
		{`{lead?}{part} (?:dieses )?jahres`, "{lead} {part} the year"},
		{`{lead?}{part} (?:nächsten|kommenden) jahres`, "{lead} {part} next year"},
		{`(?:im )?(?:nächste[ns]|kommende[ns]) jahr`, "next year"},
		{`{lead?}(?:noch )?(?:in |im laufe )?diese[sm] jahr(?:es)?`, "{lead} this year"},
		{`{lead?}(?:jahresende|jahresschluss|ende jahr)`, "{lead} the end of the year"},
		{`(?:gleich )?(?:im neuen jahr|{part} neuen jahres)`, "in the new year"},
		{`{lead} {the?}{feast}`, "{lead} {feast}"},
		{`über(?:s| das)? wochenende`, "over the weekend"},
		{`(?:über|an|zu)(?: die| den)? (?:weihnachten|feiertagen?)`, "over christmas"},
		{`zwischen den jahren`, "between the years"},
		{`{lead?}{the?}{which?}{day}` + germanHours, "{lead} {which} {day}"},
		{`{day} in {n} {unit}`, "{day} in {n} {unit}"},
		{`{lead?}{the?}{day?}{the2?}{date} {month}`, "{lead} {day} {date} {month}"},
		{`{lead?}{the?}{day?}{the2?}{full}`, "{lead} {day} {full}"},
		{`{lead?}(?:dem|den|der|zum) {digits}`, "{lead} {digits}"},
		{`bis {digits}`, "by {digits}"},
		{`{lead} {dotted}`, "{lead} the {dotted}th"},
		{`{lead?}{day},? (?:den |dem |der )?{dotted}`, "{lead} {day} the {dotted}th"},
		{`{lead?}{day}/{day2}`, "{lead} {day}/{day2}"},
		{`(?:vom |zwischen (?:dem )?)?{date}(?: |/)(?:bis (?:zum )?|und (?:dem )?|oder |- )?{date2} {month}`,
			"{date} to {date2} {month}"},
		{`{lead?}{part} {month}`, "{lead} {part} {month}"},
		{`{lead?}{part}/{part2} {month}`, "{lead} {part2} {month}"},
		{`{lead?}{part} {month}/{part2} {month2}`, "{lead} {part2} {month2}"},
		{`(?:im|in|im laufe des|im monat) {month}`, "in {month}"},
		{`{lead} {month}`, "{lead} {month}"},
		{`{in} (?:acht|8) tagen`, "{in} about 8 days"}, // a week, to some
		{`{in} {n} {unit}`, "{in} {n} {unit}"},
		{`{many} {unit}`, "{many} {unit}"},
		{`{in?}{n} (?:bis |oder |- )?{n2} {unit}`, "{in} {n} to {n2} {unit}"},
		{`{in} {few} {unit}`, "{in} {few} {unit}"},
		{`vor {n} {unit}`, "{n} {unit} ago"},
		{`vor {few} {unit}`, "{few} {unit} ago"},
		{`{lead?}übermorgen`, "{lead} the day after tomorrow"},
		{`{lead?}morgen` + germanHours, "{lead} tomorrow"},
		{`heute` + germanHours, "today"},
		{`(?:noch|bis|bis spätestens|spätestens) heute` + germanHours, "by today"},
		{`(?:am|guten|schönen) (?:morgen|vormittag|nachmittag|abend)`, "good morning"},
	},
}

// germanHours matches the hours of a day, which do not matter.
const germanHours = `(?: ?(?:früh|morgens?|vormittags?|mittags?|nachmittags?|abends?))?` +
	`(?:,? (?:um |bis |gegen )?\d{1,2}(?:[:.]\d\d)? uhr)?`
