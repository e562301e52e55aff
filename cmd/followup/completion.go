package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/rules"
	"followup/store"
)

// noFiles goes with every completion but those of files.
const noFiles = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder

// completeFlags tells the shell what may stand behind the flags of a command and of those below it. Files are offered only
// where one is meant; most flags take words of one's own.
func (a *app) completeFlags(cmd *cobra.Command) {
	cmd.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	if strings.Contains(cmd.Use, "FILE") || strings.Contains(cmd.Use, "DIR") {
		cmd.ValidArgsFunction = anyFile
	}
	for flag, offer := range map[string]cobra.CompletionFunc{
		"config": anyFile, "db": anyFile, "dir": anyFile, "kind": completeKind, "to": a.completePeople, "without": a.completePeople,
	} {
		if cmd.Flag(flag) != nil {
			_ = cmd.RegisterFlagCompletionFunc(flag, offer) // fails only for one of root's, which is told already
		}
	}
	for _, sub := range cmd.Commands() {
		a.completeFlags(sub)
	}
}

func anyFile(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

func completeKind(*cobra.Command, []string, string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
	for _, k := range rules.Kinds {
		list = append(list, cobra.CompletionWithDesc(string(k), k.Noun()))
	}
	return list, noFiles
}

// completePeople offers the people of the application that is named already, each by the address, or by the name where
// that is what was begun or all that is known.
func (a *app) completePeople(cmd *cobra.Command, args []string, typed string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
	if len(args) == 0 || !a.haveDatabase() {
		return nil, noFiles
	}
	_ = a.withCase(cmd.Context(), args[0], func(_ *config.Config, _ *store.Store, _ rules.Policy, c rules.Case) error { // what can not be read is not completed
		for _, p := range c.People() {
			if address, ok := goesOn(typed, p.Email); ok {
				list = append(list, cobra.CompletionWithDesc(address, clean(p.Name)))
			} else if name, ok := goesOn(typed, p.Name); ok {
				list = append(list, cobra.CompletionWithDesc(name, clean(p.Email)))
			}
		}
		return nil
	})
	return list, noFiles
}

// completeApplications offers the numbers, of applications with company and role beside them, of their further interviews
// with the day as well; and where a name was begun, the companies, roles and people, with the numbers beside them.
func completeApplications(cases []rules.Case, typed string, loc *time.Location) (list []cobra.Completion) {
	for _, c := range cases {
		if id := fmt.Sprint(c.ID); strings.HasPrefix(id, typed) {
			list = append(list, cobra.CompletionWithDesc(id, clean(c.Company)+", "+clean(c.Role)))
		}
		for _, iv := range c.Interviews {
			if id := fmt.Sprint(iv.ID); iv.ID != c.ID && strings.HasPrefix(id, typed) {
				list = append(list, cobra.CompletionWithDesc(id, fmt.Sprintf("%s, %s, %s", clean(c.Company), clean(c.Role), rules.DateOf(iv.Start, loc).Long())))
			}
		}
	}
	if typed != "" {
		list = append(list, completeNames(cases, typed)...)
	}
	return list
}

func completeNames(cases []rules.Case, typed string) (list []cobra.Completion) {
	var names []string
	ids := map[string][]string{}
	for _, c := range cases {
		begun := []string{c.Company, c.Role}
		for _, p := range c.People() {
			begun = append(begun, p.Name)
		}
		for _, whole := range begun {
			name, ok := goesOn(typed, whole)
			if !ok || slices.Contains(ids[name], fmt.Sprint(c.ID)) {
				continue
			}
			if ids[name] == nil {
				names = append(names, name)
			}
			ids[name] = append(ids[name], fmt.Sprint(c.ID))
		}
	}
	for _, name := range names {
		list = append(list, cobra.CompletionWithDesc(name, "application "+strings.Join(ids[name], ", ")))
	}
	return list
}

// goesOn is the whole of what was begun, as far as typed in the letters of whoever types: the shell drops what does not
// begin as typed, while the commands take any case.
func goesOn(typed, whole string) (string, bool) {
	whole = clean(whole)
	if whole == "" || len(whole) < len(typed) || !strings.EqualFold(whole[:len(typed)], typed) {
		return "", false
	}
	return typed + whole[len(typed):], true
}
