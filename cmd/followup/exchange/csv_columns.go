package exchange

import (
	"errors"
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
)

// skip is the field of a column that is not read.
const fieldSkip field = "-"

// written are the columns of WriteCSV, in order. Day and time of day share one column there, and so do names and
// addresses.
var written = []field{
	fieldCompany, fieldRole, fieldStart, fieldDuration, fieldZone, fieldInterviewers, fieldDecisionBy, fieldSaid,
	fieldTopic, fieldTopicFor, fieldFit, fieldHook, fieldNoContact, fieldContact, fieldApplication,
	fieldGreetings,
}

// aliases are the names that people give the columns, as plainName spells them.
var aliases = map[field][]string{
	fieldCompany:      {"company", "employer", "firm", "organisation", "organization"},
	fieldRole:         {"role", "position", "job", "title", "jobtitle"},
	fieldStart:        {"start", "starts", "startsat", "at", "when", "dateandtime", "datetime", "datetimestart"},
	fieldDate:         {"date", "day", "startdate", "interviewdate"},
	fieldClock:        {"time", "starttime", "timeofday"},
	fieldDuration:     {"duration", "length", "minutes"},
	fieldZone:         {"zone", "timezone", "tz"},
	fieldInterviewers: {"interviewers", "interviewer", "with", "contact", "contacts", "people"},
	fieldEmails:       {"email", "emails", "address", "addresses", "emailaddress", "mail"},
	fieldDecisionBy:   {"decisionby", "decisiondate", "decision", "deadline"},
	fieldSaid:         {"said", "timing"},
	fieldTopic:        {"topic", "topics"},
	fieldTopicFor:     {"topicfor"},
	fieldFit:          {"fit"},
	fieldHook:         {"hook", "occasion"},
	fieldNoContact:    {"nocontact", "donotcontact", "dontcontact"},
	fieldContact:      {"maincontact", "recruiter"}, // "contact" alone means an interviewer
	fieldApplication:  {"application", "applicationid"},
	fieldGreetings:    {"greetings", "greeting"},
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
	plain := plainName(name)
	for f, names := range aliases {
		if slices.Contains(names, plain) {
			return f, true
		}
	}
	return "", false
}

// knownColumns lists the columns for an error message.
func knownColumns() string {
	var names []string
	for _, f := range append(slices.Clone(written), fieldDate, fieldClock, fieldEmails) {
		names = append(names, strings.ToLower(string(f)))
	}
	return strings.Join(names, ", ")
}

// tableColumns are the columns of a table: their names, and which column holds each field.
type tableColumns struct {
	names []string
	at    map[field]int
}

// name returns the file's name for the column of a field, for an error message.
func (c tableColumns) name(f field) string {
	if i, ok := c.at[f]; ok {
		return c.names[i]
	}
	return string(f)
}

// width returns how many cells of a row are read.
func (c tableColumns) width() (n int) {
	for _, i := range c.at {
		n = max(n, i+1)
	}
	return n
}

// newColumns reads the header line.
func newColumns(header []string, mapped map[string]string, f *Faults) tableColumns {
	c := tableColumns{names: header, at: map[field]int{}}
	mapping, err := newMapping(mapped)
	if err != nil {
		f.Add(err)
	}
	unknown := false
	for i, name := range header {
		if strings.TrimSpace(name) == "" {
			continue // rows may be wider than the header
		}
		err := c.place(i, name, mapping)
		unknown = unknown || errors.Is(err, errUnknownColumn)
		if err != nil {
			f.Add(fmt.Errorf("column %q: %w", clip(name), err))
		}
	}
	if unknown {
		f.Add(fmt.Errorf(`the fields are %s; for example: --map "Firma=company"`, knownColumns()))
	}
	for plain := range mapping {
		if !slices.ContainsFunc(header, func(name string) bool { return plainName(name) == plain }) {
			f.Add(fmt.Errorf("there is no column %q to map; the file has %s", plain, strings.Join(header, ", ")))
		}
	}
	if len(f.errs) == 0 {
		c.require(f)
	}
	return c
}

var errUnknownColumn = errors.New(`is no known field; map it to one with --map, or to "-" to skip it`)

// place finds the field that column i holds.
func (c tableColumns) place(i int, name string, mapping map[string]field) error {
	f, ok := mapping[plainName(name)]
	if !ok {
		f, ok = fieldOf(name)
	}
	if !ok {
		return errUnknownColumn
	}
	if f == fieldSkip {
		return nil
	}
	if other, taken := c.at[f]; taken {
		return fmt.Errorf(`holds the %s, as the column %q does; map one of the two to "-"`, strings.ToLower(string(f)),
			c.names[other])
	}
	c.at[f] = i
	return nil
}

// require reports the columns without which there is no interview.
func (c tableColumns) require(f *Faults) {
	for _, need := range []field{fieldCompany, fieldRole} {
		if _, ok := c.at[need]; !ok {
			f.Add(fmt.Errorf("no column holds the %s; name one %q, or map one to it", strings.ToLower(string(need)),
				strings.ToLower(string(need))))
		}
	}
	_, hasStart := c.at[fieldStart]
	_, hasDate := c.at[fieldDate]
	_, hasClock := c.at[fieldClock]
	switch {
	case hasStart && (hasDate || hasClock):
		f.Add(fmt.Errorf(`the column %q says when it begins, and so does another; map one of them to "-"`,
			c.name(fieldStart)))
	case !hasStart && !hasDate:
		f.Add(fmt.Errorf(`no column says when it begins; name one "start", or two "date" and "time", or map one to it`))
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
			return nil, fmt.Errorf(`column %q is mapped to %q, which is no field; the fields are %s, and "-" to `+
				`skip it`, column, to, knownColumns())
		}
		m[plainName(column)] = f
	}
	return m, nil
}
