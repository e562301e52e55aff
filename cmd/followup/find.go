package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/rules"
	"followup/store"
)

// maxNamed is how many interviews a message names that one piece of a company may mean.
const maxNamed = 8

// find is the interview that an argument names: its number, or a piece of the company that is only one's. Among
// several, one that is still open is meant rather than those that ended.
func (a *app) find(ctx context.Context, st *store.Store, loc *time.Location, named string) (rules.Case, error) {
	id, err := strconv.ParseInt(named, 10, 64)
	if err != nil || id < 1 {
		if id, err = a.findByCompany(ctx, st, loc, named); err != nil {
			return rules.Case{}, err
		}
	}
	c, err := st.Case(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return c, fmt.Errorf("there is no interview %d; `followup list --all` shows them all", id)
	}
	return c, err
}

func (a *app) findByCompany(ctx context.Context, st *store.Store, loc *time.Location, piece string) (int64, error) {
	if strings.TrimSpace(piece) == "" {
		return 0, usagef("%q names no interview; `followup list` shows their numbers", piece)
	}
	found, err := st.Search(ctx, piece, maxNamed+1)
	if err != nil {
		return 0, err
	}
	if exact := named(found, piece); len(exact) > 0 {
		found = exact
	}
	switch open := store.OnlyOpen(found); {
	case len(found) == 0:
		return 0, fmt.Errorf("%q is neither an interview's number nor a piece of a company; `followup list --all` shows them all", piece)
	case len(found) == 1:
		return found[0].ID, nil
	case len(open) == 1 && len(found) <= maxNamed:
		return open[0].ID, nil
	}
	var names []string
	for _, f := range found[:min(len(found), maxNamed)] {
		names = append(names, fmt.Sprintf("%d (%s at %s, %s)", f.ID, clean(f.Role), clean(f.Company), rules.DateOf(f.Start, loc).Long()))
	}
	if len(found) > maxNamed {
		names = append(names, "and more")
	}
	return 0, usagef("%q may mean %s; name one by its number", piece, strings.Join(names, ", "))
}

// named are those whose company is called just that.
func named(found []store.Found, company string) (exact []store.Found) {
	for _, f := range found {
		if strings.EqualFold(f.Company, strings.TrimSpace(company)) {
			exact = append(exact, f)
		}
	}
	return exact
}

// haveDatabase tells whether there is one: pressing a key must not make it.
func (a *app) haveDatabase() bool {
	cfg, err := a.loadConfig()
	if err != nil {
		return false
	}
	_, err = os.Stat(cfg.Store.Path)
	return err == nil
}

// completeIDs gives the shell the numbers and the companies of the latest interviews.
func (a *app) completeIDs(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 || !a.haveDatabase() {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var list []cobra.Completion
	_ = a.withStore(cmd.Context(), func(_ *Config, st *store.Store, _ rules.Policy) error { // what can not be read is not completed
		cases, err := st.List(cmd.Context(), store.ListOptions{Limit: 100})
		list = completeInterviews(cases, typed)
		return err
	})
	return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
