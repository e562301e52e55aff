package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/roster"
	"followup/mailer"
	"followup/mailer/letters"
	"followup/rules"
	"followup/store"
)

func (a *app) previewCommand() *cobra.Command {
	var kind, to, at string
	var eml, reminder, asJSON bool
	cmd := &cobra.Command{
		Use:   "preview ID",
		Short: "Show a draft as it would be worded now, or at another moment",
		Long: `Show a draft: the one that came last and waits for word, else the one that comes
next. --kind shows any other, --at words it for another moment. A thank-you is for the
interview of that number; the application's own number means its latest that has begun,
or with --to the latest with them.
Nothing is sent and nothing is written. --eml prints the draft as a file that a mail program opens ready
to send, --reminder the whole email that would bring it to you.`,
		Example: `  followup preview 7
  followup preview 7 --kind rejection-thanks
  followup preview 7 --kind thank-you --to jo --at "tomorrow 18:00"
  followup preview 7 --eml > draft.eml`,
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if eml && reminder || eml && asJSON || reminder && asJSON {
				return usagef("--eml, --reminder and --json exclude each other")
			}
			return a.withSubject(cmd.Context(), args[0], func(cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject) error {
				if !eml { // which must be fit to be sent
					a.standIn(cfg)
				}
				composer, err := cfg.NewComposer(st.InstallID())
				if err != nil {
					return err
				}
				drafts, err := a.chosen(composer, s, p, rules.Kind(kind), to, at)
				if err != nil {
					return err
				}
				switch {
				case asJSON:
					return a.PrintJSON(sketchesJSON(drafts, p.Location))
				case eml || reminder:
					return a.printMail(composer, drafts, p, eml)
				}
				a.printSketches(drafts, s.Case, p)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "which note: "+kinds())
	cmd.Flags().StringVar(&to, "to", "", "to whom, of a panel: an address, a number as show gives it, or a name or a piece of one")
	cmd.Flags().StringVar(&at, "at", "", "the moment for which to word it (default: now, or when it will come)")
	cmd.Flags().BoolVar(&eml, "eml", false, "print the draft as an .eml file")
	cmd.Flags().BoolVar(&reminder, "reminder", false, "print the reminder that brings the draft, as an .eml file")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// standIn signs for the user who is not known yet, to let the drafts be read before there is a config.
func (a *app) standIn(cfg *config.Config) {
	if cfg.User.Name != "" && cfg.User.Email != "" {
		return
	}
	cfg.User.Name, cfg.User.Email = cmp.Or(cfg.User.Name, "Your Name"), cmp.Or(cfg.User.Email, "you@example.org")
	fmt.Fprintf(a.Err, "followup: user.name or user.email is not set in the config, so this is from a stand-in, %s <%s>; `followup config init` writes a config\n",
		clean(cfg.User.Name), clean(cfg.User.Email))
}

// chosen are the drafts that the flags mean.
func (a *app) chosen(composer *mailer.Composer, s find.Subject, p rules.Policy, kind rules.Kind, to, at string) ([]sketch, error) {
	now := a.now()
	named, err := find.Addressee(s, now, to)
	if err != nil {
		return nil, err
	}
	key := rules.Key{Kind: kind}
	if kind == "" {
		key = atHand(s.Case, s.Later(), named, p, now)
	}
	if !slices.Contains(rules.Kinds, key.Kind) {
		if kind == "" {
			return nil, usagef("nothing comes by itself for application %d; --kind names a note to look at: %s", s.ID, kinds())
		}
		return nil, usagef("--kind %q is none of %s", kind, kinds())
	}
	iv, ok := s.Interview(cmp.Or(key.InterviewID, s.Later()))
	if own, isOne := s.Named(); !ok && isOne && kind == rules.ThankYou && own.Includes(named) {
		iv, ok = thankedAfter(s.Case, own, named, p.Location), true // as for sent, whose command stands beside it in a mail
	}
	if !ok {
		iv = latestWith(s.Case, named, now)
	}
	when, err := a.wordedFor(at, iv, p)
	if err != nil {
		return nil, err
	}
	drafts, err := sketches(composer, s.Case, p, key.Kind, iv, now, when)
	if err != nil {
		return nil, err
	}
	drafts = slices.DeleteFunc(drafts, func(s sketch) bool { return !roster.Means(named, s.draft.To) })
	if len(drafts) == 0 {
		return nil, usagef("--to %q: no %s goes to them", to, key.Kind)
	}
	return drafts, nil
}

// latestWith returns the latest interview with the person that has begun, else the next one with them, else the latest
// that has begun.
func latestWith(c rules.Case, p rules.Person, now time.Time) rules.Interview {
	with := c
	with.Interviews = slices.DeleteFunc(slices.Clone(c.Standing()), func(iv rules.Interview) bool {
		return iv.IndexOf(p) < 0
	})
	if len(with.Interviews) == 0 {
		return c.LatestBegun(now)
	}
	return with.LatestBegun(now)
}

// wordedFor reads the moment for which to word the drafts, of a thank-you those for iv. Without one it is zero.
func (a *app) wordedFor(at string, iv rules.Interview, p rules.Policy) (when time.Time, err error) {
	if at == "" {
		return when, nil
	}
	if when, err = a.parseTime("at", at, p.Location, dates.Future); err != nil {
		return when, err
	}
	if when.Before(iv.Start) {
		return when, usagef("--at %s is before the interview, %s", stamp(when, p.Location), stamp(iv.Start, p.Location))
	}
	return when, nil
}

// printMail prints one draft, or the reminder that brings it, as a file for a mail program.
func (a *app) printMail(composer *mailer.Composer, drafts []sketch, p rules.Policy, eml bool) error {
	s := drafts[0]
	if eml {
		if len(drafts) > 1 {
			return usagef("these are %d drafts, one to each of the panel; --to names one of them", len(drafts))
		}
		if s.draft.Mail == nil {
			return errors.New(noDraft(s))
		}
		_, err := a.Out.Write(s.draft.Mail)
		return err
	}
	if slices.ContainsFunc(drafts, func(other sketch) bool { return other.step.Key != s.step.Key }) {
		return usagef("these drafts come in several reminders; --to names one of the panel")
	}
	msg, err := composer.Compose(s.c, s.step, rules.Following(s.c, s.step, p, s.at), s.at)
	if err != nil {
		return err
	}
	_, err = a.Out.Write(msg.Bytes)
	return err
}

// noDraft says why there is none.
func noDraft(s sketch) string {
	if s.step.Kind.IsWordOnly() {
		return "there is no draft: what you answer is for you to say"
	}
	return fmt.Sprintf("there is no draft without an occasion to write; when you know of one: followup edit %d --hook \"…\"", s.step.ApplicationID)
}

func (a *app) printSketches(drafts []sketch, c rules.Case, p rules.Policy) {
	for i, s := range drafts {
		if i > 0 {
			a.printf("\n%s\n\n", strings.Repeat("-", min(72, cmp.Or(a.Width, 72))))
		}
		what := note(rules.Key{Kind: s.step.Kind}, s.draft.To) + forInterview(c, s.step.InterviewID)
		a.entry("", fmt.Sprintf("%s at %s, as of %s.", letters.Capital(what), c.Company, stamp(s.at, p.Location)))
		a.entry("", a.standing(s, p))
		a.printf("\n")
		if s.draft.Mail == nil {
			a.entry("", letters.Capital(noDraft(s)))
			continue
		}
		a.printDraft(s.draft)
		a.printRemarks(s.draft)
	}
}

// standing says when the draft comes or came, and why.
func (a *app) standing(s sketch, p rules.Policy) string {
	late := ""
	if !s.step.Expires.IsZero() && s.at.After(s.step.Expires) {
		late = fmt.Sprintf(" By then it is too late for it: its time ends %s.", brief(s.step.Expires, a.now(), p.Location))
	}
	switch {
	case s.came:
		return "It came " + brief(s.step.Due, a.now(), p.Location) + "; nobody said yet that it was sent." + late
	case s.step.Due.IsZero():
		return "Nothing calls for it now." + late
	case !s.step.Due.After(a.now()):
		return fmt.Sprintf("It is due: %s.", s.step.Why) + late
	}
	return fmt.Sprintf("It comes %s: %s.", brief(s.step.Due, a.now(), p.Location), s.step.Why) + late
}

// printRemarks says what is wrong with a draft, and what it does without.
func (a *app) printRemarks(d mailer.Draft) {
	for _, f := range d.Faults {
		a.printf("\n")
		a.entry("", fmt.Sprintf("Look at it before you send it: it %s.", f))
	}
	if len(d.Gaps) == 0 {
		return
	}
	a.printf("\nNot known, so the draft does without:\n")
	for _, g := range d.Gaps {
		a.entry("  ", g.What)
		if g.Command != "" {
			a.printf("      %s\n", clean(g.Command))
		}
	}
}
