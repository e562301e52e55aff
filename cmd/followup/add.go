package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

type addOptions struct {
	form   form.Form
	to     string // --for
	begin  bool   // --new
	dryRun bool
	again  bool
}

func addCommand(w *world) *cobra.Command {
	var o addOptions
	cmd := &cobra.Command{
		Use:   "add --company NAME --role ROLE --at TIME [--with PERSON]...",
		Short: "Add an interview",
		Long: `Add an interview, past or future. followup then emails you the notes to write
about it; this command prints which ones, when, and why. Without flags, on a
terminal, it asks for what it needs.

An application may have several interviews. Each interview calls for thank-yous;
requests for news are about the application as a whole. If you have an open
application for the same company and role, the interview is added to it. --new
starts a new application, and --for adds the interview to the one you name.

Write the company as it reads in a sentence: "the Home Office", but "Acme". It
is the same company with "the" or without.`,
		Example: `  followup add
  followup add --company Acme --role "data engineer" --at "yesterday 14:00" \
    --with "Jo Smith <jo@acme.test>" --with "Ann Lee <ann@acme.test>" \
    --topic "the move to streaming" --decision-by "in 2 weeks"
  followup add --company "the Home Office" --role buyer --at "in 3 days 9:00" --new \
    --contact "Pat Lee <pat@agency.test>"
  followup add --for 7 --at "yesterday 15:30" --with "Max Kay <max@acme.test>"`,
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.begin && o.to != "" {
				return usage.Errorf("--new starts an application and --for names an existing one; leave one of them " +
					"out")
			}
			return runAdd(cmd.Context(), w, &o)
		},
	}
	o.form.Register(cmd.Flags())
	o.form.RegisterApplication(cmd.Flags())
	cmd.Flags().StringVar(&o.to, "for", "",
		"the application to add it to: its number, or part of its company, its role or the name of one of its people")
	cmd.Flags().BoolVar(&o.begin, "new", false,
		"start a new application even if one for the same company and role is open")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false,
		"show what was understood and what would come, without adding anything")
	cmd.Flags().BoolVar(&o.again, "again", false, "add it even if there is one with the same company, role and time")
	return cmd
}

// An addition is one run of add.
type addition struct {
	*addOptions
	w  *world
	id int64 // of the interview; 0 until it is added

	withArticle string // the company's name with "the", if that may be right but could not be asked about
}

func runAdd(ctx context.Context, w *world, o *addOptions) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		w.view(p).WarnOfClock(st)
		n := addition{addOptions: o, w: w}
		return n.add(ctx, st, p)
	})
}

// add adds the interview. On a terminal it asks for the fields if none was filled in.
func (n *addition) add(ctx context.Context, st *store.Store, p rules.Policy) error {
	was, err := n.named(ctx, st, p)
	if err != nil {
		return err
	}
	if n.w.Interactive && !n.form.Filled() {
		if err := askForInterview(n.w, &n.form, was.ID == 0, p); err != nil {
			return err
		}
	}
	if was.ID == 0 && !n.begin {
		if was, err = n.open(ctx, st, p); err != nil {
			return err
		}
	}
	if err := askNames(n.w, &n.form); err != nil {
		return err
	}
	if err := n.form.LookUp(ctx, st, was.ID); err != nil {
		return err
	}
	c, err := n.with(was, p)
	if err != nil {
		return err
	}
	if err := n.refuseTwice(ctx, st, c, p); err != nil {
		return err
	}
	if was.ID == 0 {
		if c.Company, err = n.nameCompany(ctx, st, c.Company); err != nil {
			return err
		}
	}
	tellAll(n.w, n.form.LeftOut())
	if !n.dryRun {
		if c, err = n.store(ctx, st, p, was, c); err != nil {
			return err
		}
	}
	n.tell(p, was, c)
	return nil
}

// named returns the open application that --for names, or the zero Case without --for.
func (n *addition) named(ctx context.Context, st *store.Store, p rules.Policy) (c rules.Case, err error) {
	if n.to == "" {
		return c, nil
	}
	s, err := find.OrAsk(ctx, n.w.Terminal, st, p, n.to, find.Open)
	if err != nil {
		return c, fmt.Errorf("--for: %w", err)
	}
	if len(s.Others) > 0 {
		n.w.Entry("", s.Chosen()+".")
	}
	c = s.Case
	if c.Ending() != "" {
		return c, usage.Errorf("--for %s: %s is closed (%s) and takes no more interviews; leave out --for to begin "+
			"another application, or first record the next round: %s",
			n.to, phrase.Application(c), phrase.Phase(rules.Decide(c, p, n.w.now()).Phase),
			command.Heard(c.ID, rules.Advanced))
	}
	company, role := n.form.Text("company"), n.form.Text("role")
	for flag, same := range map[string]bool{
		"company": rules.SameCompany(company, c.Company), "role": strings.EqualFold(role, c.Role),
	} {
		if n.form.Given(flag) && !same {
			return c, usage.Errorf("--%s %s is not that of %s; leave it out, or correct it: %s",
				flag, n.form.Text(flag), phrase.Application(c), command.Edit(c.ID, command.With(flag, command.Blank)))
		}
	}
	return c, nil
}

// open returns the open application for the company and role, or the zero Case if there is none. If several are open,
// or the only one is old, it asks on a terminal, and elsewhere returns an error.
func (n *addition) open(ctx context.Context, st *store.Store, p rules.Policy) (c rules.Case, err error) {
	found, err := st.OpenFor(ctx, n.form.Text("company"), n.form.Text("role"))
	if err != nil || len(found) == 0 {
		return c, err
	}
	doubt := ""
	switch {
	case len(found) > 1:
		doubt = "several applications for this company and role are open: " + find.Names(found, p.Location)
	case found[0].Start.Before(n.w.now().AddDate(0, 0, -find.OldAfter)):
		doubt = "an application for this company and role is open, but it is old: " + find.Names(found, p.Location)
	default:
		return st.Case(ctx, found[0].ID)
	}
	refusal := usage.Errorf("%s; name one with --for, or start another with --new", doubt)
	if !n.w.Interactive {
		return c, refusal
	}
	n.w.Entry("", rules.Capital(doubt)+".")
	answer, err := find.AskNumber(n.w.Terminal, "Which number should it be added to, or \"new\"", found, "new")
	switch n.begin = strings.EqualFold(answer, "new"); {
	case err != nil || n.begin:
		return c, err
	case answer == "":
		return c, refusal
	}
	id, err := strconv.ParseInt(answer, 10, 64)
	if err != nil {
		return c, err
	}
	return st.Case(ctx, id)
}

// with returns the application with the new interview, whose number is still 0.
func (n *addition) with(was rules.Case, p rules.Policy) (rules.Case, error) {
	c := form.Cloned(was)
	c.Interviews = append(c.Interviews, rules.Interview{})
	c, err := applyForm(n.w, &n.form, c, 0, p, dates.Nearest)
	if was.ID != 0 { // it keeps the spelling of its names; open ignores case
		c.Company, c.Role = was.Company, was.Role
	}
	rules.SortInterviews(c.Interviews)
	return c, err
}

// refuseTwice returns an error if the interview exists already, unless --again is set.
func (n *addition) refuseTwice(ctx context.Context, st *store.Store, c rules.Case, p rules.Policy) error {
	iv, _ := c.Interview(0)
	same, found, err := st.Same(ctx, c.Company, c.Role, iv.Start)
	if err == nil && found && !n.again {
		err = fmt.Errorf("this is already interview %d (%s, %s); `%s` changes it, --again adds another",
			same, term.Clean(phrase.Role(c)), phrase.Stamp(iv.Start, p.Location), command.Edit(same))
	}
	return err
}
