package form

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"followup/mailer/command"
	"followup/mailer/letters"
	"followup/mailer/letters/fact"
	"followup/rules"
	"followup/rules/people"
)

// A FactError says that a fact is neither a noun phrase nor a whole sentence, so that no letter can use it.
type FactError struct {
	Field string
	Kind  fact.Kind
	Typed string

	Language string // of the letters, by its code
}

func (e *FactError) Error() string {
	return fmt.Sprintf("--%s %q %s", e.Field, e.Typed, wanted(e.Language, e.Kind, e.Typed))
}

// wanted says what a fact would become in letters in a language, and what to write instead.
func wanted(language string, kind fact.Kind, typed string) string {
	lang, in := letters.In(language), ""
	if name := letters.LanguageName(language); name != "" {
		in = " in " + name
	}
	phrase, sentence := lang.Examples(kind)
	if phrase == "" {
		return fmt.Sprintf("is not surely a whole sentence%s; write one such as %q", in, sentence)
	}
	read := lang.InLetter(kind, typed)
	if read == "" {
		return fmt.Sprintf("makes no sentence of a draft%s; write it in other words, such as %q or %q", in, phrase,
			sentence)
	}
	return fmt.Sprintf("would read %q in a draft%s; write that sentence if you like it, or other words, "+
		"such as %q or %q", read, in, phrase, sentence)
}

// CheckFact returns an error that says what to write if a fact is unclear in letters in a language. name is what the
// fact is called. No fact is none.
func CheckFact(language, name string, kind fact.Kind, typed string) error {
	if strings.TrimSpace(typed) == "" || letters.In(language).ReadFact(kind, typed).Form != fact.Unclear {
		return nil
	}
	return fmt.Errorf("%s %q %s", name, typed, wanted(language, kind, typed))
}

// readFact returns a fact as it is stored, for letters in a language. It keeps one of several lines, which is refused
// later.
func (f *Form) readFact(language, field string, kind fact.Kind, typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" || f.accepted[typed] || strings.ContainsAny(typed, "\r\n") {
		return typed, nil
	}
	r := letters.In(language).ReadFact(kind, rules.Visible(typed))
	if r.Form == fact.Unclear {
		return "", &FactError{field, kind, typed, language}
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

// loneNames returns what to do about each name that may be only a last name and that the letters do not greet by. The
// commands have a person's number in place of the name, which is text from elsewhere.
func loneNames(lang letters.Language, iv rules.Interview) (said []string) {
	greetsNobody := func(name string) bool { return lang.Salutation(name, "") == lang.Salutation("", "") }
	for i, p := range iv.Interviewers {
		if !people.MayBeLast(p.Name) || !greetsNobody(people.Plain(p.Name)) || p.Greeting != "" {
			continue
		}
		what := fmt.Sprintf("%q may be a last name, so formal drafts greet the hiring team instead.", p.Name)
		if iv.ID != 0 { // with --dry-run there is nothing to edit
			edit := func(flag, value string) string {
				return command.Edit(iv.ID, command.With(flag, fmt.Sprintf("%d=%s", i+1, value)))
			}
			what += fmt.Sprintf(" To greet by it: %s; to add the first name, or Ms or Mr: %s",
				edit("greet", "Dear "+command.Blank), edit("with", command.Blank))
		}
		said = append(said, what)
	}
	return said
}

// firstNames says of each person greeted by first name that the letters go on formally.
func firstNames(lang letters.Language, language string, iv rules.Interview) (said []string) {
	for _, p := range iv.Interviewers {
		name := strings.Fields(people.Plain(p.Name))
		isFirst := func(word string) bool { return people.IsGiven(word) && slices.Contains(name[:len(name)-1], word) }
		if lang.You() != "" && len(name) > 1 && slices.ContainsFunc(strings.Fields(p.Greeting), isFirst) {
			said = append(said, fmt.Sprintf("Drafts to %s begin %q, and then say %q: the letters in %s are formal.",
				p.Name, p.Greeting, lang.You(), letters.LanguageName(language)))
		}
	}
	return said
}

// otherLanguage says that a fact is plainly in another language than the letters, or returns "".
func otherLanguage(language, text string) string {
	is := letters.Guess(text)
	if is == "" || letters.In(is) == letters.In(language) {
		return ""
	}
	return fmt.Sprintf("that is in %s, and the letters to them are in %s; --language changes it",
		letters.LanguageName(is), cmp.Or(letters.LanguageName(language), "English"))
}

// TellFacts returns how the facts that were filled in read in a draft, and what is odd about them. c is the
// application with them, and on the interview.
func (f *Form) TellFacts(c rules.Case, on int64) (said []string) {
	iv, _ := c.Interview(on)
	lang := letters.In(c.Language)
	var sentences, odd []string
	tell := func(kind fact.Kind, text, reader string) {
		if text == "" {
			return
		}
		if s := lang.InLetter(kind, text); s != "" && !slices.Contains(sentences, strconv.Quote(s)) {
			sentences = append(sentences, strconv.Quote(s))
		}
		for _, o := range []string{
			lang.ReadFact(kind, text).Remark, lang.AboutReader(text, reader), otherLanguage(c.Language, text),
		} {
			if o = rules.Capital(o); o != "" && !slices.Contains(odd, o+".") {
				odd = append(odd, o+".")
			}
		}
	}
	for _, p := range iv.Interviewers {
		if f.Given("topic-for") {
			tell(fact.Topic, p.Topic, p.Name)
		}
		if f.Given("topic") && p.Topic == "" {
			tell(fact.Topic, iv.Topic, p.Name)
		}
	}
	if f.Given("topic") {
		tell(fact.Topic, iv.Topic, "")
	}
	if f.Given("fit") {
		tell(fact.Fit, c.Fit, "")
	}
	if f.Given("hook") {
		tell(fact.Hook, c.Hook, c.MainContact().Name)
	}
	if f.Given("with") {
		odd = append(odd, loneNames(lang, iv)...)
	}
	if f.Given("greet") {
		odd = append(odd, firstNames(lang, c.Language, iv)...)
	}
	if len(sentences) == 0 {
		return odd
	}
	return append([]string{"In a draft it reads: " + strings.Join(sentences, " ")}, odd...)
}
