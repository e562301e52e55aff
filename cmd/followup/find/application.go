package find

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
	"followup/rules"
	"followup/store"
)

const (
	// MaxNamed is the largest number of applications that a message lists.
	MaxNamed = 8

	// OldAfter is the number of days after its last interview from which an open application may be an old one, so that a
	// new interview at the company may belong to another.
	OldAfter = 120

	// maxRead is the number of applications, newest first, that are searched for a role or a person.
	maxRead = 1000
)

// Application returns the application that is named by a number, its own or that of an interview, or by a piece of its
// company, its role, or the name or address of one of its people. If several fit and only one of them is open, that
// one is meant; otherwise the error lists them, with days in loc. If no application has the number, the error is a
// [NumberError].
func Application(ctx context.Context, st *store.Store, loc *time.Location, named string) (s Subject, err error) {
	s.Number, err = strconv.ParseInt(named, 10, 64)
	id := s.Number
	if err != nil || id < 1 {
		s.Number = 0
		if id, err = byWords(ctx, st, loc, named); err != nil {
			return s, err
		}
	}
	s.Case, err = st.Case(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return s, NumberError(id)
	}
	return s, err
}

// Applications returns the applications that are named as for [Application], each once.
func Applications(
	ctx context.Context, st *store.Store, loc *time.Location, named []string,
) (list []rules.Case, err error) {
	for _, name := range named {
		s, err := Application(ctx, st, loc, name)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(list, func(c rules.Case) bool { return c.ID == s.ID }) {
			list = append(list, s.Case)
		}
	}
	return list, nil
}

// A NumberError is a number that neither an application nor an interview has.
type NumberError int64

func (e NumberError) Error() string {
	return fmt.Sprintf("no application or interview has the number %d; `followup list --all` shows them all", int64(e))
}

// byWords returns the number of the application that is meant by a piece of a name.
func byWords(ctx context.Context, st *store.Store, loc *time.Location, piece string) (int64, error) {
	if strings.TrimSpace(piece) == "" {
		return 0, usage.Errorf("%q names no application; `followup list` shows their numbers", piece)
	}
	found, err := st.Search(ctx, piece, MaxNamed+1)
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
	case len(open) == 1 && len(found) <= MaxNamed:
		return open[0].ID, nil
	}
	return 0, usage.Errorf("%q may mean %s; name one by its number", piece, Names(found, loc))
}

// Names returns the applications as "7 (data engineer at Acme, Tue 1 Dec 2026), 9 (…)", for a message that asks for
// one of them. The days, in loc, are those of the interviews. It lists at most [MaxNamed].
func Names(found []store.Found, loc *time.Location) string {
	var names []string
	for _, f := range found[:min(len(found), MaxNamed)] {
		names = append(names, fmt.Sprintf("%d (%s at %s, %s)",
			f.ID, term.Clean(f.Role), term.Clean(f.Company), rules.DateOf(f.Start, loc).Long()))
	}
	if len(found) > MaxNamed {
		names = append(names, "and more")
	}
	return strings.Join(names, ", ")
}

// ofCompany returns the applications whose company has exactly that name.
func ofCompany(found []store.Found, company string) (exact []store.Found) {
	for _, f := range found {
		if strings.EqualFold(f.Company, strings.TrimSpace(company)) {
			exact = append(exact, f)
		}
	}
	return exact
}

// withWords adds the applications whose role or people contain the piece to those found by their company.
func withWords(ctx context.Context, st *store.Store, found []store.Found, piece string) ([]store.Found, error) {
	cases, err := st.List(ctx, store.ListOptions{Closed: true, Limit: maxRead})
	for _, c := range cases {
		isSame := func(f store.Found) bool { return f.ID == c.ID }
		if contains(c, piece) && !slices.ContainsFunc(found, isSame) {
			found = append(found, store.Found{
				ID: c.ID, Company: c.Company, Role: c.Role, Start: c.Latest().Start, Open: c.Ending() == "",
			})
		}
	}
	return found, err
}

// contains reports whether the role of an application, or the name or address of one of its people, contains the
// piece.
func contains(c rules.Case, piece string) bool {
	piece = strings.ToLower(strings.TrimSpace(piece))
	in := func(s string) bool { return strings.Contains(strings.ToLower(s), piece) }
	return in(c.Role) || slices.ContainsFunc(c.People(), func(p rules.Person) bool { return in(p.String()) })
}
