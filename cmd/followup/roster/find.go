// Package roster finds the person of an application who is meant by a name, an address or a number.
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
	"followup/typo"
)

// ErrNobody means that what was typed fits none of the people.
var ErrNobody = errors.New("is none of the interviewers")

// IsNumber reports whether what was typed consists of digits. It is then the number of a person, as show gives it, and
// never a name.
func IsNumber(typed string) bool {
	typed = strings.TrimSpace(typed)
	return typed != "" && strings.Trim(typed, "0123456789") == ""
}

// Find returns the index of the person who was typed. It looks for a number, counted from 1; then for an address, a
// whole name, words of a name, and a piece of a name or address, in this order. If several people fit, the error names
// them. If nobody fits a text, the error wraps [ErrNobody].
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
			return -1, fmt.Errorf("%q may mean %s; write more of it, or the address", typed,
				strings.Join(found, " or "))
		}
	}
	if len(people) == 0 {
		return -1, fmt.Errorf("%q %w: there are none yet; add one with --with", typed, ErrNobody)
	}
	everybody := func(rules.Person) bool { return true }
	hint := ""
	if i := nearest(people, wanted); i >= 0 {
		hint = fmt.Sprintf("; did you mean %s?", phrase.Who(people[i]))
	}
	return -1, fmt.Errorf("%q %w: %s%s", typed, ErrNobody, strings.Join(allOf(people, everybody), ", "), hint)
}

// nearest returns the index of the person whose name has a word most like one that was typed, in small letters: one
// that begins alike, as "Michael" and "mike" do, or differs in a letter or two. It returns -1 if there is none, or if
// several are as near.
func nearest(people []rules.Person, wanted string) int {
	near, least, tie := -1, 0, false
	for i, p := range people {
		d, ok := distance(p.Name, wanted)
		switch {
		case !ok:
		case near < 0 || d < least:
			near, least, tie = i, d, false
		case d == least:
			tie = true
		}
	}
	if tie {
		return -1
	}
	return near
}

// distance returns how far apart the two words are that are most alike. ok is false if none are alike.
func distance(name, wanted string) (least int, ok bool) {
	for x := range strings.FieldsSeq(strings.ToLower(name)) {
		for y := range strings.FieldsSeq(wanted) {
			begins := len(x) > 2 && len(y) > 2 && x[:2] == y[:2]
			if d := typo.Distance(x, y); (begins || d <= min(2, 1+len(y)/6)) && (!ok || d < least) {
				least, ok = d, true
			}
		}
	}
	return least, ok
}

// allOf returns the people who match, each as name and address.
func allOf(people []rules.Person, matches func(rules.Person) bool) (found []string) {
	for _, p := range people {
		if matches(p) {
			found = append(found, p.String())
		}
	}
	return found
}

// Numbered returns the people with their numbers, as "1 Jo Smith, 2 Ann Lee", or "nobody".
func Numbered(people []rules.Person) string {
	var names []string
	for i, p := range people {
		names = append(names, fmt.Sprintf("%d %s", i+1, phrase.Who(p)))
	}
	return cmp.Or(strings.Join(names, ", "), "nobody")
}

// Means reports whether the named person includes p. The hiring team includes everybody.
func Means(named, p rules.Person) bool { return named.IsTeam() || named.Is(p) }
