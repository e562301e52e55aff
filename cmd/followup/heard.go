package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/mailer/letters"
	"followup/rules"
	"followup/store"
)

// heardKinds are the words after `heard ID`; each records the event of its name.
var heardKinds = []rules.EventKind{rules.Undecided, rules.Rejected, rules.Offered, rules.Advanced, rules.NoShow}

// heardNames are heardKinds with something in between.
func heardNames(between string) string {
	var names []string
	for _, k := range heardKinds {
		names = append(names, string(k))
	}
	return strings.Join(names, between)
}

// heardWord is the word of heardKinds that was meant by one like it.
func heardWord(s string) string {
	s = strings.ReplaceAll(strings.ToLower(s), " ", "-")
	for word, like := range map[string][]string{
		"undecided": {"not-decided", "pending"}, "rejected": {"reject", "rejection", "no"}, "offer": {"offered", "yes"},
		"next-round": {"nextround", "next", "advanced"}, "no-show": {"noshow", "no-shows", "not-there"},
	} {
		if slices.Contains(like, s) {
			return word
		}
	}
	return s
}

func (a *app) heardCommand() *cobra.Command {
	h := hearing{app: a}
	cmd := &cobra.Command{
		Use:   "heard ID " + heardNames("|"),
		Short: "Say what you heard from them",
		Long: `Say what you heard from them. What was waiting for an answer is dropped, and what
the answer calls for comes: a reply to "not decided yet", thanks for an offer or for a
no, another time to meet where they did not turn up. A next round is one more interview
of the application: give it --at, and what else you know. Without --at its date is to
follow, and asked for when it does not. Any number of the application will do; no-show
is about the interview of a later number, else about the latest that has begun.`,
		Example: `  followup heard 7 undecided --until "in 2 weeks"
  followup heard 7 undecided --said "we need until after Easter"
  followup heard 7 rejected --on yesterday --from "Pat Lee <pat@agency.test>"
  followup heard 7 offer --until "18 Dec"
  followup heard 7 next-round --at "in 6 days 10:00" \
    --with "Ann Lee <ann@acme.test>"
  followup heard 7 no-show`,
		Args:              args("ID", heardNames("|")),
		ValidArgsFunction: a.completeHeard,
		RunE: func(cmd *cobra.Command, args []string) error {
			named, kind, err := whatWasHeard(args)
			if err != nil {
				return err
			}
			if err := onlyFor(cmd, kind); err != nil {
				return err
			}
			if err := refuseBlanks(cmd.Flags()); err != nil {
				return err
			}
			return a.withSubject(cmd.Context(), named, func(_ *config.Config, st *store.Store, p rules.Policy, s find.Subject) error {
				return h.record(cmd, st, p, s, kind)
			})
		},
	}
	h.round.register(cmd.Flags())
	cmd.Flags().VisitAll(func(f *pflag.Flag) { f.Usage = "next-round: " + f.Usage })
	cmd.Flags().Lookup("said").Usage = "undecided, " + cmd.Flags().Lookup("said").Usage
	cmd.Flags().Lookup("at").Usage += "; without it, the date is to follow"
	cmd.Flags().StringVar(&h.on, "on", "", `when you heard it: "yesterday", "today 9:30" (default: now)`)
	cmd.Flags().StringVar(&h.until, "until", "", "the day, where it is not in --said, by which they decide (undecided), "+
		`want your answer (offer) or name the date (next-round): "friday", "18 Dec", "in 2 weeks"`)
	cmd.Flags().StringVar(&h.from, "from", "", `who answered, "Ann Lee <ann@acme.test>", `+
		"or a number as show gives it (default: the main contact)")
	return cmd
}

// A hearing is one call of the command heard: its flags, and the program that they were given to.
type hearing struct {
	*app
	on, until, from string
	round           interviewFlags
}

// record records what was heard, or adds the next round.
func (h *hearing) record(cmd *cobra.Command, st *store.Store, p rules.Policy, s find.Subject, kind rules.EventKind) error {
	if err := h.round.lookUp(cmd.Context(), st, s.ID, h.from); err != nil {
		return err
	}
	e, err := h.event(s, p, kind)
	if err != nil {
		return err
	}
	if cmd.Flags().Changed("at") {
		return h.advance(cmd, st, p, s.Case, e)
	}
	if e.Detail, err = h.round.saidOnly(s.LatestBegun(h.now()), p.Location); err != nil {
		return err
	}
	read, err := h.readAnswer(&h.round, &e, p)
	if err != nil {
		return err
	}
	return h.heard(cmd, st, p, s.Case, e, read)
}

// whatWasHeard reads the two arguments, in either order, unless a company is called like a word.
func whatWasHeard(args []string) (named string, kind rules.EventKind, err error) {
	for _, order := range [][2]string{{args[0], args[1]}, {args[1], args[0]}} {
		if kind := rules.EventKind(heardWord(order[1])); slices.Contains(heardKinds, kind) {
			return order[0], kind, nil
		}
	}
	return "", "", usagef("%q is none of %s", args[1], heardNames(", "))
}

// event returns the event that the flags describe, once it is checked.
func (h *hearing) event(s find.Subject, p rules.Policy, kind rules.EventKind) (e rules.Event, err error) {
	e = rules.Event{ApplicationID: s.ID, Kind: kind}
	if e.At, err = h.past("on", h.on, s.Case, p.Location); err != nil {
		return e, err
	}
	iv := s.Interviews[0] // nothing was heard before it
	if kind == rules.NoShow {
		iv = s.Meant(h.now())
		e.InterviewID = iv.ID
		if h.now().Before(iv.Start) {
			return e, usagef("interview %d has not begun: it begins %s; say it then", iv.ID, stamp(iv.Start, p.Location))
		}
		if h.on == "" && e.At.After(iv.End()) {
			e.At = iv.End()
		}
	}
	if e.At.Before(iv.Start) && iv.Start.Before(h.now()) { // an interview that is still to come may be called off
		return e, usagef("%s is before the interview, %s; --on names another day",
			stamp(e.At, p.Location), stamp(iv.Start, p.Location))
	}
	if e.Until, err = h.parseUntil(h.until, e.At, p); err != nil {
		return e, err
	}
	e.From, err = h.round.whoAnswered(h.from, s, h.now())
	return e, err
}

// heard records what was heard, and says what that changes.
func (h *hearing) heard(
	cmd *cobra.Command, st *store.Store, p rules.Policy, c rules.Case, e rules.Event, read dates.Promise,
) error {
	if err := h.completeWho(cmd, st, p, c, e.From); err != nil {
		return err
	}
	if err := st.Record(cmd.Context(), h.now(), e); err != nil {
		return err
	}
	name := nameOf(c)
	if iv, ok := c.Interview(e.InterviewID); ok {
		name = phrase.InterviewOf(c, iv, h.now(), p.Location)
	}
	h.printf("Noted for %s: %s, %s.\n", name, clean(tell(c, e, p.Location)), stamp(e.At, p.Location))
	h.tellPromise(read, e.Until, fmt.Sprintf("followup undo %d && followup heard %d %s --until", c.ID, c.ID, e.Kind))
	h.orderOf(c, e, p)
	return h.nextOf(cmd, st, c, p)
}

// completeWho stores what was told of one of the application's people who answered and was not known, such as the address.
func (h *hearing) completeWho(
	cmd *cobra.Command, st *store.Store, p rules.Policy, c rules.Case, who rules.Person,
) error {
	knowsLess := func(q rules.Person) bool { return q.ID == who.ID && q.String() != who.String() }
	if !slices.ContainsFunc(c.People(), knowsLess) {
		return nil
	}
	made, err := h.alsoChange(cmd.Context(), st, c.ID, p, c, []rules.Person{who}, &h.round)
	if made != "" {
		h.entry("", fmt.Sprintf("Changed application %d: %s", c.ID, made))
	}
	return err
}

// completeHeard completes the interview, then what was heard.
func (a *app) completeHeard(
	cmd *cobra.Command, args []string, typed string,
) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) != 1 {
		return a.completeIDs(cmd, args, typed)
	}
	var words []cobra.Completion
	for _, k := range heardKinds {
		words = append(words, cobra.Completion(k))
	}
	return words, noFiles
}

// aboutWhich are the answers that a flag says something about, where it is not of the next round alone.
var aboutWhich = map[string][]rules.EventKind{
	"until": {rules.Undecided, rules.Offered, rules.Advanced},
	"from":  {rules.Undecided, rules.Rejected, rules.Offered, rules.Advanced},
	"said":  {rules.Undecided, rules.Advanced},
	"on":    heardKinds,
}

// onlyFor refuses flags that say nothing about what was heard, rather than dropping what the user meant by them.
func onlyFor(cmd *cobra.Command, kind rules.EventKind) (err error) {
	ofInterview := pflag.NewFlagSet("", pflag.ContinueOnError)
	new(interviewFlags).register(ofInterview)
	dated := cmd.Flags().Changed("at")
	cmd.Flags().Visit(func(f *pflag.Flag) {
		about, shared := aboutWhich[f.Name]
		if !shared && ofInterview.Lookup(f.Name) != nil {
			about = []rules.EventKind{rules.Advanced}
		}
		switch {
		case about == nil: // it is about the program
		case !slices.Contains(about, kind):
			err = usagef("--%s means nothing for %q", f.Name, kind)
		case kind == rules.Advanced && !shared && !dated:
			err = usagef("--%s is of a next round that has a date; add --at", f.Name)
		case kind == rules.Advanced && f.Name == "until" && dated:
			err = usagef("--until is for a next round whose date is to follow, and --at is its date; " +
				"leave one of them out")
		}
	})
	return err
}

func (a *app) parseUntil(s string, heard time.Time, p rules.Policy) (rules.Date, error) {
	d, err := a.parseDay("until", s, p)
	if err != nil || d.IsZero() {
		return d, err
	}
	if on := rules.DateOf(heard, p.Location); d.Before(on) {
		return d, usagef("--until %s is before the day you heard it, %s", d.Long(), on.Long())
	}
	if d.Year > rules.LastYear {
		return d, usagef("--until %s is too far away to be right", d.Long())
	}
	return d, nil
}

// orderOf says what was heard before, so that a slip is seen, or what was heard later and so still counts.
func (a *app) orderOf(c rules.Case, e rules.Event, p rules.Policy) {
	last := c.LastWord()
	if last == nil {
		return
	}
	what := fmt.Sprintf("%s, %s", clean(tell(c, *last, p.Location)), stamp(last.At, p.Location))
	if last.At.After(e.At) {
		a.printf("That is before what still counts: %s.\n", what)
		a.printf("If it came after that: followup undo %d, then say it again with its time in --on.\n", c.ID)
		return
	}
	a.printf("Before that: %s.\n", what)
	if e.Kind == rules.Advanced && owesAnswer(c, *last) {
		a.entry("", "The offer is not waited for any more. If it stands and your answer is owed, say it again:")
		a.printf("  followup heard %d offer%s\n", c.ID, untilAgain(*last))
	}
}

// owesAnswer reports whether an event is an offer that the user has not answered.
func owesAnswer(c rules.Case, e rules.Event) bool {
	return e.Kind == rules.Offered && !slices.ContainsFunc(c.History.Events, func(sent rules.Event) bool {
		return sent.Kind == rules.Sent && sent.Note == rules.OfferAnswer && !sent.At.Before(e.At)
	})
}

// untilAgain returns the flag that names the day of an event once more.
func untilAgain(e rules.Event) string {
	if e.Until.IsZero() {
		return ""
	}
	return " --until " + e.Until.String()
}

// advance adds the next round to the application. Nobody is carried over: whom one meets there is somebody else more often
// than not, and a thank-you must not name a wrong person.
func (h *hearing) advance(cmd *cobra.Command, st *store.Store, p rules.Policy, was rules.Case, e rules.Event) error {
	c := cloned(was)
	c.Interviews = append(c.Interviews, rules.Interview{Zone: was.Latest().Zone})
	if err := h.round.lookUp(cmd.Context(), st, was.ID); err != nil {
		return err
	}
	c, err := h.round.settle(h.app, c, 0, p, dates.Future)
	if err != nil {
		return err
	}
	next, _ := c.Interview(0)
	if first := was.Interviews[0].Start; !next.Start.After(first) {
		return usagef("--at %s is not after the first round, %s", stamp(next.Start, p.Location), stamp(first, p.Location))
	}
	for _, iv := range was.Interviews {
		if iv.Start.Equal(next.Start) {
			return usagef("interview %d of %s is that one already; `followup edit %d` changes it", iv.ID, nameOf(was), iv.ID)
		}
	}
	h.sayLeftOut(cmd.Flags())
	if err := h.completeWho(cmd, st, p, was, e.From); err != nil {
		return err
	}
	id, err := st.Advance(cmd.Context(), h.now(), e, next)
	if err != nil {
		return err
	}
	return h.tellRound(cmd.Context(), st, p, was, c, e, id)
}

// tellRound stores what else was said of the people of a next round that was just added, and says what was understood.
func (h *hearing) tellRound(
	ctx context.Context, st *store.Store, p rules.Policy, was, c rules.Case, e rules.Event, id int64,
) error {
	h.printf("Noted for %s: they invited you to a next round. Added interview %d.\n", nameOf(was), id)
	h.orderOf(was, e, p)
	if latest := was.Latest(); latest.Start.After(h.now()) {
		h.printf("%s, is ahead as well; if this is its new time: followup remove %d && followup edit %d --at …\n",
			letters.Capital(nameOfInterview(latest, h.now(), p.Location)), id, latest.ID)
	}
	next, _ := c.Interview(0)
	if _, err := h.alsoChange(ctx, st, id, p, c, next.Interviewers, &h.round); err != nil {
		return fmt.Errorf("noted, but not what else was said of its people: %w", err)
	}
	after, err := st.Case(ctx, id)
	if err != nil {
		return fmt.Errorf("noted, but reading it back: %w", err)
	}
	next, _ = after.Interview(id)
	h.sayFarOff(next)
	h.echoJoined(was, after, next, p, false)
	h.namesADecisionDay(&h.round, next, p)
	if len(next.Interviewers) == 0 {
		h.printf("Nobody is named yet, so its drafts will greet the hiring team; name people with --with.\n")
	}
	h.sayCorrected(after, h.round.elsewhere)
	h.sayKnown(after, next, p)
	return nil
}
