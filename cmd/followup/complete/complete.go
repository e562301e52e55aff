// Package complete computes the completions of a word that was begun in a shell.
package complete

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/term"
	"followup/rules"
)

// NoFiles is the directive for words that are not files. They stay in the given order.
const NoFiles = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder

// Kinds offers the kinds of notes.
func Kinds() (list []cobra.Completion) {
	for _, k := range rules.Kinds {
		list = append(list, cobra.CompletionWithDesc(string(k), k.Noun()))
	}
	return list
}

// Places offers the countries and regions whose public holidays are known.
func Places() (list []cobra.Completion) {
	for _, p := range rules.Places() {
		list = append(list, cobra.CompletionWithDesc(p.Code, p.Name))
	}
	return list
}

// People offers the people of an application: each by address, or by name if the name was begun or there is no
// address.
func People(c rules.Case, typed string) (list []cobra.Completion) {
	for _, p := range c.People() {
		if address, ok := continued(typed, p.Email); ok {
			list = append(list, cobra.CompletionWithDesc(address, term.Clean(p.Name)))
		} else if name, ok := continued(typed, p.Name); ok {
			list = append(list, cobra.CompletionWithDesc(name, term.Clean(p.Email)))
		}
	}
	return list
}

// Applications offers the numbers of applications, described by company and role, and of their further interviews,
// described by the day too. If a name was begun, it also offers companies, roles and people, described by the
// numbers.
func Applications(cases []rules.Case, typed string, loc *time.Location) (list []cobra.Completion) {
	for _, c := range cases {
		if id := fmt.Sprint(c.ID); strings.HasPrefix(id, typed) {
			list = append(list, cobra.CompletionWithDesc(id, title(c)))
		}
		for _, iv := range c.Interviews {
			if id := fmt.Sprint(iv.ID); iv.ID != c.ID && strings.HasPrefix(id, typed) {
				list = append(list, cobra.CompletionWithDesc(id, title(c)+", "+rules.DateOf(iv.Start, loc).Long()))
			}
		}
	}
	if typed != "" {
		list = append(list, names(cases, typed)...)
	}
	return list
}

func title(c rules.Case) string { return term.Clean(c.Company) + ", " + term.Clean(c.Role) }

// names offers the names that begin with typed, each once.
func names(cases []rules.Case, typed string) (list []cobra.Completion) {
	var found []string
	ids := map[string][]string{}
	for _, c := range cases {
		known := []string{c.Company, rules.BareCompany(c.Company), c.Role}
		for _, p := range c.People() {
			known = append(known, p.Name)
		}
		for _, whole := range known {
			name, ok := continued(typed, whole)
			if !ok || slices.Contains(ids[name], fmt.Sprint(c.ID)) {
				continue
			}
			if ids[name] == nil {
				found = append(found, name)
			}
			ids[name] = append(ids[name], fmt.Sprint(c.ID))
		}
	}
	for _, name := range found {
		list = append(list, cobra.CompletionWithDesc(name, "application "+strings.Join(ids[name], ", ")))
	}
	return list
}

// continued completes typed to whole. It reports false if whole does not begin with typed, in any case. The part that
// was typed keeps its case, because the shell drops completions that begin differently; the commands ignore case.
func continued(typed, whole string) (string, bool) {
	whole = term.Clean(whole)
	if whole == "" || len(whole) < len(typed) || !strings.EqualFold(whole[:len(typed)], typed) {
		return "", false
	}
	return typed + whole[len(typed):], true
}
