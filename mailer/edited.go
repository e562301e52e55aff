package mailer

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"followup/mailer/letters"
	"followup/rules"
)

// An Edit is what became of a draft that the user edited.
type Edit struct {
	At            time.Time // when it was edited
	Subject, Body string    // the user's words

	// Changed names the facts that have changed since, so that the words were set aside for the program's own letter.
	// It is "" if the draft has them.
	Changed string
}

// Stands reports whether the draft has the user's words.
func (e *Edit) Stands() bool { return e != nil && e.Changed == "" }

// An origin is what the program wrote its own letter from when the user edited it. It keeps the facts and not the
// letter: other wordings of the same facts, as another version of the program may have them, change nothing.
type origin struct {
	At       time.Time // the moment for which the letter was worded: "today" is of that day
	Deadline time.Time // of its step, on which the words for days depend, too
	Facts    letters.Facts
}

// Edited returns the step's draft in the user's words, to be stored. Without a subject it goes back to the program's
// own letter.
func (d Draft) Edited(s rules.Step, subject, body string, now time.Time) (rules.EditedDraft, error) {
	text, err := json.Marshal(d.origin)
	key := s.Key
	key.LastCall = false
	return rules.EditedDraft{Key: key, To: d.To, At: now, Subject: subject, Body: body, Origin: string(text)}, err
}

// takeEdit gives a draft the words into which the user edited it, unless a fact has changed that the program's own
// letter depends on. It never fails: a reminder must come.
func (m *Composer) takeEdit(c rules.Case, s rules.Step, d Draft, now time.Time) Draft {
	e := editOf(c, s, d.To)
	if e == nil {
		return d
	}
	var from origin
	d.Edit = &Edit{At: e.At, Subject: e.Subject, Body: e.Body}
	if err := json.Unmarshal([]byte(e.Origin), &from); err != nil {
		d.Edit.Changed = "its facts, which cannot be read any more"
		return d
	}
	from.Facts = from.Facts.WordedAs(d.facts)
	if d.Edit.Changed = d.changed(s.Kind, from.Facts, m.sameDays(c, s, d, from, now)); !d.Edit.Stands() {
		return d
	}
	d.Subject, d.Body = e.Subject, e.Body
	if !strings.HasSuffix(d.Body, d.Quote) {
		d.Quote = ""
	}
	d.Faults = letters.Faults(d.Letter, d.facts)
	if !d.readsAlike(s.Kind, from.Facts, d.facts) {
		d.Faults = append(d.Faults, fmt.Sprintf("was edited for %s; check the days that it names",
			rules.DateOf(from.At, m.cfg.Location).Short()))
	}
	return d
}

// editOf returns how the user last edited the step's draft to a person, or nil.
func editOf(c rules.Case, s rules.Step, to rules.Person) *rules.EditedDraft {
	for _, e := range slices.Backward(c.History.EditedDrafts) {
		if isSameNote(e.Key, s.Key) && e.To.ID == to.ID {
			if e.Subject == "" {
				return nil
			}
			return &e
		}
	}
	return nil
}

// daysInWords are the facts that are worded for a day, such as "today": they change although nothing has happened.
const daysInWords = "Day Date Dates NextDate DecisionBy AnswerBy HeardDay WroteDay"

// sameDays returns the facts of a draft with its days in the words of the earlier moment, where they are the same days.
func (m *Composer) sameDays(c rules.Case, s rules.Step, d Draft, from origin, now time.Time) letters.Facts {
	facts := d.facts
	if c.About(s, from.At).ID != c.About(s, now).ID {
		return facts // an interview was held since
	}
	s.Deadline = from.Deadline
	then := m.gather(toldBy(c, from.At, now), s, d.To, from.At)
	for name := range strings.FieldsSeq(daysInWords) {
		if was := factOf(&from.Facts, name); was.Equal(factOf(&then, name)) {
			factOf(&facts, name).Set(was)
		}
	}
	return facts
}

func factOf(f *letters.Facts, name string) reflect.Value {
	return reflect.ValueOf(f).Elem().FieldByName(name)
}

// toldBy returns an application whose events since an earlier moment happened at that moment, so that a letter worded
// for it knows of them.
func toldBy(c rules.Case, at, now time.Time) rules.Case {
	c.History.Events = slices.Clone(c.History.Events)
	for i, e := range c.History.Events {
		if e.At.After(at) && !e.At.After(now) {
			c.History.Events[i].At = at
		}
	}
	return c
}

// readsAlike reports whether a draft's letters of two sets of facts are the same, except for what depends on how late
// it is and on which email of the user's the letter follows: that the user marks one as sent makes no other words
// wrong.
func (d Draft) readsAlike(kind rules.Kind, a, b letters.Facts) bool {
	a.Late, a.ThreadSubject = b.Late, b.ThreadSubject
	first, err := d.letters.Write(kind, a, d.choice)
	second, err2 := d.letters.Write(kind, b, d.choice)
	return err == nil && err2 == nil && first.Subject == second.Subject && first.Body == second.Body
}

// changed names the facts that have changed in a draft, or returns "".
func (d Draft) changed(kind rules.Kind, was, is letters.Facts) string {
	if d.readsAlike(kind, was, is) {
		return ""
	}
	var names []string
	for _, group := range factNames {
		after := is
		for name := range strings.FieldsSeq(group.fields) {
			if f := factOf(&was, name); f.IsValid() {
				factOf(&after, name).Set(f)
			}
		}
		if !d.readsAlike(kind, after, is) {
			names = append(names, group.name)
		}
	}
	if len(names) == 0 {
		return "its facts"
	}
	return strings.Join(names, ", ")
}

// factNames says what the facts of a letter are about. It has all of them but those that a letter never says, and those
// that readsAlike leaves out.
var factNames = []struct{ fields, name string }{
	{"Company", "the company"},
	{"Role TheRole", "the role"},
	{"Salutation Name", "their name or greeting"},
	{"Day Date Month Time Dates NextDate", "the day of an interview"},
	{"Topic TheirTopic GladTopic HelpTopic EarlierTopic " +
		"TopicSentence TopicBare TopicClause GladClause TroubleClause HelpClause CanHelp", "what you discussed"},
	{"Fit FitSentence FitClause FitDone FitSpan FitNext Done", "why you fit"},
	{"Hook HookSubject GoodNews", "the occasion to write"},
	{"DecisionBy AnswerBy HeardDay HeardFrom Mentioned Roughly Offer NextRound", "what they said"},
	{"Met Several Interviewed Again", "who was met and when"},
	{"WroteDay QuotedSubject Quote", "the earlier email"},
	{"SignOff Sender Phone", "how you sign"},
}
