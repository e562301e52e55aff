package enter

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/view"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// store adds the interview and returns the application with it, as stored.
func (n *addition) store(ctx context.Context, was, c rules.Case) (rules.Case, error) {
	iv, _ := c.Interview(0)
	if was.ID == 0 {
		begin := n.Store.BeginNew // another command may have added one meanwhile
		if n.New {
			begin = n.Store.Begin
		}
		id, err := begin(ctx, c.Application, iv, n.Now)
		if errors.Is(err, store.ErrOpen) {
			return c, fmt.Errorf("%w; it was added just now, so the same command adds the interview to it", err)
		}
		if err != nil {
			return c, err
		}
		n.Printf("Added interview %d.\n", id)
		return n.complete(ctx, c, id)
	}
	id, err := n.Store.Join(ctx, was.ID, iv, n.Now)
	if err != nil {
		return c, err
	}
	n.Printf("Added interview %d to %s.\n", id, phrase.Application(was))
	if n.To == "" {
		n.Printf("If it belongs to another application: %s, then %s\n",
			command.Remove(id), command.Add(command.New, command.Blank))
	}
	return n.complete(ctx, c, id)
}

// complete stores the other facts about the application and the people of the interview that was just added, and
// returns the application as stored.
func (n *addition) complete(ctx context.Context, c rules.Case, id int64) (rules.Case, error) {
	iv, _ := c.Interview(0)
	n.id = id
	changes, err := n.alsoChange(ctx, id, c, iv.Interviewers, &n.Form)
	if err != nil {
		return c, fmt.Errorf("interview %d was added, but not the other facts about its application: %w", id, err)
	}
	if changes != "" && c.ID != 0 {
		n.Entry("", fmt.Sprintf("Changed application %d: %s", c.ID, changes))
	}
	if c, err = n.Store.Case(ctx, id); err != nil {
		err = fmt.Errorf("the interview was added, but cannot be read back: %w", err)
	}
	return c, err
}

// alsoChange stores the facts that a form gives about the application itself, and the corrected people, in
// application id. c is the application with all of them. It returns the changes in words, or "".
func (dlg Dialogue) alsoChange(
	ctx context.Context, id int64, c rules.Case, people []rules.Person, f *form.Form,
) (made string, err error) {
	err = dlg.Store.Update(ctx, id, dlg.Now, func(was rules.Case) (rules.Case, rules.Event, error) {
		is := form.Cloned(was)
		for _, now := range people {
			form.Correct(&is, now)
		}
		for flag, take := range map[string]func(){
			"fit":        func() { is.Fit = c.Fit },
			"hook":       func() { is.Hook = c.Hook },
			"language":   func() { is.Language = c.Language },
			"no-contact": func() { is.NoContact = c.NoContact },
			"contact":    func() { is.Contact = c.Contact; form.Correct(&is, c.Contact) },
		} {
			if f.Given(flag) {
				take()
			}
		}
		made = view.Changed(was, is, dlg.Policy.Location).String()
		return is, rules.Event{Kind: rules.Edited, Detail: made}, nil
	})
	return made, err
}

// completeWho stores what is new about the person who answered, such as the address, if the application knows the
// person.
func (dlg Dialogue) completeWho(ctx context.Context, c rules.Case, who rules.Person, f *form.Form) error {
	knowsLess := func(q rules.Person) bool { return q.ID == who.ID && q.String() != who.String() }
	if !slices.ContainsFunc(c.People(), knowsLess) {
		return nil
	}
	made, err := dlg.alsoChange(ctx, c.ID, c, []rules.Person{who}, f)
	if made != "" {
		dlg.Entry("", fmt.Sprintf("Changed application %d: %s", c.ID, made))
	}
	return err
}
