package mailer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/mailer/letters"
	"followup/rules"
)

// choice returns which wordings of a step's letter one of its recipients gets. beside are the letters about the same
// to others. It is the same whenever the step is composed, also after its reminder was delivered, and in its last call.
func (m *Composer) choice(c rules.Case, s rules.Step, to rules.Person, beside []string) letters.Choice {
	person := cmp.Or(strings.ToLower(to.Email), to.Name)
	if to.ID != 0 {
		person = fmt.Sprint(to.ID)
	}
	return letters.Choice{
		Seed:    m.digest("letter", fmt.Sprint(s.ApplicationID), string(s.Kind), person),
		Earlier: earlierLetters(c, s, to),
		Beside:  beside,
	}
}

// maxEarlier is how many earlier letters a letter is kept apart from. Nobody remembers more.
const maxEarlier = 50

// earlierLetters returns the letters that a person was sent before a step, newest first: those of this application and
// of the related ones that it comes with. A person with an address is the same in all applications.
func earlierLetters(c rules.Case, s rules.Step, to rules.Person) []string {
	type letter struct {
		at   time.Time
		id   int64
		text string
	}
	until := settledAt(c, s)
	var found []letter
	for _, one := range append([]rules.Case{c}, c.Elsewhere...) {
		if to.IsTeam() && !rules.SameCompany(one.Company, c.Company) {
			continue
		}
		for _, r := range one.History.Reminders {
			isLater := !until.IsZero() && r.SettledAt.After(until)
			if r.State != rules.Delivered || isLater || isSameNote(r.Key, s.Key) {
				continue
			}
			for _, d := range r.Message.Drafts {
				if d.Body != "" && d.To.Is(to) {
					found = append(found, letter{r.SettledAt, r.ID, d.Subject + "\n" + ownWords(d.Body)})
				}
			}
		}
	}
	slices.SortStableFunc(found, func(a, b letter) int { return cmp.Or(b.at.Compare(a.at), cmp.Compare(b.id, a.id)) })
	texts := make([]string, min(len(found), maxEarlier))
	for i := range texts {
		texts[i] = found[i].text
	}
	return texts
}

// settledAt returns when the reminder of a step was delivered, or the zero time.
func settledAt(c rules.Case, s rules.Step) time.Time {
	for _, r := range c.History.Reminders {
		if r.Key == s.Key && r.State == rules.Delivered {
			return r.SettledAt
		}
	}
	return time.Time{}
}

// isSameNote reports whether two reminders bring the same note. A last call brings a thank-you again.
func isSameNote(a, b rules.Key) bool {
	if a.Kind == rules.ThankYou {
		a.Round, a.LastCall, b.Round, b.LastCall = 0, false, 0, false
	}
	return a == b
}

// ownWords returns a letter without the lines that it quotes.
func ownWords(body string) string {
	var own strings.Builder
	for line := range strings.Lines(body) {
		if !strings.HasPrefix(line, ">") {
			own.WriteString(line)
		}
	}
	return own.String()
}

// A neighbour is a recipient of a step, or somebody who is thanked beside them.
type neighbour struct {
	step  rules.Step
	to    rules.Person
	index int // in the recipients of the step, or -1
}

// neighbours returns the recipients of a step. Those of a thank-you are among all people of the day, in the order in
// which they were met, whether or not the step is to them: who is thanked with the last call, or was added later, gets
// the words that no other has.
func (m *Composer) neighbours(c rules.Case, s rules.Step) (list []neighbour) {
	placed := make([]bool, len(s.To)) // of the recipients, those that are in the list
	for _, iv := range m.sameDay(c, s) {
		step := s
		step.InterviewID = iv.ID
		for _, p := range iv.Interviewers {
			n := neighbour{step, p, -1}
			if i := slices.IndexFunc(s.To, p.Is); iv.ID == s.InterviewID && i >= 0 && !placed[i] {
				n.to, n.index, placed[i] = s.To[i], i, true
			}
			list = append(list, n)
		}
	}
	for i, p := range s.To {
		if !placed[i] {
			list = append(list, neighbour{s, p, i})
		}
	}
	return list
}

// sameDay returns the interview that a thank-you is for, and those before it on the same day. Other notes have none.
func (m *Composer) sameDay(c rules.Case, s rules.Step) []rules.Interview {
	iv, ok := c.Interview(s.InterviewID)
	if s.Kind != rules.ThankYou || !ok {
		return nil
	}
	day := rules.DateOf(iv.Start, m.cfg.Location)
	return slices.DeleteFunc(slices.Clone(c.Interviews), func(other rules.Interview) bool {
		return other.Start.After(iv.Start) || rules.DateOf(other.Start, m.cfg.Location) != day
	})
}
