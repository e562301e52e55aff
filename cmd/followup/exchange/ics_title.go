package exchange

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/pattern"
	"followup/rules"
	"followup/rules/people"
)

// The title of an event is read only where it is plain: "Interview: Data Engineer at Acme". Everything else is
// suggested and asked about, because a draft that names a wrong company is worse than a question. Nothing is taken from
// the people: a recruiter may work for anybody.

const (
	noun     = `(?:interview|vorstellungsgespräch|bewerbungsgespräch|kennenlerngespräch|entretien|entrevista)`
	occasion = `(?:[\pL\d-]+ ){0,3}` + noun
)

var (
	// mailPrefixes matches what mail and calendar programs put before a title, and googleTime what Google puts behind.
	mailPrefixes = pattern.Lazy(`(?i)^((re|fwd?|wg|aw|tr|rv|(updated )?invitation|einladung|aktualisiert|confirmed|` +
		`rescheduled|reminder|accepted|cancell?ed( event)?|abgesagt) ?: )+`)
	googleTime = pattern.Lazy(` @ \pL{2,4}\.? .*\d{4} .*$`)
	// genders matches what the law has employers put behind a role.
	genders       = pattern.Lazy(`(?i) ?\((?:[a-z*](?:/[a-z*]){1,3}|all genders)\)`)
	isAnInterview = pattern.Lazy(`(?i)\b` + noun)
	noInterview   = pattern.Lazy(`(?i)\b(mock|prep\w*|practi[cs]e|training|workshop|vorbereitung\w*|übung\w*)\b`)
	roleAt        = pattern.Lazy(`(?i)^` + occasion + ` ?(?::|-|–) (.+) (?:at|bei) (.+)$`)
	genderedAt    = pattern.Lazy(`(?i)^` + occasion + ` (?:als )?(.+)\x00 (?:at|bei) (.+)$`)
	atAs          = pattern.Lazy(`(?i)^` + occasion + ` (?:at|bei) (.+) (?:as an?|as|als) (.+)$`)
	articles      = pattern.Lazy(`(?i)^(der|dem|den|die|das) `)
	at            = pattern.Lazy(`(?i) (at|bei) `)
	// kinds matches words for a conversation, which are no roles: "Hiring Manager interview".
	kinds = pattern.Lazy(`(?i)\b(rounds?|runde|screen(ing)?|call|panel|on-?site|loop|final|hiring manager|` +
		`system design|coding|case study|chat|meet(ing)?|talk|assessment|gespräch|with|your|invitation)\b|` + noun)
	places    = pattern.Lazy(`(?i)^(zoom|(google )?meet|(microsoft |ms )?teams|skype|webex|[\d:]+ ?([ap]m|uhr|h)?)$`)
	smallWord = pattern.Lazy(`^(of|for|the|and|und|et|y|e|de|du|des|del|la|le|für|der|van|von|&)$`)
	legalForm = pattern.Lazy(`(?i),? (inc|llc|ltd|co|corp|gmbh|ag|s\.a|plc)\.?$`)
	// behindWith, behindFor and nounBehind tell the company from the role in a suggestion.
	behindWith = pattern.Lazy(`(?i) (?:with|at|mit|bei|chez) $`)
	behindFor  = pattern.Lazy(`(?i) (?:for|für|as|als) $`)
	postOf     = pattern.Lazy(`(?i)^(?:the )?(?:position|role|post|job) of (?:an? )?`)
	nounBehind = pattern.Lazy(`(?i)^ ` + noun)
	divider    = pattern.Lazy(`(?i) (?:with|at|mit|bei|chez|@|-|–|—|<>|x|for|für|as|als) | ?[:|–—/] ?|, | ?[()\[\]] ?`)
)

// A title is what a summary says.
type title struct {
	interview     bool // it says that this is an interview
	company, role string

	// suggested may be the company and the role, if those are not plain.
	suggested Suggestion
}

// SaysInterview reports whether the title of an event, or the subject of an invitation to one, says that it is an
// interview.
func SaysInterview(title string) bool { return readTitle(title, nil).interview }

// maxTitle is how many characters of a title are read, and maxPieces how many pieces of it are looked at.
const maxTitle, maxPieces = 300, 8

// readTitle reads a summary. The names are those of the people, which are no roles; the first is the user's.
func readTitle(summary string, names []string) (t title) {
	s := mailPrefixes.ReplaceAllString(googleTime.ReplaceAllString(rules.Clip(summary, maxTitle), ""), "")
	t.interview = isAnInterview.MatchString(s) && !noInterview.MatchString(s)
	marked := genders.ReplaceAllString(s, "\x00")
	s = strings.ReplaceAll(marked, "\x00", "")
	for _, form := range []struct {
		pattern       *pattern.Expr
		title         string
		role, company int // the groups
	}{{roleAt, s, 1, 2}, {genderedAt, strings.TrimSuffix(marked, "\x00"), 1, 2}, {atAs, s, 2, 1}} {
		m := form.pattern.FindStringSubmatch(form.title)
		if m == nil || !t.interview || len(at.FindAllString(s, 2)) > 1 {
			continue
		}
		company := articles.ReplaceAllString(m[form.company], "")
		if isPlainCompany(company) && (len(names) == 0 || !strings.EqualFold(company, names[0])) {
			t.company = company
		}
		if isPlainRole(m[form.role], names) {
			t.role = m[form.role]
		}
		break
	}
	t.suggest(s, names)
	return t
}

// isPlainCompany reports whether text behind "at" is surely a name: each of its words begins with a capital, apart from
// small ones between them, and it does not go on with anything else.
func isPlainCompany(s string) bool {
	words := strings.Fields(s)
	for i, word := range words {
		first, _ := utf8.DecodeRuneInString(word)
		between := i > 0 && i < len(words)-1
		if !unicode.IsUpper(first) && !unicode.IsDigit(first) && !(between && smallWord.MatchString(word)) {
			return false
		}
	}
	return !strings.ContainsAny(legalForm.ReplaceAllString(s, ""), ",()[]|:;/–—@<>") && !strings.Contains(s, " - ") &&
		!places.MatchString(s) && !people.IsNamed(s)
}

// isPlainRole reports whether text before "at" is surely a role, and not a person or another word for the occasion.
func isPlainRole(s string, names []string) bool {
	for _, name := range names {
		if name != "" && strings.Contains(strings.ToLower(s), strings.ToLower(name)) {
			return false
		}
	}
	return !kinds.MatchString(s) && !people.IsNamed(s) && !people.IsNobody(s) && !strings.ContainsAny(s, "|<>:@") &&
		!strings.Contains(s, " - ") && !strings.Contains(s, " – ")
}

// suggest guesses what was not plain. The company is perhaps behind "with", and the role behind "for" or before
// "interview"; of other parts, the last is perhaps the company.
func (t *title) suggest(s string, names []string) {
	var parts []string
	for _, part := range divider.Split(isAnInterview.ReplaceAllString(s, " | "), -1) {
		if len(parts) == maxPieces {
			break
		}
		if part = strings.TrimSpace(part); strings.ContainsFunc(part, unicode.IsLetter) && isPlainRole(part, names) {
			parts = append(parts, part)
		}
	}
	n := len(parts)
	if n == 0 || n == 1 && strings.HasPrefix(s, parts[0]) { // "Acme interview" names one of the two
		return
	}
	company, role := parts[n-1], parts[0]
	if i := slices.IndexFunc(parts, legalForm.MatchString); i >= 0 && n > 1 {
		company, role = parts[i], parts[(i+1)%n]
	}
	for i, part := range parts {
		before, behind, _ := strings.Cut(s, part)
		if behindWith.MatchString(before) {
			company, role = part, parts[(i+1)%n]
			break
		}
		if nounBehind.MatchString(behind) || behindFor.MatchString(before) {
			company, role = parts[(i+1)%n], part
			break
		}
	}
	if t.company == "" && company != t.role {
		t.suggested.Company = company
	}
	if t.role == "" && role != t.company && role != t.suggested.Company {
		t.suggested.Role = postOf.ReplaceAllString(role, "")
	}
}
