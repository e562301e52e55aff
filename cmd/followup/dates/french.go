package dates

import "followup/pattern"

// inFrench are the times that are read in French: "d'ici vendredi", "avant le 15", "fin de semaine prochaine".
var inFrench = language{
	signs: pattern.Lazy(`^(?:d'ici|d'avant|avant|après|juste|pour|pas|jusqu'\S*` +
		`|dès|depuis|à partir|au|vers|autour|le|la|les) ` +
		`|jour|semaine|mois|année|heure|demain|soir|di[^\pL]|di$|dimanche|janv|févr` +
		`|mars|avr|mai|juin|juil|août|sept|oct|nov|déc`),
	words: map[string]map[string]string{
		"lead": {
			"by": "d'ici|d'ici à|d'ici au|pour|d'ici le", "at the latest": "au plus tard|au plus tard en",
			"before": "avant|d'avant", "not before": "pas avant|au plus tôt|pas avant le",
			"after": "après|juste après|pas avant après", "until": "jusqu'à|jusqu'au|jusqu'en",
			"from":  "dès|à partir de",
			"since": "depuis", "around": "vers|autour de", "not": "pas",
		},
		"the": {"": "à|en|vers|le|la|les|au|à la|en la"},
		"part": {
			"early": "début|début de|début de la|début du|au début de|au début de la|au début du",
			"mid":   "mi|milieu|milieu de|milieu de la|milieu du|au milieu de la|au milieu du",
			"the end of": "fin|fin de|fin de la|fin du|fin de l'|fin d'|à la fin de|à la fin de la|à la fin du" +
				"|en toute fin de",
		},
		"day": {
			"monday": "lundi", "tuesday": "mardi", "wednesday": "mercredi", "thursday": "jeudi", "friday": "vendredi",
			"saturday": "samedi", "sunday": "dimanche",
		},
		"which": {"this": "ce", "every": "chaque|tous les"},
		"then":  {"next": "prochain", "last": "dernier"},
		"month": {
			"january": "janvier|janv|janv.", "february": "février|févr|févr.", "march": "mars",
			"april": "avril|avr|avr.",
			"may":   "mai", "june": "juin", "july": "juillet|juil|juil.", "august": "août",
			"september": "septembre|sept|sept.",
			"october":   "octobre|oct|oct.", "november": "novembre|nov|nov.", "december": "décembre|déc|déc.",
		},
		"feast": {
			"christmas": "noël", "the holidays": "fêtes|vacances de noël|vacances", "easter": "pâques",
			"pentecost": "la pentecôte", "the new year": "nouvel an", "the weekend": "week end",
		},
		"nth": {
			"first": "première", "second": "deuxième|seconde", "third": "troisième", "last": "dernière",
		},
		"date": {"1": "1er|premier"},
		"in": {
			"in": "dans|dans les|sous|sous les|d'ici|d'ici les|en", "within": "dans un délai de|en l'espace de",
			"at least": "au moins|au minimum|pas avant", "at most": "au plus|au maximum|maximum",
			"about": "environ|dans environ|d'ici environ|sous environ", "after": "après", "since": "depuis",
			"for": "pendant",
		},
		"n": {
			"1": "un|une", "2": "deux", "3": "trois", "4": "quatre", "5": "cinq", "6": "six", "7": "sept",
			"8": "huit",
			"9": "neuf", "10": "dix", "12": "douze", "15": "quinze",
		},
		"few": {"a few": "quelques|prochains|prochaines|tout prochains", "several": "plusieurs"},
		"unit": {
			"days": "jour|jours", "weeks": "semaine|semaines", "months": "mois", "hours": "heure|heures",
			"working days": "jour ouvré|jours ouvrés|jour ouvrable|jours ouvrables",
		},
	},
	phrases: [][2]string{
		{`{lead?}{the?}{part?}{the2?}semaine prochaine`, "{lead} {part} next week"},
		{`{lead?}(?:dans le )?courant de la semaine prochaine`, "{lead} next week"},
		{`{lead?}{the?}{day} de la semaine prochaine`, "{lead} {day} of next week"},
		{`{lead?}{the?}semaine prochaine,? {day}`, "{lead} {day} of next week"},
		{`{lead?}(?:dans la|cette) semaine`, "{lead} this week"},
		{`{lead?}{the?}{part} (?:cette )?semaine`, "{lead} {part} this week"},
		{`{lead?}{the?}semaine (?:du|d'après le) {date} {month}`, "{lead} the week of {date} {month}"},
		{`{lead?}(?:dans |pendant )?{the?}{nth} semaine (?:de |d')?{month}`, "{lead} the {nth} week of {month}"},
		{`{lead?}(?:dans |pendant )?{the?}{nth} (?:quinzaine|moitié) (?:de |d')?{month}`,
			"{lead} the {nth} half of {month}"},
		{`(?:en )?semaine {n}`, "week {n}"},
		{`{lead?}{the?}{part?}{the2?}mois prochain`, "{lead} {part} next month"},
		{`{lead?}{the?}{part} (?:ce )?mois`, "{lead} {part} the month"},
		{`{lead?}ce mois(?: ci)?`, "{lead} this month"},
		{`{lead?}{the?}fin (?:de l'|d'|de cette )année`, "{lead} the end of the year"},
		{`{lead?}{the?}début (?:de l'|d')année prochaine`, "{lead} early next year"},
		{`{lead?}l'année prochaine`, "next year"},
		{`{lead} {the?}{feast}`, "{lead} {feast}"},
		{`{lead?}{the?}{day?}{date} {month}`, "{lead} {day} {date} {month}"},
		{`{lead?}{the?}{day?}{digits}`, "{lead} {day} {digits}"},
		{`{lead?}(?:le|au) {day?}{date}`, "{lead} {day} the {date}th"},
		{`jusqu'au {date}`, "until the {date}th"},
		{`{lead?}{the?}{day} {date}`, "{lead} {day} the {date}th"},
		{`{lead?}{the?}{day}/{day2}`, "{lead} {day}/{day2}"},
		{`(?:entre (?:le )?|du )?{date}(?: |/)(?:et (?:le )?|au |ou (?:le )?|- )?{date2} {month}`,
			"{date} to {date2} {month}"},
		{`{lead?}{the?}{which?}{day}(?: matin| midi| après midi| soir)?`, "{lead} {which} {day}"},
		{`{lead?}{the?}{day} {then}`, "{lead} {then} {day}"},
		{`{day} en huit`, "a week on {day}"},
		{`{lead?}{the?}{part} {month}`, "{lead} {part} {month}"},
		{`(?:courant|en|dans le courant (?:de|du mois de)|au mois de|au cours de) {month}`, "in {month}"},
		{`{lead} {the?}{month}`, "{lead} {month}"},
		{`{in} (?:huit|8) jours`, "{in} 1 week"},
		{`{in} (?:quinze|15) jours`, "{in} 2 weeks"},
		{`{in} {n} {unit}`, "{in} {n} {unit}"},
		{`{many} {unit}`, "{many} {unit}"},
		{`{in?}{n} (?:à |ou |- )?{n2} {unit}`, "{in} {n} to {n2} {unit}"},
		{`{in} {few} {unit}`, "{in} {few} {unit}"},
		{`il y a {n} {unit}`, "{n} {unit} ago"},
		{`il y a {few} {unit}`, "{few} {unit} ago"},
		{`{lead?}après demain`, "{lead} the day after tomorrow"},
		{`{lead?}demain(?: matin| midi| après midi| soir)?`, "{lead} tomorrow"},
		{`(?:d'ici )?ce soir`, "by today"},
	},
}
