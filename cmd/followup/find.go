package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/rules"
	"followup/store"
)

// withSubject is withCase for a command that may be about one of the interviews.
func (a *app) withSubject(
	ctx context.Context, named string, do func(cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject) error,
) error {
	return a.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		s, err := find.Application(ctx, st, p.Location, named)
		if err != nil {
			return err
		}
		a.view(p).WarnOfClock(st)
		return do(cfg, st, p, s)
	})
}

// haveDatabase reports whether there is one: pressing a key must not make it.
func (a *app) haveDatabase() bool {
	cfg, err := loadConfig(a)
	if err != nil {
		return false
	}
	_, err = os.Stat(cfg.Store.Path)
	return err == nil
}

// completeIDs gives the shell the numbers and the names of the latest applications.
func (a *app) completeIDs(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 || !a.haveDatabase() {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var list []cobra.Completion
	_ = a.withStore(cmd.Context(), func(_ *config.Config, st *store.Store, p rules.Policy) error { // what can not be read is not completed
		cases, err := st.List(cmd.Context(), store.ListOptions{Limit: 100})
		list = completeApplications(cases, typed, p.Location)
		return err
	})
	return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
