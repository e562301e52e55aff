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

	// OldAfter is the number of days after its last interview from which an open application may be an old one, so that
	// a new interview at the company may belong to another.
	OldAfter = 120

	// maxRead is the number of applications, newest first, that are searched for a role or a person.
	maxRead = 1000
)

// Application returns the application that is named by a number, its own or that of an interview, or by a piece of its
// company, its role, or the name or address of one of its people. If several match, choose decides; if it is nil or
// does not choose exactly one, the error is a [*SeveralError]. If no application has the number, the error is a
// [NumberError].
func Application(
	ctx context.Context, st *store.Store, p rules.Policy, named string, choose Chooser,
) (s Subject, err error) {
	if id, err := strconv.ParseInt(named, 10, 64); err == nil && id >= 1 {
		s.Number = id
		s.Case, err = st.Case(ctx, id)
		if errors.Is(err, store.ErrNotFound) {
			return s, NumberError(id)
		}
		return s, err
	}
	found, err := byWords(ctx, st, named)
	if err != nil {
		return s, err
	}
	several := &SeveralError{Words: named, Found: found, loc: p.Location}
	if len(found) > 1 && (choose == nil || len(found) > MaxNamed) {
		return s, usage.Mark(several)
	}
	var subjects []Subject
	for _, f := range found {
		c, err := st.Case(ctx, f.ID)
		if err != nil {
			return s, err
		}
		subjects = append(subjects, Subject{Case: c, Words: named})
	}
	if len(found) == 1 {
		return subjects[0], nil
	}
	chosen := choose(subjects, p)
	if len(chosen) != 1 {
		return s, usage.Mark(several)
	}
	s = chosen[0]
	s.Others = slices.DeleteFunc(found, func(f store.Found) bool { return f.ID == s.ID })
	return s, nil
}

// Applications returns the applications that are named as for [Application], each once.
func Applications(
	ctx context.Context, st *store.Store, p rules.Policy, named []string, choose Chooser,
) (list []Subject, err error) {
	for _, name := range named {
		s, err := Application(ctx, st, p, name, choose)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(list, func(other Subject) bool { return other.ID == s.ID }) {
			list = append(list, s)
		}
	}
	return list, nil
}

// A NumberError is a number that neither an application nor an interview has.
type NumberError int64

func (e NumberError) Error() string {
	return fmt.Sprintf("no application or interview has the number %d; `followup list --all` shows them all", int64(e))
}

// byWords returns the applications that a piece of a name matches, at least one.
func byWords(ctx context.Context, st *store.Store, piece string) ([]store.Found, error) {
	if strings.TrimSpace(piece) == "" {
		return nil, usage.Errorf("%q names no application; `followup list` shows their numbers", piece)
	}
	found, err := st.Search(ctx, rules.BareCompany(piece), MaxNamed+1)
	if err != nil {
		return nil, err
	}
	if exact := ofCompany(found, piece); len(exact) > 0 {
		found = exact
	} else if found, err = withWords(ctx, st, found, piece); err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%q is neither a number nor a piece of a company, a role or a person's name; "+
			"`followup list --all` shows them all", piece)
	}
	return found, nil
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

// withWords adds the applications whose role or people contain the piece to those found by their company.
func withWords(ctx context.Context, st *store.Store, found []store.Found, piece string) ([]store.Found, error) {
	cases, err := st.List(ctx, store.ListOptions{Closed: true, Limit: maxRead})
	for _, c := range cases {
		isSame := func(f store.Found) bool { return f.ID == c.ID }
		if contains(c, piece) && !slices.ContainsFunc(found, isSame) {
			found = append(found, store.Found{ID: c.ID, Company: c.Company, Role: c.Role, Start: c.Latest().Start})
		}
	}
	return found, err
}

// contains reports whether the role of an application, or the name or address of one of its people, contains the
// piece.
func contains(c rules.Case, piece string) bool {
	return hasPiece(c.Role, piece) ||
		slices.ContainsFunc(c.People(), func(p rules.Person) bool { return hasPiece(p.String(), piece) })
}

// hasPiece reports whether a text contains a piece, whatever the case of their letters.
func hasPiece(text, piece string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(strings.TrimSpace(piece)))
}
