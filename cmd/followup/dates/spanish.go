package dates

import "followup/pattern"

// inSpanish are the times that are read in Spanish: "antes del viernes", "el 15 de diciembre", "la semana que viene".
var inSpanish = language{
	signs: pattern.Lazy(`^(?:para|hasta|antes|después|luego|tras|pasad[oa]s?|no|a más` +
		`|como|sobre|hacia|desde|alrededor|a partir|de aquí|el|la|día) ` +
		`|es[^\pL]|es$|ado|domingo|seman|mes|año|día|dia|hora|mañana|hoy|tarde|noche` +
		`|ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic`),
	words: map[string]map[string]string{
		"lead": {
			"by": "para|de aquí a|de aquí al", "until": "hasta",
			"at the latest": "a más tardar|a más tardar en|como muy tarde|como tarde|como máximo|no más tarde de" +
				"|no más tarde del",
			"before":     "antes de|antes del|para antes de|para antes del",
			"not before": "no antes de|no antes del|no hasta|como pronto",
			"after":      "después de|después del|tras|pasado|pasada|pasados|pasadas|luego de|luego del",
			"around":     "sobre|hacia|alrededor de|alrededor del", "from": "desde|a partir de|a partir del",
			"not": "no el",
		},
		"the": {"": "el|la|los|las|a|en|en el|en la"},
		"part": {
			"early": "a principios de|principios de|a principios del|a comienzos de|comienzos de|a inicios de" +
				"|inicios de|a comienzos del|al principio de|al comienzo de|al inicio de",
			"mid": "a mediados de|mediados de|a mediados del|mitad de|a mitad de",
			"the end of": "a finales de|finales de|a finales del|a fines de|fines de|a fin de|fin de|al final de" +
				"|final de|el final de|el fin de|a fines del",
		},
		"day": {
			"monday": "lunes", "tuesday": "martes", "wednesday": "miércoles|miercoles", "thursday": "jueves",
			"friday": "viernes", "saturday": "sábado|sabado", "sunday": "domingo",
		},
		"which": {"next": "próximo|proximo", "this": "este", "every": "cada|todos los"},
		"then":  {"next": "que viene|próximo|proximo", "last": "pasado"},
		"month": {
			"january": "enero|ene|ene.", "february": "febrero|feb|feb.", "march": "marzo|mar|mar.",
			"april": "abril|abr|abr.",
			"may":   "mayo", "june": "junio|jun|jun.", "july": "julio|jul|jul.", "august": "agosto|ago|ago.",
			"september": "septiembre|setiembre|sept|sept.|sep|sep.", "october": "octubre|oct|oct.",
			"november": "noviembre|nov|nov.", "december": "diciembre|dic|dic.",
		},
		"week": {
			"next week": "semana que viene|semana próxima|próxima semana|semana proxima|proxima semana|semana entrante",
			"the week after next": "semana siguiente a la próxima|semana de después|semana que viene no la otra" +
				"|semana que viene no la siguiente",
		},
		"feast": {
			"christmas": "navidad", "the holidays": "navidades|fiestas|vacaciones de navidad",
			"easter":         "semana santa|pascua",
			"new year's eve": "nochevieja", "christmas eve": "nochebuena", "the new year": "año nuevo",
			"the weekend": "fin de semana", "6 january": "reyes",
		},
		"nth": {
			"first": "primera", "second": "segunda", "third": "tercera", "fourth": "cuarta", "last": "última",
		},
		"date": {"1": "uno|primero"},
		"in": {
			"in": "en|dentro de|en los próximos|en las próximas|de aquí a|de acá a|tardará|tardaremos" +
				"|tardamos|tarda",
			"within": "en un plazo de|en el plazo de|en menos de", "at least": "al menos|como mínimo|por lo menos",
			"at most": "como máximo|como mucho|máximo",
			"about":   "unos|unas|en unos|en unas|dentro de unos|dentro de unas",
			"after":   "después de|tras|luego de", "since": "desde hace", "for": "durante",
			"last": "los últimos|las últimas|en los últimos|en las últimas",
		},
		"n": {
			"1": "un|una", "2": "dos", "a couple of": "un par de", "3": "tres", "4": "cuatro", "5": "cinco",
			"6": "seis", "7": "siete",
			"8": "ocho", "9": "nueve", "10": "diez", "12": "doce", "15": "quince", "20": "veinte",
		},
		"few": {
			"a few":   "unos|unas|unos pocos|unas pocas|pocos|pocas|los próximos|las próximas",
			"several": "varios|varias",
		},
		"unit": {
			"days": "día|días|dia|dias", "weeks": "semana|semanas", "months": "mes|meses", "hours": "hora|horas",
			"working days": "día hábil|días hábiles|día laborable|días laborables|días laborales",
		},
	},
	phrases: [][2]string{
		{`{lead?}{the?}{part?}{the2?}{week}`, "{lead} {part} {week}"},
		{`(?:a lo largo|en el transcurso|durante|en el curso) (?:de )?la {week}`, "{week}"},
		{`{lead?}{the?}{day} de la {week}`, "{lead} {day} of {week}"},
		{`{lead?}{the?}{week},? (?:el )?{day}`, "{lead} {day} of {week}"},
		{`{lead?}(?:en )?esta(?: misma)? semana`, "{lead} this week"},
		{`{lead?}{the?}finales? de (?:la |esta )?semana`, "{lead} the end of this week"},
		{`{lead?}{the?}semana del {date} de {month}`, "{lead} the week of {date} {month}"},
		{`{lead?}{the?}{nth} semana de {month}`, "{lead} the {nth} week of {month}"},
		{`{lead?}{the?}{nth} (?:quincena|mitad) de {month}`, "{lead} the {nth} half of {month}"},
		{`(?:en la )?semana {n}`, "week {n}"},
		{`{lead?}{the?}{part?}{the2?}(?:mes que viene|próximo mes|mes próximo)`, "{lead} {part} next month"},
		{`{lead?}{the?}{part} (?:el |este )?mes`, "{lead} {part} the month"},
		{`{lead?}(?:en )?este(?: mismo)? mes`, "{lead} this month"},
		{`{lead?}{the?}{part?}{the2?}(?:año que viene|próximo año|año próximo)`, "{lead} {part} next year"},
		{`{lead?}{the?}{part} (?:el |este )?año`, "{lead} {part} the year"},
		{`{lead?}(?:en )?este(?: mismo)? año`, "{lead} this year"},
		{`(?:ya )?en el nuevo año|(?:ya )?en el año nuevo`, "in the new year"},
		{`(?:después de|tras|pasad[oa]s?)(?: el| los| día de)* reyes`, "after the holidays"},
		{`{lead} {the?}{feast}`, "{lead} {feast}"},
		{`{lead?}{the?}{day?}{the2?}{date} de {month}(?: de(?:l)?)?`, "{lead} {day} {date} {month}"},
		{`{lead?}{the?}{day?}{the2?}{date} {month}`, "{lead} {day} {date} {month}"},
		{`{lead?}{the?}{day?}{the2?}{digits}`, "{lead} {day} {digits}"},
		{`el {date}`, "the {date}th"},
		{`{lead} (?:el )?(?:día )?{date}`, "{lead} the {date}th"},
		{`(?:el )?día {date}`, "the {date}th"},
		{`{lead?}{the?}{day} (?:día )?{date}`, "{lead} {day} the {date}th"},
		{`{lead?}{the?}{day}/{day2}`, "{lead} {day}/{day2}"},
		{`(?:entre el |del )?{date}(?: |/)(?:y el |y |al |a |o el |o |- )?{date2} de {month}`,
			"{date} to {date2} {month}"},
		{`{lead?}{the?}{which?}{day}`, "{lead} {which} {day}"},
		{`{lead?}{the?}{day} {then}`, "{lead} {then} {day}"},
		{`{lead?}{the?}{part} {month}`, "{lead} {part} {month}"},
		{`(?:en|durante|durante el mes de|en el mes de|a lo largo de) {month}`, "in {month}"},
		{`{lead} {month}`, "{lead} {month}"},
		{`{in} (?:ocho|8) días`, "{in} about 8 days"}, // a week, to some
		{`{in} (?:quince|15) días`, "{in} about 15 days"},
		{`{in} {n} {unit}`, "{in} {n} {unit}"},
		{`{many} {unit}`, "{many} {unit}"},
		{`{in?}{n} (?:a |o |u |- )?{n2} {unit}`, "{in} {n} to {n2} {unit}"},
		{`(?:en|dentro de|de aquí a) {few} {unit}`, "in {few} {unit}"},
		{`hace {n} {unit}`, "{n} {unit} ago"},
		{`hace {few} {unit}`, "{few} {unit} ago"},
		{`{lead?}pasado mañana`, "{lead} the day after tomorrow"},
		{`{lead?}mañana(?: mismo)?`, "{lead} tomorrow"},
		{`hoy`, "today"},
		{`(?:hoy mismo|antes de que acabe el día)`, "by today"},
		{`(?:por|de|en|a) la (?:mañana|tarde|noche)`, "in the morning"},
		{`esta (?:mañana|tarde|noche)`, "today"},
	},
}
