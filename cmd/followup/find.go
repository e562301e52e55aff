package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/rules"
	"followup/store"
)

const (
	// maxNamed is how many applications a message names that one piece of a name may mean.
	maxNamed = 8

	// maxRead is how many applications, the latest, are searched for a role or a person.
	maxRead = 1000
)

// A subject is an application as a command names it. A number may be that of any of its interviews.
type subject struct {
	rules.Case
	number int64 // by which it was named, or 0 if it was named in words
}

// named returns the interview that the number means: the one of that number, or the only one there is.
func (s subject) named() (_ rules.Interview, ok bool) {
	if len(s.Interviews) == 1 {
		return s.Interviews[0], true
	}
	return s.Interview(s.number)
}

// ofLater reports whether the number is that of an interview after the one that gave the application its number. A command
// is about that interview then, where it can be about one.
func (s subject) ofLater() bool {
	_, ok := s.Interview(s.number)
	return ok && s.number != s.ID
}

// later returns the number if it is that of a later interview, else 0.
func (s subject) later() int64 {
	if s.ofLater() {
		return s.number
	}
	return 0
}

// name returns the name of the application, with the number of the interview where it is that of a later one.
func (s subject) name() string {
	if s.ofLater() {
		return fmt.Sprintf("%s, interview %d", nameOf(s.Case), s.number)
	}
	return nameOf(s.Case)
}

// interview returns the interview that is meant where one must be: the one that is named, else the latest that has begun. The
// numbers of interviewers are those of its panel.
func (s subject) interview(now time.Time) rules.Interview {
	if iv, ok := s.named(); ok {
		return iv
	}
	return s.LatestBegun(now)
}

// nameIn returns the name of an application, with that of one of its interviews if it has several.
func (a *app) nameIn(c rules.Case, iv rules.Interview, loc *time.Location) string {
	if len(c.Interviews) == 1 {
		return nameOf(c)
	}
	return nameOf(c) + ", " + nameOfInterview(iv, a.now(), loc)
}

// withSubject is withCase for a command that may be about one of the interviews.
func (a *app) withSubject(
	ctx context.Context, named string, do func(cfg *Config, st *store.Store, p rules.Policy, s subject) error,
) error {
	return a.withStore(ctx, func(cfg *Config, st *store.Store, p rules.Policy) error {
		s, err := a.findSubject(ctx, st, p.Location, named)
		if err != nil {
			return err
		}
		a.warnOfTheClock(cfg, p)
		return do(cfg, st, p, s)
	})
}

// find returns the application that an argument names, as findSubject does.
func (a *app) find(ctx context.Context, st *store.Store, loc *time.Location, named string) (rules.Case, error) {
	s, err := a.findSubject(ctx, st, loc, named)
	return s.Case, err
}

// findAll returns the applications that arguments name, each once.
func (a *app) findAll(ctx context.Context, st *store.Store, loc *time.Location, named []string) (list []rules.Case, err error) {
	for _, name := range named {
		c, err := a.find(ctx, st, loc, name)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(list, func(d rules.Case) bool { return d.ID == c.ID }) {
			list = append(list, c)
		}
	}
	return list, nil
}

// findSubject returns the application that an argument names: by a number, or by a piece of its company, its role or the
// name of one of its people that only one has. Among several, one that is still open is meant rather than those that ended.
func (a *app) findSubject(ctx context.Context, st *store.Store, loc *time.Location, named string) (s subject, err error) {
	s.number, err = strconv.ParseInt(named, 10, 64)
	id := s.number
	if err != nil || id < 1 {
		s.number = 0
		if id, err = a.findByWords(ctx, st, loc, named); err != nil {
			return s, err
		}
	}
	s.Case, err = st.Case(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return s, numberError(id)
	}
	return s, err
}

// A numberError is a number that no application and no interview has.
type numberError int64

func (e numberError) Error() string {
	return fmt.Sprintf("no application or interview has the number %d; `followup list --all` shows them all", int64(e))
}

func (a *app) findByWords(ctx context.Context, st *store.Store, loc *time.Location, piece string) (int64, error) {
	if strings.TrimSpace(piece) == "" {
		return 0, usagef("%q names no application; `followup list` shows their numbers", piece)
	}
	found, err := st.Search(ctx, piece, maxNamed+1)
	if err != nil {
		return 0, err
	}
	if exact := ofCompany(found, piece); len(exact) > 0 {
		found = exact
	} else if found, err = withWords(ctx, st, found, piece); err != nil {
		return 0, err
	}
	switch open := store.OnlyOpen(found); {
	case len(found) == 0:
		return 0, fmt.Errorf("%q is neither a number nor a piece of a company, a role or a person's name; "+
			"`followup list --all` shows them all", piece)
	case len(found) == 1:
		return found[0].ID, nil
	case len(open) == 1 && len(found) <= maxNamed:
		return open[0].ID, nil
	}
	return 0, usagef("%q may mean %s; name one by its number", piece, foundNames(found, loc))
}

// foundNames names applications for a message that wants one of them.
func foundNames(found []store.Found, loc *time.Location) string {
	var names []string
	for _, f := range found[:min(len(found), maxNamed)] {
		names = append(names, fmt.Sprintf("%d (%s at %s, %s)", f.ID, clean(f.Role), clean(f.Company), rules.DateOf(f.Start, loc).Long()))
	}
	if len(found) > maxNamed {
		names = append(names, "and more")
	}
	return strings.Join(names, ", ")
}

// ofCompany returns those of the found whose company is called just that.
func ofCompany(found []store.Found, company string) (exact []store.Found) {
	for _, f := range found {
		if strings.EqualFold(f.Company, strings.TrimSpace(company)) {
			exact = append(exact, f)
		}
	}
	return exact
}

// withWords adds to what was found by company the applications whose role, or one of whose people, has the piece in it.
func withWords(ctx context.Context, st *store.Store, found []store.Found, piece string) ([]store.Found, error) {
	cases, err := st.List(ctx, store.ListOptions{Closed: true, Limit: maxRead})
	for _, c := range cases {
		there := func(f store.Found) bool { return f.ID == c.ID }
		if hasWords(c, piece) && !slices.ContainsFunc(found, there) {
			found = append(found, store.Found{
				ID: c.ID, Company: c.Company, Role: c.Role, Start: c.Latest().Start, Open: c.Ending() == "",
			})
		}
	}
	return found, err
}

// hasWords reports whether a piece stands in the role of an application, or in the name or address of one of its people.
func hasWords(c rules.Case, piece string) bool {
	piece = strings.ToLower(strings.TrimSpace(piece))
	in := func(s string) bool { return strings.Contains(strings.ToLower(s), piece) }
	return in(c.Role) || slices.ContainsFunc(c.People(), func(p rules.Person) bool { return in(p.String()) })
}

// haveDatabase reports whether there is one: pressing a key must not make it.
func (a *app) haveDatabase() bool {
	cfg, err := a.loadConfig()
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
	_ = a.withStore(cmd.Context(), func(_ *Config, st *store.Store, p rules.Policy) error { // what can not be read is not completed
		cases, err := st.List(cmd.Context(), store.ListOptions{Limit: 100})
		list = completeApplications(cases, typed, p.Location)
		return err
	})
	return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
