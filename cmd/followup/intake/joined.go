package intake

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"followup/cmd/followup/find"
	"followup/mailer/command"
	"followup/mailer/letters"
	"followup/rules"
	"followup/store"
)

// remarkJoined prints remarks about the interviews that were added: about names, and about the applications that they
// joined. It prints each remark once.
func (dlg *Dialogue) remarkJoined(ctx context.Context, list []entry, done []store.Imported) {
	added := map[int64]bool{}
	for _, d := range done {
		added[d.ID] = added[d.ID] || d.Outcome == store.ImportAdded
	}
	said := map[string]bool{}
	cases := map[int64]rules.Case{}
	for i, d := range done {
		if d.Outcome != store.ImportAdded {
			continue
		}
		remarks := list[i].names
		if d.Joined {
			if _, read := cases[d.ApplicationID]; !read {
				cases[d.ApplicationID], _ = dlg.Store.Case(ctx, d.ApplicationID) // missing if a trial run added it
			}
			remarks = append(remarks, oddToJoin(cases[d.ApplicationID], list[i], added, dlg.Location)...)
		}
		if lang := list[i].Application.Language; lang != "" && lang != dlg.Language && list[i].UID != "" && !d.Joined {
			usual := cmp.Or(dlg.Language, "en")
			remarks = append(remarks, fmt.Sprintf("the letters will be in %s, as the invitation is; in %s: %s",
				letters.LanguageName(lang), letters.LanguageName(usual),
				command.Edit(d.ID, command.With("language", usual))))
		}
		for _, r := range remarks {
			if !said[r] {
				dlg.remark(list[i], r)
				said[r] = true
			}
		}
	}
}

// oddToJoin returns why the application c, which the entry joined, may be the wrong one: without the interviews that
// were just added, it is closed or its last interview was long ago. It also returns in what the entry contradicts it.
func oddToJoin(c rules.Case, e entry, added map[int64]bool, loc *time.Location) (odd []string) {
	before := rules.Case{Application: c.Application, History: c.History}
	for _, iv := range c.Interviews {
		if !added[iv.ID] {
			before.Interviews = append(before.Interviews, iv)
		}
	}
	another := "if it belongs to another application, remove it and add it with: " +
		command.Add(command.New, command.Blank)
	switch ending := c.Ending(); {
	case len(before.Interviews) == 0:
	case ending != "":
		odd = append(odd, fmt.Sprintf("it joins application %d, as its number says, which is closed (%s); %s",
			c.ID, ending, another))
	case before.Latest().Start.Before(e.Interview.Start.AddDate(0, 0, -find.OldAfter)):
		odd = append(odd, fmt.Sprintf("it joins application %d, whose last interview was long before, on %s; %s",
			c.ID, rules.DateOf(before.Latest().Start, loc).Long(), another))
	}
	if others := otherFacts(c.Application, e.Application); len(others) > 0 {
		odd = append(odd, fmt.Sprintf("it joins application %d, which keeps its own %s; to change that: %s",
			c.ID, strings.Join(others, " and "), command.Edit(c.ID)))
	}
	return odd
}

// otherFacts returns the names of the facts of an application that an entry contradicts.
func otherFacts(is, told rules.Application) (others []string) {
	if told.Fit != "" && is.Fit != "" && told.Fit != is.Fit {
		others = append(others, "fit")
	}
	if told.Hook != "" && is.Hook != "" && told.Hook != is.Hook {
		others = append(others, "hook")
	}
	if told.Language != "" && told.Language != is.Language {
		others = append(others, "language")
	}
	if !told.Contact.IsTeam() && !is.Contact.IsTeam() && !told.Contact.Is(is.Contact) {
		others = append(others, "main contact")
	}
	return others
}
