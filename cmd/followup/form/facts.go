package form

import (
	"fmt"
	"slices"
	"strings"

	"followup/mailer/letters/english"
	"followup/rules"
)

// A FactError says that a fact is neither a noun phrase nor a whole sentence, so that no letter can use it.
type FactError struct {
	Field string
	Kind  english.FactKind
	Typed string
}

func (e *FactError) Error() string {
	return fmt.Sprintf("--%s %q %s", e.Field, e.Typed, wanted(e.Kind))
}

// wanted says what is wrong with a fact and what to write instead.
func wanted(kind english.FactKind) string {
	phrase, sentence := english.Examples(kind)
	if phrase == "" {
		return fmt.Sprintf("is not surely a whole sentence; write one such as %q", sentence)
	}
	return fmt.Sprintf("is not surely a noun phrase or a whole sentence; write a noun phrase such as %q, or a whole "+
		"sentence such as %q", phrase, sentence)
}

// CheckFact returns an error that says what to write if a fact is unclear. name is what the fact is called. No fact is
// none.
func CheckFact(name string, kind english.FactKind, typed string) error {
	if strings.TrimSpace(typed) == "" || english.ReadFact(kind, typed).Form != english.Unclear {
		return nil
	}
	return fmt.Errorf("%s %q %s", name, typed, wanted(kind))
}

// readFact returns a fact as it is stored. It keeps one of several lines, which is refused later.
func (f *Form) readFact(field string, kind english.FactKind, typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" || f.accepted[typed] || strings.ContainsAny(typed, "\r\n") {
		return typed, nil
	}
	r := english.ReadFact(kind, rules.Visible(typed))
	if r.Form == english.Unclear {
		return "", &FactError{field, kind, typed}
	}
	return r.Text, nil
}

// Accept puts another text in place of the fact of an error. Apply takes that text as it is.
func (f *Form) Accept(e *FactError, text string) {
	if f.accepted == nil {
		f.accepted = map[string]bool{}
	}
	f.accepted[text] = true
	for _, to := range []*string{&f.topic, &f.fit, &f.hook} {
		if strings.TrimSpace(*to) == e.Typed && f.fieldOf(to) == e.Field {
			*to = text
		}
	}
	for i, typed := range f.topicFor {
		who, topic, _ := strings.Cut(typed, "=")
		if e.Field == "topic-for" && strings.TrimSpace(topic) == e.Typed {
			f.topicFor[i] = who + "=" + text
		}
	}
}

func (f *Form) fieldOf(to *string) string {
	switch to {
	case &f.topic:
		return "topic"
	case &f.fit:
		return "fit"
	}
	return "hook"
}

// TellFacts returns how the facts that were filled in read in a draft, and what is odd about them. c is the
// application with them, and on the interview.
func (f *Form) TellFacts(c rules.Case, on int64) (said []string) {
	iv, _ := c.Interview(on)
	var sentences, odd []string
	tell := func(kind english.FactKind, fact, reader string) {
		if fact == "" {
			return
		}
		if s := fmt.Sprintf("%q", english.InLetter(kind, fact)); !slices.Contains(sentences, s) {
			sentences = append(sentences, s)
		}
		for _, o := range []string{english.ReadFact(kind, fact).Remark, english.AboutReader(fact, reader)} {
			if o = rules.Capital(o); o != "" && !slices.Contains(odd, o+".") {
				odd = append(odd, o+".")
			}
		}
	}
	for _, p := range iv.Interviewers {
		if f.Given("topic-for") {
			tell(english.Topic, p.Topic, p.Name)
		}
		if f.Given("topic") && p.Topic == "" {
			tell(english.Topic, iv.Topic, p.Name)
		}
	}
	if f.Given("topic") {
		tell(english.Topic, iv.Topic, "")
	}
	if f.Given("fit") {
		tell(english.Fit, c.Fit, "")
	}
	if f.Given("hook") {
		tell(english.Hook, c.Hook, c.MainContact().Name)
	}
	if len(sentences) == 0 {
		return nil
	}
	return append([]string{"In a draft it reads: " + strings.Join(sentences, " ")}, odd...)
}
