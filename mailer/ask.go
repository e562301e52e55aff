package mailer

import (
	"fmt"
	"strings"
	"time"

	"followup/mailer/command"
	"followup/mailer/letters"
	"followup/mailer/mailto"
	"followup/rules"
	"followup/rules/people"
)

// ask is what a reminder says in place of a draft. Every field but Intro may be empty.
type ask struct {
	Intro   string
	Places  []place // where to look
	Request string  // what to do with Command
	Command string
	After   string // what happens then
}

// place is somewhere to look for an occasion.
type place struct{ What, URL string }

func newAsk(c rules.Case, s rules.Step, f letters.Facts, loc *time.Location) *ask {
	if !s.Kind.HasLetter() {
		return &ask{Intro: fmt.Sprintf(
			"They offered you the %s role on %s. There is no draft, because only you know your answer.",
			f.Role, rules.DateOf(s.Heard.At, loc).Short())}
	}
	if c.Hook != "" {
		return askForSentence(s, c.Hook)
	}
	return askForHook(s, f)
}

// askForSentence asks to word an occasion that was named, but that no letter can begin with.
func askForSentence(s rules.Step, hook string) *ask {
	return &ask{
		Intro: fmt.Sprintf("There is no draft yet: the occasion that you named, “%s”, is not surely a whole sentence, "+
			"and the note would begin with it.", rules.Clip(rules.OneLine(hook), maxNamed)),
		Request: "Write it as the sentence that you would begin with, such as “Congratulations on the new clinic in " +
			"Leeds”:",
		Command: command.Edit(s.Number(), blank("hook")),
		After:   hookFollows,
	}
}

// hookFollows is what happens once the user has named an occasion.
const hookFollows = "The draft that begins with it then comes in office hours."

// askForHook asks for an occasion to stay in touch. It says where to find one and how to name it.
func askForHook(s rules.Step, f letters.Facts) *ask {
	a := &ask{
		Intro: "There is no draft yet: a note to stay in touch is worth sending when it brings something, such as " +
			"congratulations on what they achieved, or a piece of news that concerns them. Where to look:",
		Request: "When you have found one, write the sentence that you would begin with, " +
			"such as “Congratulations on the new clinic in Leeds”:",
		After:   hookFollows,
		Command: command.Edit(s.Number(), blank("hook")),
		Places: []place{
			{"news about " + f.Company, newsOf(`"` + rules.BareCompany(f.Company) + `"`)},
		},
	}
	if site := website(f.Address); site != "" {
		a.Places = append(a.Places, place{"what they write about themselves", "https://" + site + "/"})
	}
	if f.Name != "" {
		a.Places = append(a.Places, place{
			f.Name + " on LinkedIn",
			"https://www.linkedin.com/search/results/people/?keywords=" +
				mailto.Escape(people.Bare(f.Name)+" "+f.Company),
		})
	}
	if f.Topic != "" {
		a.Places = append(a.Places, place{
			"what is new about " + f.Topic + ", which you talked about", newsOf(f.Topic),
		})
	}
	return a
}

func newsOf(words string) string { return "https://news.google.com/search?q=" + mailto.Escape(words) }

// website returns the domain of an address, or "" if it is not the employer's own.
func website(address string) string {
	address, ok := safeAddress(address)
	if !ok {
		return ""
	}
	domain := strings.ToLower(address[strings.LastIndexByte(address, '@')+1:])
	if people.Organisation(domain) == "" || strings.Trim(domain, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" {
		return ""
	}
	return domain
}
