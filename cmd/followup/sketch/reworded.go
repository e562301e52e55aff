package sketch

import (
	"context"
	"slices"

	"followup/cmd/followup/view"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// PrintReworded prints the draft at hand if an edit from was to is changed its words, so that the user sees that a gap
// is filled. A draft for the interview with the number about is preferred, as in [AtHand].
func PrintReworded(
	ctx context.Context, v view.Printer, st *store.Store, composer *mailer.Composer, was, is rules.Case, about int64,
) error {
	now := v.Now
	key := AtHand(is, about, rules.Person{}, v.Policy, now)
	if is.Hook != was.Hook {
		key = rules.Key{Kind: rules.StayInTouch}
	}
	if key.Kind == "" {
		return nil
	}
	before, err := ofKey(composer, was, v.Policy, key, now)
	if err != nil {
		return err
	}
	after, err := ofKey(composer, is, v.Policy, key, now)
	if err != nil {
		return err
	}
	for _, s := range after {
		same := func(b Sketch) bool { return b.Draft.SaysAs(s.Draft) }
		farOff := s.Step.Due.After(now) && key.Kind != rules.StayInTouch // a new occasion is shown at once
		if s.Draft.Mail == nil || farOff || slices.ContainsFunc(before, same) {
			continue
		}
		if err := keepWords(ctx, v, st, s); err != nil {
			return err
		}
		v.Printf("\n")
		lead := whenAndWhy(v, s) + " Now it reads:"
		if s.Step.Due.IsZero() {
			lead = "Nothing calls for it now; if it came, it would read:"
		}
		v.Entry("", lead)
		if s.Draft.Edit != nil {
			v.Entry("", aboutEdit(v, s))
		}
		v.Printf("\n")
		printDraft(v, s.Draft)
		number, kind, to := s.Step.Number(), s.Step.Kind, command.To(is, s.Step.Key, s.Draft.To)
		v.Printf("\nFor a mail program: %s > draft.eml\nOnce you sent it:   %s\n",
			command.Preview(number, kind, to, "--eml"), command.Sent(number, kind, to))
	}
	return nil
}

// keepWords stores the new words of a request that came today, so that a second request quotes them.
func keepWords(ctx context.Context, v view.Printer, st *store.Store, s Sketch) error {
	i := indexDelivered(s.Case, s.Step.Key)
	if i < 0 || !s.Step.Kind.IsRequest() {
		return nil
	}
	// On a later day the first words have most likely been sent.
	if loc := v.Policy.Location; rules.DateOf(s.Case.History.Reminders[i].SettledAt, loc) != rules.DateOf(v.Now, loc) {
		return nil
	}
	return st.Redraft(ctx, s.Case.History.Reminders[i].ID, s.Draft.Subject, s.Draft.Body)
}
