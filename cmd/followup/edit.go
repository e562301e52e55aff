package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

func (a *app) editCommand() *cobra.Command {
	var f form.Form
	cmd := &cobra.Command{
		Use:   "edit ID [--FIELD VALUE]...",
		Short: "Correct or complete what is known of an interview or its application",
		Long: `Correct or complete what is known of an interview or its application. What has not
been sent yet moves and is worded accordingly; a draft that came already and now reads
differently is shown anew. When it was, who was there, and what was discussed are the
interview's of that number; company, role, contact, fit, hook and no-contact the
application's. An interviewer who is known by name or address is completed by --with;
anybody else it names is added. The number that show gives names an interviewer too,
as in --without 2 and --with "2=jo@acme.test". Whoever is corrected is corrected in
all of the application.`,
		Example: `  followup edit 7 --topic "the move to streaming"
  followup edit 7 --with "Jo Smith <jo@acme.test>" --topic-for "Jo Smith=the new rota"
  followup edit 7 --contact "Pat Lee <pat@agency.test>"
  followup edit 7 --hook "Congratulations on the new clinic in Leeds"`,
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !form.AnyOf(cmd.Flags()) {
				return usagef("nothing to change is named; see: %s --help", cmd.CommandPath())
			}
			return a.withSubject(cmd.Context(), args[0], func(cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject) error {
				return a.edit(cmd, cfg, st, p, s, &f)
			})
		},
	}
	f.RegisterEdit(cmd.Flags())
	return cmd
}

// aimOf returns the number of the interview that an edit is about. Where words name an application that has several, only
// what was promised is taken to be of the latest that has begun.
func (a *app) aimOf(s find.Subject, f *form.Form, loc *time.Location) (int64, error) {
	iv := s.Meant(a.now())
	if _, ok := s.Named(); ok {
		return iv.ID, nil
	}
	for _, flag := range []string{"at", "duration", "zone", "topic", "with", "without", "topic-for"} {
		if f.Given(flag) {
			return 0, usagef("--%s is about one interview, and %s has several; name it by its number: %s",
				flag, nameOf(s.Case), interviewNames(s.Interviews, a.now(), loc))
		}
	}
	return iv.ID, nil
}

func (a *app) edit(cmd *cobra.Command, cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject, f *form.Form) error {
	on, err := a.aimOf(s, f, p.Location)
	if err != nil {
		return err
	}
	dir := dates.Held
	if iv, _ := s.Interview(on); iv.Start.After(a.now()) || s.NoShow(iv.ID) { // they found another time
		dir = dates.Future
	}
	if err := f.LookUp(cmd.Context(), st, s.ID); err != nil {
		return err
	}
	if _, err := settle(a, f, s.Case, on, p, dir); err != nil {
		return err
	}
	tellAll(a, f.LeftOut())
	var made changes
	err = st.Update(cmd.Context(), s.ID, a.now(), func(c rules.Case) (rules.Case, rules.Event, error) {
		edited, err := f.Apply(c, on, p, dir, a.now()) // again, for somebody else may have edited it meanwhile
		if err != nil {
			return c, rules.Event{}, err
		}
		made = changed(c, edited, p.Location)
		return edited, rules.Event{Kind: rules.Edited, InterviewID: made.ofOne(), Detail: made.inWords()}, nil
	})
	if errors.Is(err, store.ErrAddressTaken) {
		return fmt.Errorf("%w; to have them in place of who has another address now, name both: followup edit %d --without … --with …",
			err, s.Number)
	}
	if err != nil {
		return err
	}
	after, err := st.Case(cmd.Context(), s.ID)
	if err != nil {
		return err
	}
	return a.tellEdit(cmd.Context(), cfg, st, p, s.Case, after, f, on, made)
}

// tellEdit says what an edit made of an application.
func (a *app) tellEdit(
	ctx context.Context, cfg *config.Config, st *store.Store, p rules.Policy, was, is rules.Case,
	f *form.Form, on int64, made changes,
) error {
	if made.inWords() == "" {
		a.printf("Nothing was changed: %s says so already.\n", nameOf(is))
		return nil
	}
	name := nameOf(is)
	if iv, ok := is.Interview(made.ofOne()); ok {
		name = phrase.InterviewOf(is, iv, a.now(), p.Location)
	}
	a.printf("Changed %s: %s\n", name, clean(made.inWords()))
	tellAll(a, form.Renamed(is, form.Joined(was.Elsewhere, f.Elsewhere)))
	if iv, ok := is.Interview(on); ok && f.Given("at") {
		a.sayFarOff(iv)
	}
	a.printFacts(factsOf(is, p.Location, made.among(is)...))
	a.next(is, p, rules.Decide(was, p, a.now()))
	a.movedDrafts(was, is, p.Location)
	if f.Given("said") && is.LastWord() == nil { // what was heard since replaces what was said
		iv, _ := is.Interview(on)
		tellDecisionDay(a, f, iv, p)
	}
	a.sayOfContact(f, is)
	if err := a.rewordedDrafts(ctx, cfg, st, p, was, is, made.ofOne()); err != nil {
		return fmt.Errorf("it is changed, but its draft cannot be shown anew: %w", err)
	}
	return nil
}

// sayOfContact says what is missing of a contact that was just named, and to whom the notes go all the same.
func (a *app) sayOfContact(f *form.Form, c rules.Case) {
	if !f.Given("contact") || c.Contact.IsTeam() {
		return
	}
	if main := c.MainContact(); !main.Is(c.Contact) {
		a.entry("", fmt.Sprintf("The notes still go to %s, who answered last. Whoever answers next is said with --from.", who(main)))
	}
	if c.Contact.Email == "" {
		a.entry("", "No address is known of the contact, so the drafts to them have none. When you know it:")
		a.printf("  followup edit %d --contact \"…\"\n", c.ID)
	}
}

// movedDrafts says what becomes of the thank-yous that came before an interview was moved.
func (a *app) movedDrafts(was, is rules.Case, loc *time.Location) {
	for _, r := range was.Unmarked(a.now()) {
		then, _ := was.Interview(r.InterviewID)
		now, _ := is.Interview(r.InterviewID)
		before, by := then.SendBy(r), now.SendBy(r)
		n := len(r.To())
		came := fmt.Sprintf("The %s that came %s", note(r.Key, r.To()...), brief(r.SettledAt, a.now(), loc))
		switch {
		case r.Kind != rules.ThankYou || by.Equal(before):
		case r.SettledAt.Before(now.Start):
			a.entry("", fmt.Sprintf("%s %s of the time before the interview was moved, and not waited for any more.",
				came, plural(n, "is", "are")))
		case by.After(a.now()):
			a.entry("", fmt.Sprintf("%s %s to be sent by %s now, not %s.",
				came, plural(n, "is", "are"), stamp(by, loc), stamp(before, loc)))
		default:
			a.entry("", fmt.Sprintf("%s %s to be sent by %s, which has passed; send %s at once.",
				came, plural(n, "was", "were"), stamp(by, loc), plural(n, "it", "them")))
		}
	}
}

// changes are what differs between two versions of an application: of itself and its people, and of its interviews by number.
type changes struct {
	general    []string
	interviews map[int64][]string
	touched    []int64 // the interviews that differ in anything, in order
}

// ofOne returns the number of the only interview that changed, or 0.
func (ch changes) ofOne() int64 {
	if len(ch.touched) != 1 {
		return 0
	}
	return ch.touched[0]
}

// among returns the interviews of a case that changed.
func (ch changes) among(c rules.Case) (list []rules.Interview) {
	for _, iv := range c.Interviews {
		if slices.Contains(ch.touched, iv.ID) {
			list = append(list, iv)
		}
	}
	return list
}

// inWords says what changed, or "". Which interview it was of is said where several changed.
func (ch changes) inWords() string {
	var list []string
	for _, id := range ch.touched {
		for _, s := range ch.interviews[id] {
			if len(ch.interviews) > 1 {
				s = fmt.Sprintf("interview %d: %s", id, s)
			}
			list = append(list, s)
		}
	}
	return strings.Join(append(list, ch.general...), "; ")
}

// changed finds what differs between two versions of an application.
func changed(was, is rules.Case, loc *time.Location) changes {
	ch := changes{interviews: map[int64][]string{}}
	for _, now := range is.Interviews {
		then, _ := was.Interview(now.ID)
		people := ch.comparePeople(then.Interviewers, now.Interviewers)
		then.Interviewers = now.Interviewers // which are compared by who they are, not by where they stand
		facts := differences(factsOfInterview(is, then, "when", loc), factsOfInterview(is, now, "when", loc))
		if len(facts) > 0 {
			ch.interviews[now.ID] = facts
		}
		if len(facts) > 0 || people {
			ch.touched = append(ch.touched, now.ID)
		}
	}
	title := func(c rules.Case) []fact { return append([]fact{{"interview", role(c)}}, factsOfApplication(c)...) }
	ch.general = append(differences(title(was), title(is)), ch.general...)
	return ch
}

// differences says what differs between two lists of facts.
func differences(before, after []fact) (list []string) {
	for _, f := range after {
		if !slices.Contains(before, f) {
			list = append(list, f.inWords())
		}
	}
	for _, f := range before {
		if !slices.ContainsFunc(after, func(g fact) bool { return g.label == f.label }) {
			list = append(list, f.goneInWords())
		}
	}
	return list
}

// comparePeople adds who came, who was corrected and who went, each once, and reports whether there was anybody.
func (ch *changes) comparePeople(was, is []rules.Person) (differ bool) {
	add := func(s string) {
		differ = true
		if !slices.Contains(ch.general, s) {
			ch.general = append(ch.general, s)
		}
	}
	for _, p := range is {
		if !slices.Contains(was, p) {
			add("with " + withTopic(p))
		}
	}
	for _, p := range was {
		if !slices.ContainsFunc(is, p.Is) {
			add("no longer with " + p.String())
		}
	}
	return differ
}

// rewordedDrafts shows the draft at hand where it says something else now, so that whoever filled a gap sees it filled. That
// of the interview that changed goes first.
func (a *app) rewordedDrafts(ctx context.Context, cfg *config.Config, st *store.Store, p rules.Policy, was, is rules.Case, about int64) error {
	composer, err := cfg.NewComposer(st.InstallID())
	if err != nil {
		return nil // who the user is may not be known yet, and the change is made
	}
	now := a.now()
	key := atHand(is, about, rules.Person{}, p, now)
	if is.Hook != was.Hook {
		key = rules.Key{Kind: rules.StayInTouch}
	}
	if key.Kind == "" {
		return nil
	}
	before, err := sketchesOf(composer, was, p, key, now)
	if err != nil {
		return err
	}
	after, err := sketchesOf(composer, is, p, key, now)
	if err != nil {
		return err
	}
	for _, s := range after {
		same := func(b sketch) bool { return b.draft.SaysAs(s.draft) }
		farOff := s.step.Due.After(now) && key.Kind != rules.StayInTouch // whose occasion was just put into words
		if s.draft.Mail == nil || farOff || slices.ContainsFunc(before, same) {
			continue
		}
		if err := a.keepWords(ctx, st, p, s); err != nil {
			return err
		}
		a.printf("\n")
		lead := a.standing(s, p) + " Now it reads:"
		if s.step.Due.IsZero() {
			lead = "Nothing calls for it now; if it came, it would read:"
		}
		a.entry("", lead)
		a.printf("\n")
		a.printDraft(s.draft)
		number, kind, to := s.step.Number(), s.step.Kind, command.To(is, s.step.Key, s.draft.To)
		a.printf("\nFor a mail program: %s > draft.eml\nOnce you sent it:   %s\n",
			command.Preview(number, kind, to, "--eml"), command.Sent(number, kind, to))
	}
	return nil
}

// sketchesOf returns the drafts of the kind of a key as they would be worded now.
func sketchesOf(composer *mailer.Composer, c rules.Case, p rules.Policy, k rules.Key, now time.Time) ([]sketch, error) {
	iv, own := c.Interview(k.InterviewID)
	if !own {
		iv = c.LatestBegun(now)
	}
	return sketches(composer, c, p, k.Kind, iv, now, time.Time{})
}

// keepWords has a request that came today, and was shown in other words now, quoted in these later.
func (a *app) keepWords(ctx context.Context, st *store.Store, p rules.Policy, s sketch) error {
	i := slices.IndexFunc(s.c.History.Reminders, func(r rules.Reminder) bool { return r.Key == s.step.Key && r.State == rules.Delivered })
	if i < 0 || !s.step.Kind.IsStatus() {
		return nil
	}
	// On a later day it was most likely sent as it came.
	if loc := p.Location; rules.DateOf(s.c.History.Reminders[i].SettledAt, loc) != rules.DateOf(a.now(), loc) {
		return nil
	}
	return st.Redraft(ctx, s.c.History.Reminders[i].ID, s.draft.Subject, s.draft.Body)
}

// printDraft prints a draft as its recipient would get it.
func (a *app) printDraft(d mailer.Draft) {
	a.entry("To: ", d.To.String())
	a.entry("Subject: ", d.Subject)
	a.printf("\n")
	for line := range strings.SplitSeq(clean(d.Body), "\n") {
		a.printf("%s\n", a.Paragraph("", line))
	}
}
