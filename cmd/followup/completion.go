package main

import (
	"os"
	"strings"

	"github.com/spf13/cobra"

	"followup/cmd/followup/complete"
	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/said"
	"followup/rules"
	"followup/store"
)

// completeFlags registers the completions of the flags of a command and its subcommands. File names are offered only
// for flags that take one; most flags take free text.
func completeFlags(w *world, cmd *cobra.Command) {
	cmd.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	if strings.Contains(cmd.Use, "FILE") || strings.Contains(cmd.Use, "DIR") {
		cmd.ValidArgsFunction = completeFile
	}
	for flag, offer := range map[string]cobra.CompletionFunc{
		"config": completeFile, "db": completeFile, "dir": completeFile,
		"kind": completeKind, "to": completePeople(w), "without": completePeople(w),
	} {
		if cmd.Flag(flag) != nil {
			// fails only for a flag of root, which is registered already
			_ = cmd.RegisterFlagCompletionFunc(flag, offer)
		}
	}
	for _, sub := range cmd.Commands() {
		completeFlags(w, sub)
	}
}

func completeFile(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

func completePlace(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return complete.Places(), complete.NoFiles
}

func completeKind(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return complete.Kinds(), complete.NoFiles
}

// completePeople offers the people of the application that the arguments name.
func completePeople(w *world) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
		if len(args) == 0 || !haveDatabase(w) {
			return nil, complete.NoFiles
		}
		// What cannot be read is not completed.
		_ = w.withStore(cmd.Context(), func(_ *config.Config, st *store.Store, p rules.Policy) error {
			s, err := find.Application(cmd.Context(), st, p, args[0], find.Open)
			if err == nil {
				list = complete.People(s.Case, typed)
			}
			return err
		})
		return list, complete.NoFiles
	}
}

// completeIDs offers the numbers and names of the latest 100 applications.
func completeIDs(w *world) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
		if len(args) > 0 || !haveDatabase(w) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		_ = w.withStore(cmd.Context(), func(_ *config.Config, st *store.Store, p rules.Policy) error {
			cases, err := st.List(cmd.Context(), store.ListOptions{Limit: 100})
			list = complete.Applications(cases, typed, p.Location)
			return err
		})
		return list, complete.NoFiles
	}
}

// completeHeard completes the application, and then the answer.
func completeHeard(w *world) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
		if len(args) != 1 {
			return completeIDs(w)(cmd, args, typed)
		}
		for _, k := range said.HeardKinds {
			list = append(list, cobra.Completion(k))
		}
		return list, complete.NoFiles
	}
}

// haveDatabase reports whether the database exists. Completion must not create it.
func haveDatabase(w *world) bool {
	cfg, err := loadConfig(w)
	if err != nil {
		return false
	}
	_, err = os.Stat(cfg.Store.Path)
	return err == nil
}
