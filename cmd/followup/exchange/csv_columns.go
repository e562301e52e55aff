package exchange

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// A field is what a column holds, by the name that WriteCSV gives it.
type field string

const (
	fieldCompany      field = "Company"
	fieldRole         field = "Role"
	fieldCard         field = "Card" // a title like "Data Engineer at Acme"
	fieldStart        field = "Start"
	fieldDate         field = "Date"
	fieldClock        field = "Time"
	fieldDuration     field = "Duration"
	fieldZone         field = "Zone"
	fieldInterviewers field = "Interviewers"
	fieldEmails       field = "Email"
	fieldDecisionBy   field = "Decision by"
	fieldSaid         field = "Said"
	fieldTopic        field = "Topic"
	fieldTopicFor     field = "Topic for"
	fieldFit          field = "Fit"
	fieldHook         field = "Hook"
	fieldNoContact    field = "No contact"
	fieldContact      field = "Main contact"
	fieldApplication  field = "Application"
	fieldGreetings    field = "Greetings"
	fieldLanguage     field = "Language of letters"
	fieldStatus       field = "Status"
	fieldSkip         field = "-" // of a column that is not read
)

// written are the columns of WriteCSV, in order. Day and time of day share one column there, and so do names and
// addresses.
var written = []field{
	fieldCompany, fieldRole, fieldStart, fieldDuration, fieldZone, fieldInterviewers, fieldDecisionBy, fieldSaid,
	fieldTopic, fieldTopicFor, fieldFit, fieldHook, fieldNoContact, fieldContact, fieldApplication,
	fieldGreetings, fieldLanguage,
}

// aliases are the names that people and job trackers give the columns, as plainName spells them. A "deadline" is none:
// in a tracker it is the last day to apply.
var aliases = map[field]string{
	fieldCompany: `company employer firm organisation organization companyname firma unternehmen arbeitgeber entreprise
		empresa`,
	fieldRole: `role position job title jobtitle jobposition positiontitle stelle stellentitel rolle poste puesto`,
	fieldCard: `card cardname`,
	fieldStart: `start starts startsat at when dateandtime datetime datetimestart interviewat interviewdatetime
		interviewdateandtime termin`,
	fieldDate:     `date day startdate interviewdate nextinterview nextinterviewdate datum tag`,
	fieldClock:    `time starttime timeofday interviewtime uhrzeit heure hora`,
	fieldDuration: `duration length minutes dauer`,
	fieldZone:     `zone timezone tz zeitzone`,
	fieldInterviewers: `interviewers interviewer with contact contacts people contactname ansprechpartner
		gesprächspartner`,
	fieldEmails: `email emails intervieweremail intervieweremails address addresses emailaddress mail
		contactemail mailadresse`,
	fieldDecisionBy:  `decisionby decisiondate decision`,
	fieldSaid:        `said timing`,
	fieldTopic:       `topic topics thema`,
	fieldTopicFor:    `topicfor`,
	fieldFit:         `fit`,
	fieldHook:        `hook occasion`,
	fieldNoContact:   `nocontact donotcontact dontcontact`,
	fieldContact:     `maincontact recruiter`, // "contact" alone means an interviewer
	fieldApplication: `application applicationid`,
	fieldGreetings:   `greetings greeting`,
	fieldLanguage:    `languageofletters`,
	fieldStatus:      `status stage state list listname phase applicationstatus`,
}

// plainName returns a column's name in lower case, with letters and digits only.
func plainName(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// fieldOf returns the field that has that name or alias.
func fieldOf(name string) (field, bool) {
	for f, names := range aliases {
		if slices.Contains(strings.Fields(names), plainName(name)) {
			return f, true
		}
	}
	return "", false
}

// tableColumns are the columns of a table: their names, and which column holds each field.
type tableColumns struct {
	names   []string
	at      map[field]int
	leftOut []string // the names of those that hold no field
	own     bool     // WriteCSV wrote them
}

// name returns the file's name for the column of a field, for an error message.
func (c *tableColumns) name(f field) string {
	if i, ok := c.at[f]; ok {
		return c.names[i]
	}
	return string(f)
}

// has reports whether a column holds the field.
func (c *tableColumns) has(f field) bool { _, ok := c.at[f]; return ok }

// width returns how many cells of a row are read.
func (c *tableColumns) width() (n int) {
	for _, i := range c.at {
		n = max(n, i+1)
	}
	return n
}

// newColumns reads the header line. A column of which nobody knows what it holds is left out.
func newColumns(header []string, mapped map[string]string, f *Faults) tableColumns {
	c := tableColumns{names: header, at: map[field]int{}}
	mapping, err := newMapping(mapped)
	f.Add(err)
	for i, name := range header {
		to, ok := mapping[plainName(name)]
		if !ok {
			to, ok = fieldOf(name)
		}
		switch other, taken := c.at[to]; {
		case strings.TrimSpace(name) == "" || to == fieldSkip: // rows may be wider than the header
		case !ok:
			c.leftOut = append(c.leftOut, clip(strings.TrimSpace(name)))
		case taken:
			f.Add(fmt.Errorf(`column %q: holds the %s, as the column %q does; map one of the two to "-"`, clip(name),
				strings.ToLower(string(to)), clip(c.names[other])))
		default:
			c.at[to] = i
		}
	}
	for plain := range mapping {
		if !slices.ContainsFunc(header, func(name string) bool { return plainName(name) == plain }) {
			f.Add(fmt.Errorf("there is no column %q to map; the file has %s", plain, strings.Join(header, ", ")))
		}
	}
	if len(f.errs) == 0 {
		c.require(f)
	}
	c.own = c.has(fieldApplication) && c.has(fieldGreetings) && c.has(fieldTopicFor)
	return c
}

// require reports the columns without which there is no interview.
func (c *tableColumns) require(f *Faults) {
	const advice = `; map one to it, as in --map "Firma=company"`
	for _, need := range []field{fieldCompany, fieldRole} {
		if !c.has(need) && !c.has(fieldCard) {
			f.Add(fmt.Errorf("no column holds the %s; name one %q%s", strings.ToLower(string(need)),
				strings.ToLower(string(need)), strings.TrimPrefix(advice, ";")))
		}
	}
	switch {
	case c.has(fieldStart) && (c.has(fieldDate) || c.has(fieldClock)):
		f.Add(fmt.Errorf(`the column %q says when it begins, and so does another; map one of them to "-"`,
			clip(c.name(fieldStart))))
	case !c.has(fieldStart) && !c.has(fieldDate):
		f.Add(fmt.Errorf(`no column says when it begins; name one "start", or two "date" and "time"%s`, advice))
	}
}

// newMapping returns the user's mapping with plain names.
func newMapping(mapped map[string]string) (map[string]field, error) {
	m := map[string]field{}
	for _, column := range slices.Sorted(maps.Keys(mapped)) {
		to := mapped[column]
		f, ok := fieldOf(to)
		if strings.TrimSpace(to) == string(fieldSkip) {
			f, ok = fieldSkip, true
		}
		if !ok {
			return nil, fmt.Errorf(`column %q is mapped to %q, which is no field; docs/import.md lists them, and "-" `+
				`skips a column`, clip(column), clip(to))
		}
		m[plainName(column)] = f
	}
	return m, nil
}
