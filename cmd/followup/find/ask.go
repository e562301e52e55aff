package find

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// OrAsk is [Application], but on a terminal it asks which application is meant if words match several and choose does
// not settle it.
func OrAsk(
	ctx context.Context, t *term.Terminal, st *store.Store, p rules.Policy, named string, choose Chooser,
) (Subject, error) {
	s, err := Application(ctx, st, p, named, choose)
	var several *SeveralError
	if !t.Interactive || !errors.As(err, &several) || len(several.Found) > MaxNamed {
		return s, err
	}
	t.Entry("", fmt.Sprintf("%q may mean %s.", named, several.Names()))
	answer, askErr := AskNumber(t, "Which number", several.Found)
	if askErr != nil || answer == "" {
		return s, err
	}
	id, err := strconv.ParseInt(answer, 10, 64)
	if err != nil {
		return s, err
	}
	c, err := st.Case(ctx, id)
	return Subject{Case: c, Words: named}, err
}

// AskNumber asks for the number of one of the applications until the answer is one of them, or one of the other words,
// or empty.
func AskNumber(t *term.Terminal, question string, found []store.Found, words ...string) (string, error) {
	for {
		answer, err := t.Ask(question, "")
		isNumber := func(f store.Found) bool { return answer == strconv.FormatInt(f.ID, 10) }
		if err != nil || answer == "" || slices.Contains(words, strings.ToLower(answer)) ||
			slices.ContainsFunc(found, isNumber) {
			return answer, err
		}
		t.Printf("  %q is not one of them\n", term.Clean(answer))
	}
}

// TellChosen says which application was chosen where words match several, and how to take the command back.
func (s Subject) TellChosen(t *term.Terminal) {
	if len(s.Others) == 0 {
		return
	}
	t.Entry("", s.Chosen()+". If you meant another:")
	t.Printf("  %s\n", command.Undo(s.ID))
}

// Chosen returns which application was chosen where words match several, and which others match.
func (s Subject) Chosen() string {
	return fmt.Sprintf("%q was taken to mean application %d, %s; %s", s.Words, s.ID, phrase.Role(s.Case), s.AlsoMatch())
}

// About adds to an error which application it is about, where words match several.
func (s Subject) About(err error) error {
	if len(s.Others) == 0 {
		return err
	}
	return fmt.Errorf("%w (%q was taken to mean application %d; %s)", err, s.Words, s.ID, s.AlsoMatch())
}

// AlsoMatch returns "application 3 matches too".
func (s Subject) AlsoMatch() string {
	var ids []string
	for _, f := range s.Others {
		ids = append(ids, strconv.FormatInt(f.ID, 10))
	}
	list := strings.Join(ids, ", ")
	return phrase.Plural(len(ids), "application "+list+" matches too", "applications "+list+" match too")
}
