package intake

import (
	"fmt"
	"slices"
	"strings"

	"followup/cmd/followup/form"
	"followup/mailer/command"
	"followup/mailer/letters"
	"followup/mailer/letters/fact"
	"followup/rules"
	"followup/store"
)

// An unclearFact is what an entry says that no letter can use.
type unclearFact struct {
	why   string
	field string       // the flag that sets it; "topic" becomes "topic-for" if it is about one person
	about rules.Person // whom it is about, or nobody in particular
}

// readFacts makes the facts of an entry as they are stored. Unclear ones are left out and noted; the rest of the entry
// is as good without them.
func (e *entry) readFacts() {
	app, iv := &e.Application, &e.Interview
	e.readFact(&app.Fit, "fit", fact.Fit, rules.Person{})
	e.readFact(&app.Hook, "hook", fact.Hook, rules.Person{})
	var ofLine rules.Person
	if len(iv.Interviewers) == 1 { // there may be others in the next line of a table
		ofLine = iv.Interviewers[0]
	}
	e.readFact(&iv.Topic, "topic", fact.Topic, ofLine)
	iv.Interviewers = slices.Clone(iv.Interviewers)
	for i := range iv.Interviewers {
		p := &iv.Interviewers[i]
		e.readFact(&p.Topic, "topic", fact.Topic, *p)
	}
}

func (e *entry) readFact(typed *string, field string, kind fact.Kind, about rules.Person) {
	if *typed == "" || strings.ContainsAny(*typed, "\r\n") { // which is refused
		return
	}
	if err := form.CheckFact(e.language, field, kind, rules.Visible(*typed)); err != nil {
		about.Topic = "" // which is the fact itself
		e.note(unclearFact{err.Error(), field, about})
		*typed = ""
		return
	}
	*typed = letters.In(e.language).ReadFact(kind, rules.Visible(*typed)).Text
}

// flag returns the flag that sets the fact in an interview. The numbers of its people are known once all lines about it
// are joined.
func (f unclearFact) flag(iv rules.Interview) command.Flag {
	if of, ok := command.Handle(iv, f.about); ok {
		return command.With(f.field+"-for", of+"="+command.Blank)
	}
	return command.With(f.field, command.Blank)
}

// note notes unclear facts, each once.
func (e *entry) note(facts ...unclearFact) {
	for _, f := range facts {
		if !slices.Contains(e.unclear, f) {
			e.unclear = append(e.unclear, f)
		}
	}
}

// remarkUnclear names the facts that were left out of the interviews that were added, with the commands that set them.
func (dlg *Dialogue) remarkUnclear(list []entry, done []store.Imported) {
	type said struct {
		application int64
		fact        unclearFact
	}
	once := map[said]bool{}
	for i, d := range done {
		for _, f := range list[i].unclear {
			key := said{d.ApplicationID, f}
			if d.Outcome != store.ImportAdded || once[key] {
				continue
			}
			once[key] = true
			remark := "left out: " + f.why
			if d.ID != 0 {
				remark += fmt.Sprint("; to set it: ", command.Edit(d.ID, f.flag(list[i].Interview)))
			}
			dlg.remark(list[i], remark)
		}
	}
}
