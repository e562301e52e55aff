package enter

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/sketch"
	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
	"followup/mailer/command"
	"followup/mailer/letters"
	"followup/rules"
)

// An Addition is an interview to be added. It must not be copied: flags write to its form.
type Addition struct {
	Form   form.Form
	To     string // the application that it belongs to, as the user names it; "" leaves that open
	New    bool   // it begins an application even if one for the company and the role is open
	DryRun bool   // only show what would be added
	Again  bool   // even if it is there already
}

// An addition is one run of Add.
type addition struct {
	Dialogue
	*Addition
	id int64 // of the interview; 0 until it is added

	withArticle string // the company's name with "the", if that may be right but could not be asked about
}

// Add adds an interview. On a terminal it asks for the fields if none was filled in.
func (dlg Dialogue) Add(ctx context.Context, a *Addition) error {
	n := addition{Dialogue: dlg, Addition: a}
	was, err := n.named(ctx)
	if err != nil {
		return err
	}
	if n.Interactive && !n.Form.Filled() {
		if err := n.askForInterview(&n.Form, letters.In(n.languageOf(was)), was.ID == 0); err != nil {
			return err
		}
	}
	if was.ID == 0 && !n.New {
		if was, err = n.open(ctx); err != nil {
			return err
		}
	}
	if err := n.askNames(&n.Form); err != nil {
		return err
	}
	if err := n.Form.LookUp(ctx, n.Store, was.ID); err != nil {
		return err
	}
	c, err := n.with(was)
	if err != nil {
		return err
	}
	if err := n.refuseTwice(ctx, c); err != nil {
		return err
	}
	if was.ID == 0 {
		if c.Company, n.withArticle, err = find.Spelling(ctx, n.Terminal, n.Store, c.Language, c.Company); err != nil {
			return err
		}
	}
	n.Entries(n.Form.LeftOut())
	if !n.DryRun {
		if c, err = n.store(ctx, was, c); err != nil {
			return err
		}
	}
	n.tell(was, c)
	return nil
}

// named returns the open application that --for names, or the zero Case without --for.
func (n *addition) named(ctx context.Context) (c rules.Case, err error) {
	if n.To == "" {
		return c, nil
	}
	s, err := find.OrAsk(ctx, n.Terminal, n.Store, n.Policy, n.To, find.Open)
	if err != nil {
		return c, fmt.Errorf("--for: %w", err)
	}
	if len(s.Others) > 0 {
		n.Entry("", s.Chosen()+".")
	}
	c = s.Case
	if c.Ending() != "" {
		return c, usage.Errorf("--for %s: %s is closed (%s) and takes no more interviews; leave out --for to begin "+
			"another application, or first record the next round: %s",
			n.To, phrase.Application(c), phrase.Phase(rules.Decide(c, n.Policy, n.Now).Phase),
			command.Heard(c.ID, rules.Advanced))
	}
	company, role := n.Form.Text("company"), n.Form.Text("role")
	for flag, same := range map[string]bool{
		"company": rules.SameCompany(company, c.Company), "role": strings.EqualFold(role, c.Role),
	} {
		if n.Form.Given(flag) && !same {
			return c, usage.Errorf("--%s %s is not that of %s; leave it out, or correct it: %s",
				flag, n.Form.Text(flag), phrase.Application(c), command.Edit(c.ID, command.With(flag, command.Blank)))
		}
	}
	return c, nil
}

// open returns the open application for the company and role, or the zero Case if there is none. If several are open,
// or the only one is old, it asks on a terminal, and elsewhere returns an error.
func (n *addition) open(ctx context.Context) (c rules.Case, err error) {
	found, err := n.Store.OpenFor(ctx, n.Form.Text("company"), n.Form.Text("role"))
	if err != nil || len(found) == 0 {
		return c, err
	}
	doubt, names := "", find.Names(found, n.Policy.Location)
	switch {
	case len(found) > 1:
		doubt = "several applications for this company and role are open: " + names
	case found[0].Start.Before(n.Now.AddDate(0, 0, -find.OldAfter)):
		doubt = "an application for this company and role is open, but it is old: " + names
	default:
		return n.Store.Case(ctx, found[0].ID)
	}
	refusal := usage.Errorf("%s; name one with --for, or start another with --new", doubt)
	if !n.Interactive {
		return c, refusal
	}
	n.Entry("", rules.Capital(doubt)+".")
	answer, err := find.AskNumber(n.Terminal, "Which number should it be added to, or \"new\"", found, "new")
	switch n.New = strings.EqualFold(answer, "new"); {
	case err != nil || n.New:
		return c, err
	case answer == "":
		return c, refusal
	}
	id, err := strconv.ParseInt(answer, 10, 64)
	if err != nil {
		return c, err
	}
	return n.Store.Case(ctx, id)
}

// with returns the application with the new interview, whose number is still 0.
func (n *addition) with(was rules.Case) (rules.Case, error) {
	c := form.Cloned(was)
	c.Language = n.languageOf(was)
	c.Interviews = append(c.Interviews, rules.Interview{})
	c, err := n.apply(&n.Form, c, 0, dates.Nearest)
	if was.ID != 0 { // it keeps the spelling of its names; open ignores case
		c.Company, c.Role = was.Company, was.Role
	}
	rules.SortInterviews(c.Interviews)
	return c, err
}

// languageOf returns the language of an application, or of one that begins.
func (n *addition) languageOf(was rules.Case) string {
	if was.ID == 0 {
		return n.Language
	}
	return was.Language
}

// refuseTwice returns an error if the interview exists already, unless --again is set.
func (n *addition) refuseTwice(ctx context.Context, c rules.Case) error {
	iv, _ := c.Interview(0)
	same, found, err := n.Store.Same(ctx, c.Company, c.Role, iv.Start)
	if err == nil && found && !n.Again {
		err = fmt.Errorf("this is already interview %d (%s, %s); `%s` changes it, --again adds another",
			same, term.Clean(phrase.Role(c)), phrase.Stamp(iv.Start, n.Policy.Location), command.Edit(same))
	}
	return err
}

// tell prints what was added, or with --dry-run what would be.
func (n *addition) tell(was, c rules.Case) {
	iv, _ := c.Interview(n.id)
	switch {
	case n.DryRun && was.ID == 0:
		n.Printf("This would be added:\n")
	case n.DryRun:
		n.Printf("This would be added to %s:\n", phrase.Application(was))
	default:
		n.tellFarOff(iv)
	}
	if was.ID == 0 {
		n.Echo(c, iv, rules.Decision{})
	} else {
		n.EchoJoined(was, c, iv, n.Form.Given("contact"))
		n.tellReplaced(was, c)
	}
	n.tellCompany(c, iv)
	n.Entries(n.Form.TellFacts(c, n.id))
	n.tellWeekday(&n.Form, iv)
	n.tellDecisionDay(&n.Form, iv)
	n.tellKnown(c, iv)
	if n.DryRun {
		return
	}
	n.Entries(form.Renamed(c, n.Form.Elsewhere))
	n.tellContact(&n.Form, c)
	if sketch.AtHand(c, iv.ID, rules.Person{}, n.Policy, n.Now).Kind != "" {
		n.Printf("See the draft as it is now: %s\n", command.Preview(iv.ID, ""))
	}
}

// tellReplaced says which facts of the whole application are others now, and how to go back to them.
func (n *addition) tellReplaced(was, is rules.Case) {
	for _, f := range []struct{ flag, was, is string }{
		{"fit", was.Fit, is.Fit}, {"hook", was.Hook, is.Hook}, {"contact", was.Contact.String(), is.Contact.String()},
		{"language", was.Language, is.Language},
	} {
		if n.Form.Given(f.flag) && f.was != "" && f.was != f.is {
			n.Entry("", fmt.Sprintf("The %s is that of the whole application, where it was “%s”; to go back:",
				f.flag, f.was))
			n.Printf("  %s\n", command.Edit(was.ID, command.With(f.flag, f.was)))
		}
	}
}

// tellCompany says how drafts name a company that may want "the", and how to correct that.
func (n *addition) tellCompany(c rules.Case, iv rules.Interview) {
	if n.withArticle == "" {
		return
	}
	n.Entry("", fmt.Sprintf("A draft will say \"at %s\"; if it is \"at %s\":", c.Company, n.withArticle))
	n.Printf("  %s\n", correction(iv, command.With("company", n.withArticle)))
}
