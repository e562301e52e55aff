package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// findApplication returns the application that is named. On a terminal it asks which one is meant if words match
// several and choose does not settle it.
func findApplication(
	ctx context.Context, w *world, st *store.Store, p rules.Policy, named string, choose find.Chooser,
) (find.Subject, error) {
	s, err := find.Application(ctx, st, p, named, choose)
	var several *find.SeveralError
	if !w.Interactive || !errors.As(err, &several) || len(several.Found) > find.MaxNamed {
		return s, err
	}
	w.Entry("", fmt.Sprintf("%q may mean %s.", named, several.Names()))
	answer, askErr := askNumber(w, "Which number", several.Found)
	if askErr != nil || answer == "" {
		return s, err
	}
	id, err := strconv.ParseInt(answer, 10, 64)
	if err != nil {
		return s, err
	}
	c, err := st.Case(ctx, id)
	return find.Subject{Case: c, Words: named}, err
}

// askNumber asks for the number of one of the applications until the answer is one of them, or one of the other words,
// or empty.
func askNumber(w *world, question string, found []store.Found, words ...string) (string, error) {
	for {
		answer, err := w.Ask(question, "")
		isNumber := func(f store.Found) bool { return answer == strconv.FormatInt(f.ID, 10) }
		if err != nil || answer == "" || slices.Contains(words, strings.ToLower(answer)) ||
			slices.ContainsFunc(found, isNumber) {
			return answer, err
		}
		w.Printf("  %q is not one of them\n", term.Clean(answer))
	}
}

// tellChosen says which application was chosen where words match several, and how to take the command back.
func tellChosen(w *world, s find.Subject) {
	if len(s.Others) == 0 {
		return
	}
	w.Entry("", chosen(s)+". If you meant another:")
	w.Printf("  %s\n", command.Undo(s.ID))
}

// chosen returns which application was chosen, and which others match.
func chosen(s find.Subject) string {
	return fmt.Sprintf("%q was taken to mean application %d, %s; %s", s.Words, s.ID, phrase.Role(s.Case), others(s))
}

// alsoMatching adds to an error which application it is about, where words match several.
func alsoMatching(s find.Subject, err error) error {
	if len(s.Others) == 0 {
		return err
	}
	return fmt.Errorf("%w (%q was taken to mean application %d; %s)", err, s.Words, s.ID, others(s))
}

// others returns "application 3 matches too".
func others(s find.Subject) string {
	var ids []string
	for _, f := range s.Others {
		ids = append(ids, strconv.FormatInt(f.ID, 10))
	}
	list := strings.Join(ids, ", ")
	return phrase.Plural(len(ids), "application "+list+" matches too", "applications "+list+" match too")
}
