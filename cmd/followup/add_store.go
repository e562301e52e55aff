package main

import (
	"context"
	"errors"
	"fmt"

	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/view"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// store adds the interview and returns the application with it, as stored.
func (n *addition) store(ctx context.Context, st *store.Store, p rules.Policy, was, c rules.Case) (rules.Case, error) {
	iv, _ := c.Interview(0)
	if was.ID == 0 {
		begin := st.BeginNew // another command may have added one meanwhile
		if n.begin {
			begin = st.Begin
		}
		id, err := begin(ctx, c.Application, iv, n.w.now())
		if errors.Is(err, store.ErrOpen) {
			return c, fmt.Errorf("%w; it was added just now, so the same command adds the interview to it", err)
		}
		if err != nil {
			return c, err
		}
		n.w.Printf("Added interview %d.\n", id)
		return n.complete(ctx, st, p, c, id)
	}
	id, err := st.Join(ctx, was.ID, iv, n.w.now())
	if err != nil {
		return c, err
	}
	n.w.Printf("Added interview %d to %s.\n", id, phrase.Application(was))
	if n.to == "" {
		n.w.Printf("If it belongs to another application: %s, then %s\n",
			command.Remove(id), command.Add(command.New, command.Blank))
	}
	return n.complete(ctx, st, p, c, id)
}

// complete stores the other facts about the application and the people of the interview that was just added, and
// returns the application as stored.
func (n *addition) complete(
	ctx context.Context, st *store.Store, p rules.Policy, c rules.Case, id int64,
) (rules.Case, error) {
	iv, _ := c.Interview(0)
	n.id = id
	changes, err := alsoChange(ctx, n.w, st, id, p, c, iv.Interviewers, &n.form)
	if err != nil {
		return c, fmt.Errorf("interview %d was added, but not the other facts about its application: %w", id, err)
	}
	if changes != "" && c.ID != 0 {
		n.w.Entry("", fmt.Sprintf("Changed application %d: %s", c.ID, changes))
	}
	if c, err = st.Case(ctx, id); err != nil {
		err = fmt.Errorf("the interview was added, but cannot be read back: %w", err)
	}
	return c, err
}

// alsoChange stores the facts that a form gives about the application itself, and the corrected people, in
// application id. c is the application with all of them. It returns the changes in words, or "".
func alsoChange(
	ctx context.Context, w *world, st *store.Store, id int64, p rules.Policy, c rules.Case, people []rules.Person,
	f *form.Form,
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
