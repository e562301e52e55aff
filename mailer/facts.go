package mailer

import (
	"cmp"
	"slices"

	"followup/mailer/letters"
	"followup/mailer/letters/fact"
	"followup/rules"
)

// readable returns the application with its facts as the letters need them. One that is neither a noun phrase nor a
// sentence is left out, because it would break a letter; the reminder asks for it. Such facts were stored by
// earlier versions.
func readable(c rules.Case) rules.Case {
	lang := letters.In(c.Language)
	c.Fit = readFact(lang, fact.Fit, c.Fit)
	c.Interviews = slices.Clone(c.Interviews)
	for i, iv := range c.Interviews {
		c.Interviews[i].Topic = readFact(lang, fact.Topic, iv.Topic)
		c.Interviews[i].Interviewers = slices.Clone(iv.Interviewers)
		for j, p := range iv.Interviewers {
			c.Interviews[i].Interviewers[j].Topic = readFact(lang, fact.Topic, p.Topic)
		}
	}
	return c
}

// readFact returns a fact as it is stored, or "" if it is unclear.
func readFact(lang letters.Language, kind fact.Kind, typed string) string {
	if r := lang.ReadFact(kind, typed); r.Form != fact.Unclear {
		return r.Text
	}
	return ""
}

// leftOut returns the fact that a letter to one of the people of the interview leaves out, as it was typed, or "".
func (m *Composer) leftOut(g letters.Gap, c rules.Case, iv rules.Interview, to rules.Person) string {
	switch g {
	case letters.GapTopic:
		own := ""
		if i := iv.IndexOf(to); i >= 0 {
			own = iv.Interviewers[i].Topic
		}
		return rules.OneLine(cmp.Or(own, iv.Topic))
	case letters.GapHook:
		return rules.OneLine(c.Hook)
	case letters.GapFit:
		if c.Fit == "" && letters.In(c.Language) == letters.In(m.cfg.User.Language) {
			return rules.OneLine(m.cfg.User.Background)
		}
		return rules.OneLine(c.Fit)
	}
	return ""
}
