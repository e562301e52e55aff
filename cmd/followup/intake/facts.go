package intake

import (
	"fmt"
	"slices"
	"strings"

	"followup/cmd/followup/form"
	"followup/mailer/command"
	"followup/mailer/letters/english"
	"followup/rules"
	"followup/store"
)

// An unclearFact is what an entry says that no letter can use.
type unclearFact struct {
	why  string
	flag command.Flag // sets it
}

// readFacts makes the facts of an entry as they are stored. Unclear ones are left out and noted; the rest of the entry
// is as good without them.
func (e *entry) readFacts() {
	app, iv := &e.Application, &e.Interview
	e.readFact(&app.Fit, "fit", english.Fit, command.With("fit", command.Blank))
	e.readFact(&app.Hook, "hook", english.Hook, command.With("hook", command.Blank))
	ofAll := command.With("topic", command.Blank)
	if len(iv.Interviewers) == 1 { // there may be others in the next line of a table
		ofAll = topicOf(*iv, iv.Interviewers[0])
	}
	e.readFact(&iv.Topic, "topic", english.Topic, ofAll)
	iv.Interviewers = slices.Clone(iv.Interviewers)
	for i := range iv.Interviewers {
		p := &iv.Interviewers[i]
		e.readFact(&p.Topic, "topic", english.Topic, topicOf(*iv, *p))
	}
}

// topicOf returns the flag that sets what was discussed with one of the interviewers. Without an address it is the flag
// for all of them, because the next line may change their numbers.
func topicOf(iv rules.Interview, p rules.Person) command.Flag {
	if of, ok := command.Handle(iv, p); ok && strings.Contains(of, "@") {
		return command.With("topic-for", of+"="+command.Blank)
	}
	return command.With("topic", command.Blank)
}

func (e *entry) readFact(fact *string, name string, kind english.FactKind, flag command.Flag) {
	if *fact == "" || strings.ContainsAny(*fact, "\r\n") { // which is refused
		return
	}
	if err := form.CheckFact(name, kind, rules.Visible(*fact)); err != nil {
		e.note(unclearFact{err.Error(), flag})
		*fact = ""
		return
	}
	*fact = english.ReadFact(kind, rules.Visible(*fact)).Text
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
				remark += fmt.Sprint("; to set it: ", command.Edit(d.ID, f.flag))
			}
			dlg.remark(list[i], remark)
		}
	}
}
