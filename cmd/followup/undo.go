package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

func undoCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:   "undo ID",
		Short: "Undo what you last said about an application",
		Long: `Undo your last sent, heard, skip, snooze, stop or edit of an application, as if it had
not happened. Reminders that it dropped come back if they still apply, and facts that it
changed are restored. A mail that it caused stays in your inbox, and if the note that you
sent used the occasion of --hook, name the occasion again. Running undo again takes back
the command before. To take back an interview that you added or were invited to, use
"followup remove".`,
		Example:           "  followup undo 7",
		Args:              exactArgs("ID"),
		ValidArgsFunction: completeIDs(w),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runUndo(cmd.Context(), w, args[0])
		},
	}
}

func runUndo(ctx context.Context, w *world, named string) error {
	err := w.withStore(ctx, func(_ *config.Config, st *store.Store, p rules.Policy) error {
		s, err := find.OrAsk(ctx, w.Terminal, st, p, named, find.ToldLast)
		if err != nil {
			return err
		}
		w.view(p).WarnOfClock(st)
		c := s.Case
		if len(s.Others) > 0 {
			w.Entry("", fmt.Sprintf("%q was taken to mean application %d, %s, which your last command was about; %s.",
				named, s.ID, phrase.Role(c), s.AlsoMatch()))
		}
		taken, err := st.TakeBack(ctx, w.now(), c.ID)
		if errors.Is(err, store.ErrKeepsNoFormer) {
			return fmt.Errorf("%w; `%s` corrects what is wrong", err, command.Edit(c.ID))
		}
		if err != nil {
			return err
		}
		if len(taken) == 0 {
			w.Printf("There is nothing to take back for %s; `%s` corrects its facts, `%s` removes it.\n",
				phrase.Application(c), command.Edit(c.ID), command.Remove(c.ID))
			return nil
		}
		for _, e := range taken {
			tellTakenBack(w, c, p, e)
		}
		return w.view(p).NextOf(ctx, st, c)
	})
	if errors.As(err, new(find.NumberError)) {
		err = fmt.Errorf("%w; undo does not bring back what was removed, but a backup can: followup restore", err)
	}
	return err
}

func tellTakenBack(w *world, c rules.Case, p rules.Policy, e rules.Event) {
	w.Printf("Taken back for %s: %s, %s.\n",
		phrase.Application(c), term.Clean(phrase.Event(c, e, p.Location)), phrase.Stamp(e.At, p.Location))
	if e.Kind == rules.Sent && e.Round != 0 {
		w.Printf("Its draft counts as unsent again.\n")
	}
	if _, there := c.Interview(e.Next); there {
		w.Printf("Interview %d stays; to remove it: %s\n", e.Next, command.Remove(e.Next))
	}
}
