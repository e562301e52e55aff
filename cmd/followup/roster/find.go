// Package roster finds out which of an application's people is meant by a name, an address or a number.
package roster

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"followup/cmd/followup/phrase"
	"followup/rules"
)

// ErrNobody says that what was typed fits none of the people.
var ErrNobody = errors.New("is none of the interviewers")

// IsNumber reports whether what was typed can only be the number that show gives a person. A name is never a number,
// so that a person whose name looks like one is not mistaken for another.
func IsNumber(typed string) bool {
	typed = strings.TrimSpace(typed)
	return typed != "" && strings.Trim(typed, "0123456789") == ""
}

// Find returns the index of the person that was typed: by number, counted from 1, or by address; else by the whole
// name; else by words of the name; else by any piece of the name or address. If several people fit, the error names
// them. If nobody fits, the error is [ErrNobody].
func Find(people []rules.Person, typed string) (int, error) {
	wanted := strings.ToLower(strings.Join(strings.Fields(typed), " "))
	if wanted == "" {
		return -1, fmt.Errorf("%q names nobody", typed)
	}
	if IsNumber(wanted) {
		n, err := strconv.Atoi(wanted)
		if err != nil || n < 1 || n > len(people) {
			return -1, fmt.Errorf("%s: no interviewer has that number; `followup show` gives the numbers", wanted)
		}
		return n - 1, nil
	}
	for _, matches := range []func(rules.Person) bool{
		func(p rules.Person) bool { return strings.EqualFold(p.Email, wanted) },
		func(p rules.Person) bool {
			return strings.EqualFold(p.Name, wanted) || strings.EqualFold(p.String(), wanted)
		},
		func(p rules.Person) bool { return HasWords(p.Name, typed) },
		func(p rules.Person) bool { return strings.Contains(strings.ToLower(p.String()), wanted) },
	} {
		switch found := allOf(people, matches); len(found) {
		case 0:
		case 1:
			return slices.IndexFunc(people, matches), nil
		default:
			return -1, fmt.Errorf("%q may mean %s; write more of it, or the address", typed, strings.Join(found, " or "))
		}
	}
	if len(people) == 0 {
		return -1, fmt.Errorf("%q %w: nobody is named yet; name somebody with --with", typed, ErrNobody)
	}
	everybody := func(rules.Person) bool { return true }
	return -1, fmt.Errorf("%q %w: %s", typed, ErrNobody, strings.Join(allOf(people, everybody), ", "))
}

// allOf returns the names and addresses of the people who match.
func allOf(people []rules.Person, matches func(rules.Person) bool) (found []string) {
	for _, p := range people {
		if matches(p) {
			found = append(found, p.String())
		}
	}
	return found
}

// Numbered returns "1 Jo Smith, 2 Ann Lee", or "nobody".
func Numbered(people []rules.Person) string {
	var names []string
	for i, p := range people {
		names = append(names, fmt.Sprintf("%d %s", i+1, phrase.Who(p)))
	}
	return cmp.Or(strings.Join(names, ", "), "nobody")
}

// Means reports whether a note to p is meant by the person who was named, where the hiring team stands for everybody.
func Means(named, p rules.Person) bool { return named.IsTeam() || named.Is(p) }
