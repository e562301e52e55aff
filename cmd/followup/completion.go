package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/said"
	"followup/rules"
	"followup/store"
)

// noFiles goes with every completion but those of files.
const noFiles = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder

// completeFlags tells the shell what may stand behind the flags of a command and of those below it. Files are offered
// only where one is meant; most flags take words of one's own.
func completeFlags(a *app, cmd *cobra.Command) {
	cmd.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	if strings.Contains(cmd.Use, "FILE") || strings.Contains(cmd.Use, "DIR") {
		cmd.ValidArgsFunction = anyFile
	}
	for flag, offer := range map[string]cobra.CompletionFunc{
		"config": anyFile, "db": anyFile, "dir": anyFile, "kind": completeKind, "to": completePeople(a), "without": completePeople(a),
	} {
		if cmd.Flag(flag) != nil {
			_ = cmd.RegisterFlagCompletionFunc(flag, offer) // fails only for one of root's, which is told already
		}
	}
	for _, sub := range cmd.Commands() {
		completeFlags(a, sub)
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

// completeApplications offers the numbers, of applications with company and role beside them, of their further
// interviews with the day as well; and where a name was begun, the companies, roles and people, with the numbers
// beside them.
func completeApplications(cases []rules.Case, typed string, loc *time.Location) (list []cobra.Completion) {
	for _, c := range cases {
		if id := fmt.Sprint(c.ID); strings.HasPrefix(id, typed) {
			list = append(list, cobra.CompletionWithDesc(id, phrase.Clean(c.Company)+", "+phrase.Clean(c.Role)))
		}
		for _, iv := range c.Interviews {
			if id := fmt.Sprint(iv.ID); iv.ID != c.ID && strings.HasPrefix(id, typed) {
				list = append(list, cobra.CompletionWithDesc(id, fmt.Sprintf("%s, %s, %s", phrase.Clean(c.Company), phrase.Clean(c.Role), rules.DateOf(iv.Start, loc).Long())))
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
			name, ok := completed(typed, whole)
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

// completed returns the whole of a word that was begun, if it begins with what was typed, in either case. It keeps
// the case that was typed, because the shell drops what does not begin as typed.
func completed(typed, whole string) (string, bool) {
	whole = phrase.Clean(whole)
	if whole == "" || len(whole) < len(typed) || !strings.EqualFold(whole[:len(typed)], typed) {
		return "", false
	}
	return typed + whole[len(typed):], true
}

// haveDatabase reports whether there is a database. Completing a word must not make one.
func haveDatabase(a *app) bool {
	cfg, err := loadConfig(a)
	if err != nil {
		return false
	}
	_, err = os.Stat(cfg.Store.Path)
	return err == nil
}

// completeIDs returns a function that offers the numbers and names of the latest applications. Nothing is offered if
// they cannot be read.
func completeIDs(a *app) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
		if len(args) > 0 || !haveDatabase(a) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		_ = a.withStore(cmd.Context(), func(_ *config.Config, st *store.Store, p rules.Policy) error {
			cases, err := st.List(cmd.Context(), store.ListOptions{Limit: 100})
			list = completeApplications(cases, typed, p.Location)
			return err
		})
		return list, noFiles
	}
}

// completePeople returns a function that offers the people of the application that is named already: the address of
// each, or the name if that was begun or no address is known.
func completePeople(a *app) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
		if len(args) == 0 || !haveDatabase(a) {
			return nil, noFiles
		}
		_ = a.withCase(cmd.Context(), args[0], func(_ *store.Store, _ rules.Policy, c rules.Case) error {
			for _, p := range c.People() {
				if address, ok := completed(typed, p.Email); ok {
					list = append(list, cobra.CompletionWithDesc(address, phrase.Clean(p.Name)))
				} else if name, ok := completed(typed, p.Name); ok {
					list = append(list, cobra.CompletionWithDesc(name, phrase.Clean(p.Email)))
				}
			}
			return nil
		})
		return list, noFiles
	}
}

// completeHeard returns a function that offers the applications, then what can be heard.
func completeHeard(a *app) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) != 1 {
			return completeIDs(a)(cmd, args, typed)
		}
		return said.HeardNames(), noFiles
	}
}
