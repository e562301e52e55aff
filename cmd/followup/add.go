package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/sketch"
	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/mailer/command"
	"followup/mailer/letters"
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
starts a new application, and --for adds the interview to the one you name.`,
		Example: `  followup add
  followup add --company Acme --role "data engineer" --at "yesterday 14:00" \
    --with "Jo Smith <jo@acme.test>" --with "Ann Lee <ann@acme.test>" \
    --topic "the move to streaming" --decision-by "in 2 weeks"
  followup add --company Acme --role buyer --at "in 3 days 9:00" --new \
    --contact "Pat Lee <pat@agency.test>"
  followup add --for 7 --at "yesterday 15:30" --with "Max Kay <max@acme.test>"`,
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.begin && o.to != "" {
				return usage.Errorf("--new starts an application and --for names an existing one; leave one of them out")
			}
			return runAdd(cmd.Context(), w, &o)
		},
	}
	o.form.Register(cmd.Flags())
	o.form.RegisterApplication(cmd.Flags())
	cmd.Flags().StringVar(&o.to, "for", "",
		"the application to add it to: its number, or part of its company, its role or the name of one of its people")
	cmd.Flags().BoolVar(&o.begin, "new", false, "start a new application even if one for the same company and role is open")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "show what was understood and what would come, without adding anything")
	cmd.Flags().BoolVar(&o.again, "again", false, "add it even if there is one with the same company, role and time")
	return cmd
}

// An addition is one run of the command add.
type addition struct {
	*world
	*addOptions
	id int64 // of the interview, once it is added
}

func runAdd(ctx context.Context, w *world, o *addOptions) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		w.view(p).WarnOfClock(st)
		n := addition{world: w, addOptions: o}
		return n.add(ctx, st, p)
	})
}

// add adds the interview, and asks for what it needs if no field is filled in.
func (n *addition) add(ctx context.Context, st *store.Store, p rules.Policy) error {
	was, err := n.named(ctx, st, p)
	if err != nil {
		return err
	}
	if n.Interactive && !n.form.Filled() {
		if err := askForInterview(n.world, &n.form, was.ID == 0, p); err != nil {
			return err
		}
	}
	if was.ID == 0 && !n.begin {
		if was, err = n.open(ctx, st, p); err != nil {
			return err
		}
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
	tellAll(n.world, n.form.LeftOut())
	if !n.dryRun {
		if c, err = n.store(ctx, st, p, was, c); err != nil {
			return err
		}
	}
	n.tell(p, was, c)
	return nil
}

// named returns the open application that --for names, or none when it is not given.
func (n *addition) named(ctx context.Context, st *store.Store, p rules.Policy) (c rules.Case, err error) {
	if n.to == "" {
		return c, nil
	}
	s, err := find.Application(ctx, st, p.Location, n.to)
	if err != nil {
		return c, fmt.Errorf("--for: %w", err)
	}
	c = s.Case
	if c.Ending() != "" {
		return c, usage.Errorf("--for %s: %s is closed (%s) and takes no more interviews; leave out --for to begin another "+
			"application, or first record the next round: %s",
			n.to, phrase.Application(c), phrase.Phase(rules.Decide(c, p, n.now()).Phase),
			command.Heard(c.ID, rules.Advanced))
	}
	for flag, is := range map[string]string{"company": c.Company, "role": c.Role} {
		if given := n.form.Text(flag); n.form.Given(flag) && !strings.EqualFold(given, is) {
			return c, usage.Errorf("--%s %s is not that of %s; leave it out, or correct it: %s",
				flag, given, phrase.Application(c), command.Edit(c.ID, command.With(flag, command.Blank)))
		}
	}
	return c, nil
}

// open returns the open application of the company and role, or none.
func (n *addition) open(ctx context.Context, st *store.Store, p rules.Policy) (c rules.Case, err error) {
	found, err := st.OpenFor(ctx, n.form.Text("company"), n.form.Text("role"))
	if err != nil || len(found) == 0 {
		return c, err
	}
	doubt := ""
	switch {
	case len(found) > 1:
		doubt = "several applications for it are open: " + find.Names(found, p.Location)
	case found[0].Start.Before(n.now().AddDate(0, 0, -find.OldAfter)):
		doubt = "an application for it is open, but of long ago: " + find.Names(found, p.Location)
	default:
		return st.Case(ctx, found[0].ID)
	}
	if !n.Interactive {
		return c, usage.Errorf("%s; name one with --for, or begin another with --new", doubt)
	}
	n.Entry("", letters.Capital(doubt)+".")
	for {
		answer, err := n.Ask("Which number does it join, or \"new\"", "")
		if err != nil {
			return c, err
		}
		if n.begin = strings.EqualFold(answer, "new"); n.begin {
			return c, nil
		}
		for _, f := range found {
			if answer == fmt.Sprint(f.ID) {
				return st.Case(ctx, f.ID)
			}
		}
		n.Printf("  %q is none of them\n", term.Clean(answer))
	}
}

// with returns the application with the interview of the flags, whose number is 0.
func (n *addition) with(was rules.Case, p rules.Policy) (rules.Case, error) {
	c := form.Cloned(was)
	c.Interviews = append(c.Interviews, rules.Interview{})
	c, err := settle(n.world, &n.form, c, 0, p, dates.Held)
	if was.ID != 0 { // which is called as it was, in whatever letters
		c.Company, c.Role = was.Company, was.Role
	}
	rules.SortInterviews(c.Interviews)
	return c, err
}

// refuseTwice refuses an interview that is there already.
func (n *addition) refuseTwice(ctx context.Context, st *store.Store, c rules.Case, p rules.Policy) error {
	iv, _ := c.Interview(0)
	same, found, err := st.Same(ctx, c.Company, c.Role, iv.Start)
	if err == nil && found && !n.again {
		err = fmt.Errorf("this is already interview %d (%s, %s); `%s` changes it, --again adds another",
			same, term.Clean(phrase.Role(c)), phrase.Stamp(iv.Start, p.Location), command.Edit(same))
	}
	return err
}

// store adds the interview, and returns the application as it is with it.
func (n *addition) store(ctx context.Context, st *store.Store, p rules.Policy, was, c rules.Case) (rules.Case, error) {
	iv, _ := c.Interview(0)
	if was.ID == 0 {
		begin := st.BeginNew // somebody may have begun it since it was looked for
		if n.begin {
			begin = st.Begin
		}
		id, err := begin(ctx, c.Application, iv, n.now())
		if errors.Is(err, store.ErrOpen) {
			return c, fmt.Errorf("%w; it was begun just now, so the same command joins it", err)
		}
		if err != nil {
			return c, err
		}
		n.Printf("Added interview %d.\n", id)
		return n.complete(ctx, st, p, c, id)
	}
	id, err := st.Join(ctx, was.ID, iv, n.now())
	if err != nil {
		return c, err
	}
	n.Printf("Added interview %d: one more of %s.\n", id, phrase.Application(was))
	if n.to == "" {
		n.Printf("If it belongs to another application: %s, then followup add --new …\n", command.Remove(id))
	}
	return n.complete(ctx, st, p, c, id)
}

// complete stores what else was said of the application and the people of an interview that was just added, and reads
// it back.
func (n *addition) complete(
	ctx context.Context, st *store.Store, p rules.Policy, c rules.Case, id int64,
) (rules.Case, error) {
	iv, _ := c.Interview(0)
	n.id = id
	changes, err := alsoChange(ctx, n.world, st, id, p, c, iv.Interviewers, &n.form)
	if err != nil {
		return c, fmt.Errorf("interview %d is added, but not what else was said of its application: %w", id, err)
	}
	if changes != "" && c.ID != 0 {
		n.Entry("", fmt.Sprintf("Changed application %d: %s", c.ID, changes))
	}
	if c, err = st.Case(ctx, id); err != nil {
		err = fmt.Errorf("it is added, but reading it back: %w", err)
	}
	return c, err
}

// alsoChange stores what else was said of the application of an interview that was just added, and who is known
// better now. It returns what that changed; c has it all.
func alsoChange(
	ctx context.Context, w *world, st *store.Store, id int64, p rules.Policy, c rules.Case, people []rules.Person, f *form.Form,
) (made string, err error) {
	err = st.Update(ctx, id, w.now(), func(was rules.Case) (rules.Case, rules.Event, error) {
		is := form.Cloned(was)
		for _, now := range people {
			form.Correct(&is, now)
		}
		for flag, take := range map[string]func(){
			"fit":        func() { is.Fit = c.Fit },
			"hook":       func() { is.Hook = c.Hook },
			"no-contact": func() { is.NoContact = c.NoContact },
			"contact":    func() { is.Contact = c.Contact; form.Correct(&is, c.Contact) },
		} {
			if f.Given(flag) {
				take()
			}
		}
		made = view.Changed(was, is, p.Location).String()
		return is, rules.Event{Kind: rules.Edited, Detail: made}, nil
	})
	return made, err
}

// tell says what was added, or would be.
func (n *addition) tell(p rules.Policy, was, c rules.Case) {
	iv, _ := c.Interview(n.id)
	switch {
	case n.dryRun && was.ID == 0:
		n.Printf("This would be added:\n")
	case n.dryRun:
		n.Printf("This would be added to %s:\n", phrase.Application(was))
	default:
		tellFarOff(n.world, iv)
	}
	if was.ID == 0 {
		n.view(p).Echo(c, iv, rules.Decision{})
	} else {
		n.view(p).EchoJoined(was, c, iv, n.form.Given("contact"))
	}
	tellWeekday(n.world, &n.form, iv, p)
	tellDecisionDay(n.world, &n.form, iv, p)
	tellKnown(n.world, c, iv, p)
	if n.dryRun {
		return
	}
	tellAll(n.world, form.Renamed(c, n.form.Elsewhere))
	tellContact(n.world, &n.form, c)
	if sketch.AtHand(c, iv.ID, rules.Person{}, p, n.now()).Kind != "" {
		n.Printf("See the draft as it is now: %s\n", command.Preview(iv.ID, ""))
	}
}

// farOff is how long before or after an interview it is hardly ever told of on purpose.
const farOff = 365 * 24 * time.Hour

// tellFarOff says that the year of an interview may be wrong.
func tellFarOff(w *world, iv rules.Interview) {
	when := ""
	switch ahead := iv.Start.Sub(w.now()); {
	case ahead > farOff:
		when = "is more than a year ahead"
	case -ahead > farOff:
		when = "was more than a year ago"
	default:
		return
	}
	w.Printf("It %s; if the year is wrong: %s\n", when, command.Edit(iv.ID, command.With("at", command.Blank)))
}
