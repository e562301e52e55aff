package exchange

import (
	"regexp"
	"slices"
	"strings"

	"followup/pattern"
	"followup/rules"
	"followup/rules/people"
)

// The title of an event is split at its separators, and each part at words that introduce a company or a role. What is
// left is a role if it sounds like one, and the company if only that is missing. Otherwise nothing is guessed: a draft
// that names a wrong company is worse than a question.

var (
	// prefixes matches what mail and calendar programs put before a title.
	prefixes = pattern.Lazy(`(?i)^\s*(re|fwd?|wg|aw|tr|invitation|updated invitation|einladung|aktualisiert|` +
		`accepted|angenommen|tentative|cancell?ed|cancell?ed event|abgesagt|annulé|confirmed|confirmation|` +
		`reminder)\s*:\s*`)

	separators = pattern.Lazy(`\s+[-–—|/·•]\s+|\s*(?:<>|<->|↔)\s*|\s*[|–—·•]\s*|\s*:\s+|\s*[()\[\]]\s*|\s+//\s+|,\s+`)

	// interviewWords matches words for the occasion, which say nothing about the company or role. Longer ones come
	// first.
	interviewWords = wordList(`(zoom|teams|phone|video|telephone|technical|virtual|onsite|on-site|online|initial|`+
		`introductory|panel|final|hr|first|second|third|1st|2nd|3rd|remote)(-| )+(job )?(interview|call|screening|`+
		`screen|round)s?`,
		`(job|your) (-)?interview`, `interviews?`, `vorstellungsgespräche?s?`, `bewerbungsgespräche?s?`,
		`kennenlerngespräch`, `jobinterview`,
		`erstgespräch`, `zweitgespräch`, `entretien d['’]embauche`, `entretien`, `phone screen(ing)?`,
		`screening( call)?`)

	// fillers matches a part that only says how, where or which time the interview takes place. It is dropped.
	fillers = pattern.Lazy(`(?i)^(via |on |over |per |par )?((microsoft |ms )?teams( meeting)?|zoom|google meet|` +
		`meet|skype|webex|video|video ?call|videokonferenz|visioconférence|phone|phone call|telefon(isch)?|` +
		`téléphone|online|virtual|onsite|on-site|vor ort|remote|call|meeting|chat|round|runde|(first|second|` +
		`third|final|1st|2nd|3rd|last|erste|zweite|dritte)( round| runde)?|(round|runde|tour|part|teil)? ` +
		`?#?\d+\.?( of \d+)?( round| runde)?|\d+(:\d+)? ?(am|pm|uhr|h)|\d+ ?(min|minutes|minuten|h)|` +
		`m/w/d|w/m/d|f/m/d|m/f/d|m/f/x|all genders|h/f|f/h|technical|panel|final|confirmed)$`)

	beforeCompany = wordList(`with`, `at`, `bei(m)?`, `mit`, `chez`, `avec`, `@`)
	beforeRole    = wordList(`for`, `as`, `als`, `für`, `fuer`, `zur?m?`, `pour`, `comme`)
	articles      = pattern.Lazy(`(?i)^(the|an?|die|der|das|den|dem|eine?[rn]?|le|la|les|un|une|de|d['’]|l['’]|` +
		`position|stelle|poste|role)(\s+|$)`)
	behindRole = pattern.Lazy(`(?i)\s+(role|position|job|opening|stelle|poste)$`)

	roleWords = pattern.Lazy(`(?i)(engineer|developer|programmer|manager|nurse|analyst|designer|scientist|architect|` +
		`consultant|teacher|director|assistant|administrator|specialist|officer|coordinator|technician|accountant|` +
		`researcher|clerk|editor|lawyer|therapist|recruiter|supervisor|representative|strategist|writer|postdoc|` +
		`intern(ship)?$|\b(lead|cook|chef|driver|sre|cto|ceo|cfo|vp|head of|product owner|scrum master)\b|` +
		`entwickler|ingenieur|ingénieur|développeu|leiter|leitung|leitende|referent|pfleg|fachkraft|` +
		`sachbearbeit|berater|lehrer|lehrkraft|mechaniker|techniker|verkäufer|kaufmann|kauffrau|` +
		`koch\b|köchin|arzt|ärztin|informatiker|assistenz|werkstudent|praktik|azubi|ausbildung|` +
		`infirmi|responsable|chargé|charge de|gestionnaire|comptable|directeur|directrice|` +
		`technicien|vendeu|consultant|professeur|stagiaire|cuisini|sachverständig|` +
		`(m/w/d|w/m/d|h/f)$)`)
)

// wordList returns an expression that matches one of the words as a whole word.
func wordList(words ...string) func() *regexp.Regexp {
	return pattern.Lazy(`(?i)(^|\s)(` + strings.Join(words, "|") + `)(\s|$)`)
}

// An eventTitle is what a summary says.
type eventTitle struct {
	company, role string
	rest          []string // parts that are one of the two, or neither
	interview     bool     // it says that this is an interview

	names nameSet // names of the people, which are no companies
	org   string  // the company's name in its domain, or ""
}

// maxTitle is how many bytes of a title are read, because splitting a title of several pages would take too long.
const maxTitle = 500

// readSummary finds company and role, and adds a remark on what it could not find.
func (c *calendar) readSummary(e *Entry, g eventGuests) {
	summary := strings.ToValidUTF8(e.Summary[:min(len(e.Summary), maxTitle)], "")
	t := parseTitle(c.ownName.cutOut(summary), g.names, people.Organisation(g.domain))
	if !t.interview {
		e.remark("its title %q does not say that it is an interview", clip(e.Summary))
	}
	if t.company == "" {
		if t.company = t.org; t.company != "" {
			e.remark("the company is not in the title %q; %q is from the address of who invited; if that is wrong: "+
				"followup edit ID --company …", clip(e.Summary), t.company)
		} else {
			e.remark("the company is not in the title %q", clip(e.Summary))
		}
	}
	if t.role == "" {
		e.remark("the role is not in the title %q", clip(e.Summary))
	}
	e.Application.Company, e.Application.Role = t.company, t.role
}

// parseTitle reads a summary.
func parseTitle(summary string, names nameSet, org string) eventTitle {
	for prefixes().MatchString(summary) {
		summary = prefixes().ReplaceAllString(summary, "")
	}
	summary = strings.NewReplacer("(m/w/d)", "", "(w/m/d)", "", "(f/m/d)", "", "(m/f/d)", "", "(H/F)", "", "(h/f)", "",
		"(all genders)", "").Replace(summary)
	t := eventTitle{names: names, org: org}
	for _, part := range separators().Split(summary, -1) {
		t.takePart(part)
	}
	t.assignRest()
	return t
}

// takePart reads one part: "Data Engineer at Acme", "Interview with Acme", "for the role of data engineer".
func (t *eventTitle) takePart(part string) {
	if interviewWords().MatchString(part) {
		t.interview = true
		part = dropInterview(part)
	}
	part, company := cutAt(part, beforeCompany())
	part, role := cutAt(part, beforeRole())
	if company != "" && role == "" {
		company, role = cutAt(company, beforeRole()) // "with Acme for Data Engineer"
	}
	t.set(&t.company, company)
	t.set(&t.role, behindRole().ReplaceAllString(withoutArticles(role), ""))
	if part = trimmed(part); !t.isNoise(part) {
		t.rest = append(t.rest, part)
	}
}

// dropInterview removes the words for the occasion.
func dropInterview(part string) string {
	for interviewWords().MatchString(part) {
		part = interviewWords().ReplaceAllString(part, " ")
	}
	return part
}

func (t *eventTitle) set(to *string, value string) {
	value = trimmed(value)
	if *to == "" && !t.isNoise(value) {
		*to = value
	}
}

// cutAt splits s at the first of the words. If there is none, behind is "".
func cutAt(s string, words *regexp.Regexp) (before, behind string) {
	at := words.FindStringIndex(s)
	if at == nil {
		return s, ""
	}
	return s[:at[0]], s[at[1]:]
}

func trimmed(s string) string { return strings.Trim(rules.OneLine(s), " -–—:,;\"'„“”") }

func withoutArticles(s string) string {
	s = trimmed(s)
	for articles().MatchString(s) {
		s = strings.TrimPrefix(articles().ReplaceAllString(s, ""), "of ")
	}
	return s
}

// isNoise reports whether a part names neither a company nor a role.
func (t *eventTitle) isNoise(part string) bool {
	return part == "" || fillers().MatchString(part) || !t.isOrg(part) && t.names[strings.ToLower(part)]
}

// desks matches mailboxes that have the company in their name: Acme Careers.
var desks = pattern.Lazy(`(?i)\b(careers?|recruit\w*|talent|hiring|hr|jobs|team|bewerbung\w*|personal\w*|` +
	`recrutement)\b`)

// A nameSet has the names of people in lower case, whole and each word of them. It is a map because an event may have
// many guests, and its title many parts to look up.
type nameSet map[string]bool

func (set nameSet) add(name string) {
	set[strings.ToLower(strings.Trim(name, ","))] = true
	if desks().MatchString(name) {
		return
	}
	for _, word := range strings.Fields(name) {
		set[strings.ToLower(strings.Trim(word, ","))] = true
	}
}

func (t *eventTitle) isOrg(part string) bool {
	return t.org != "" && strings.HasPrefix(plainName(part), plainName(t.org))
}

// assignRest decides which of the remaining parts are the company and the role.
func (t *eventTitle) assignRest() {
	t.give(&t.company, t.isOrg)
	t.give(&t.role, roleWords().MatchString)
	if len(t.rest) != 1 {
		return
	}
	switch only := t.rest[0]; {
	case t.company == "" && t.role != "":
		t.company = only
	case t.role == "" && t.company != "":
		t.role = only
	}
}

// give moves the first remaining part that fits to a field that is empty.
func (t *eventTitle) give(to *string, fits func(string) bool) {
	if i := slices.IndexFunc(t.rest, fits); *to == "" && i >= 0 {
		*to = t.rest[i]
		t.rest = slices.Delete(t.rest, i, i+1)
	}
}
