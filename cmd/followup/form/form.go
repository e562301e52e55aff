// Package form reads the fields that the user fills in about an interview and its application, and puts them into the
// application. The fields are flags today. Nothing here prints or asks.
package form

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"followup/cmd/followup/roster"
	"followup/mailer/letters"
	"followup/rules"
	"followup/rules/people"
)

// A Form holds the fields of add, edit and heard about an interview and its application.
type Form struct {
	at, duration, zone, topic, decisionBy, said string // of the interview
	with, topicFor, without                     []string

	company, role, contact, fit, hook string // of the application
	language                          string
	noContact                         bool
	greet                             []string // of people

	// Elsewhere are the other applications that know one of the addresses, as LookUp finds them.
	Elsewhere []rules.Case

	// User is who fills in the form, and is none of the interviewers.
	User people.User

	same     map[rules.Person]bool // who the user said is the known person with the same address
	meant    []string              // values of --with that are meant, although they are probably no people
	accepted map[string]bool       // facts that the user has seen as they will stand in a draft
	set      *pflag.FlagSet
}

// Given reports whether a field was filled in. A form without flags has none: what is told by mail needs no form.
func (f *Form) Given(field string) bool { return f.set != nil && f.set.Changed(field) }

// Set fills in a field, or adds to one that takes several values. It returns an error if the field cannot hold the
// value.
func (f *Form) Set(field, value string) error { return f.set.Set(field, value) }

// Text returns the value of a field as it is stored: trimmed, and without invisible characters.
func (f *Form) Text(field string) string {
	return rules.Visible(strings.TrimSpace(f.set.Lookup(field).Value.String()))
}

// Register adds the flags about an interview to a set. The form then reads from that set.
func (f *Form) Register(set *pflag.FlagSet) {
	f.set = set
	set.StringVar(&f.at, "at", "",
		`when it began or begins, in its zone: "yesterday 14:00", "tue 10am", "1 Dec 2pm", "2026-12-04 14:00"`)
	set.StringVar(&f.duration, "duration", "1h", "how long it lasts")
	set.StringArrayVar(&f.with, "with", nil,
		`an interviewer, "Jo Smith <jo@acme.test>"; repeat it for each; the first is the main contact`)
	set.StringVar(&f.decisionBy, "decision-by", "",
		`the day by which they said they would decide, unless it is in --said, counted from today: `+
			`"friday", "11 Dec", "in 2 weeks", "mid-January"`)
	set.StringVar(&f.said, "said", "",
		`what they said about timing, in their words, counted from when they said it: "we decide by mid-January"; `+
			`reminders wait for the day that they name`)
	set.StringVar(&f.topic, "topic", "",
		`one concrete thing you discussed: a noun phrase that can follow "we talked about", such as "the new rota", `+
			`or a whole sentence: "You showed me the new rota."`)
	set.StringArrayVar(&f.topicFor, "topic-for", nil,
		`what you discussed with one of them, "Jo Smith=the new rota" or, by number, "2=the new rota"; repeat it `+
			`for each`)
	set.StringVar(&f.zone, "zone", "", "the interview's own time zone, such as Europe/Lisbon (default: yours)")
}

// RegisterApplication adds the flags about an application.
func (f *Form) RegisterApplication(set *pflag.FlagSet) {
	set.StringVar(&f.company, "company", "", `the company as it reads in a sentence, such as "the Home Office"`)
	set.StringVar(&f.role, "role", "", "the role you interviewed for")
	set.StringVar(&f.contact, "contact", "",
		`who gets the notes about the application, if not an interviewer: a recruiter, `+
			`"Pat Lee <pat@agency.test>", who is not thanked; or part of the name of one of its people`)
	set.StringVar(&f.fit, "fit", "",
		`why you fit: a noun phrase that can follow "I have", such as "ten years of planning shifts", or a whole `+
			`sentence: "I ran two wards."`)
	set.StringVar(&f.hook, "hook", "",
		`the occasion for the next note to stay in touch, as its first sentence: "Congratulations on the new clinic"`)
	set.StringVar(&f.language, "language", "",
		"the language of the letters to them: "+languages()+" (default: user.language of the config)")
	set.BoolVar(&f.noContact, "no-contact", false,
		"they asked not to be contacted: only answers to what they write are drafted")
	set.StringArrayVar(&f.greet, "greet", nil,
		`how to greet one of the people, "Jo Smith=Dear Jo" or, by number, "2=Hello Ann"; repeat it for each; `+
			`"Jo Smith=" goes back to the usual greeting`)
}

func languages() string { return strings.Join(letters.Languages(), ", ") }

// RegisterEdit adds the flags of [Form.Register] and [Form.RegisterApplication], and those that only make sense for an
// existing interview.
func (f *Form) RegisterEdit(set *pflag.FlagSet) {
	f.Register(set)
	f.RegisterApplication(set)
	set.StringArrayVar(&f.without, "without", nil,
		"someone who was not there after all: an address, the number in show, or part of a name")
	for name, text := range map[string]string{
		"with": `an interviewer, "Jo Smith <jo@acme.test>": a new one, or one whose name or address this completes; ` +
			`"2=jo@acme.test" completes the second`,
		"duration": "how long it lasts",
		"language": "the language of the letters to them: " + languages(),
		"contact": `who gets the notes about the application: "Pat Lee <pat@agency.test>", or the number, the ` +
			`address ` +
			`or part of the name of one of its people; "" for nobody in particular`,
		"decision-by": `the day by which they said they would decide, counted from today: "friday", "11 Dec"; ` +
			`"" for none`,
		"said": `what they said about timing, in their words; reminders wait for the day that they name; ` +
			`"" for nothing`,
		"no-contact": "they asked not to be contacted; --no-contact=false takes it back",
	} {
		set.Lookup(name).Usage = text
	}
	set.Lookup("duration").DefValue = ""
}

// Filled reports whether any field about an interview or its application was filled in.
func (f *Form) Filled() (filled bool) {
	own := pflag.NewFlagSet("", pflag.ContinueOnError)
	new(Form).RegisterEdit(own)
	f.set.Visit(func(flag *pflag.Flag) { filled = filled || own.Lookup(flag.Name) != nil })
	return filled
}

// promise lists the fields of an interview for what they promised. It concerns the whole application.
var promise = []string{"decision-by", "said"}

// OfOneInterview returns the first field that was filled in and concerns a single interview, or "". Those are all that
// are not registered as fields of the application, except what they promised.
func (f *Form) OfOneInterview() (field string) {
	all, application := pflag.NewFlagSet("", pflag.ContinueOnError), pflag.NewFlagSet("", pflag.ContinueOnError)
	all.SortFlags = false
	new(Form).RegisterEdit(all)
	new(Form).RegisterApplication(application)
	all.VisitAll(func(flag *pflag.Flag) {
		shared := application.Lookup(flag.Name) != nil || slices.Contains(promise, flag.Name)
		if flag.Name == "greet" { // the numbers of interviewers are those of one interview
			shared = !slices.ContainsFunc(f.greet, func(v string) bool { return roster.IsNumber(cutBefore(v, "=")) })
		}
		if field == "" && !shared && f.Given(flag.Name) {
			field = flag.Name
		}
	})
	return field
}
