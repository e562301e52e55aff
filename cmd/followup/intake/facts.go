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
	why  string
	flag command.Flag // sets it
}

// readFacts makes the facts of an entry as they are stored. Unclear ones are left out and noted; the rest of the entry
// is as good without them.
func (e *entry) readFacts() {
	app, iv := &e.Application, &e.Interview
	e.readFact(&app.Fit, "fit", fact.Fit, command.With("fit", command.Blank))
	e.readFact(&app.Hook, "hook", fact.Hook, command.With("hook", command.Blank))
	ofAll := command.With("topic", command.Blank)
	if len(iv.Interviewers) == 1 { // there may be others in the next line of a table
		ofAll = topicOf(*iv, iv.Interviewers[0])
	}
	e.readFact(&iv.Topic, "topic", fact.Topic, ofAll)
	iv.Interviewers = slices.Clone(iv.Interviewers)
	for i := range iv.Interviewers {
		p := &iv.Interviewers[i]
		e.readFact(&p.Topic, "topic", fact.Topic, topicOf(*iv, *p))
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

func (e *entry) readFact(typed *string, name string, kind fact.Kind, flag command.Flag) {
	if *typed == "" || strings.ContainsAny(*typed, "\r\n") { // which is refused
		return
	}
	if err := form.CheckFact(name, kind, rules.Visible(*typed)); err != nil {
		e.note(unclearFact{err.Error(), flag})
		*typed = ""
		return
	}
	*typed = letters.Default.ReadFact(kind, rules.Visible(*typed)).Text
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
