package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/exchange"
	"followup/cmd/followup/term"
	"followup/rules"
	"followup/store"
)

func (a *app) exportCommand() *cobra.Command {
	var asCSV, asICS, asJSON bool
	formats := map[string]*bool{".csv": &asCSV, ".ics": &asICS, ".json": &asJSON}
	cmd := &cobra.Command{
		Use:   "export [FILE]",
		Short: "Write the applications as a table, or what is coming as a calendar",
		Long: `Write all interviews as a table, a row each with the number of its application (--csv,
which import reads), or all applications as JSON with all that happened to them (--json),
or the reminders to come as a calendar that one can subscribe to (--ics). The ending of FILE tells as well which it is. Without a FILE it is printed. A
new FILE can be read by you only; one that is there is replaced and keeps its mode.`,
		Example: `  followup export interviews.csv
  followup export ~/public/followup.ics`,
		Args: atMostOne("FILE"),
		RunE: func(cmd *cobra.Command, given []string) error {
			if asCSV && asICS || asCSV && asJSON || asICS && asJSON {
				return usagef("--csv, --ics and --json exclude each other")
			}
			if err := byEnding(given, formats); err != nil {
				return err
			}
			return a.withStore(cmd.Context(), func(cfg *config.Config, st *store.Store, p rules.Policy) error {
				cases, err := st.List(cmd.Context(), store.ListOptions{Closed: true})
				if err != nil {
					return err
				}
				write := func(w io.Writer) error { return exchange.WriteCSV(w, cases, p.Location) }
				switch {
				case asICS:
					write = func(w io.Writer) error { return exchange.WriteICS(w, a.events(cases, p), a.now()) }
				case asJSON:
					write = func(w io.Writer) error { return term.WriteJSON(w, a.described(cases, p)) }
				}
				return a.writeOut(given, cfg.Store.Path, write)
			})
		},
	}
	cmd.Flags().BoolVar(&asCSV, "csv", false, "a table (the default)")
	cmd.Flags().BoolVar(&asICS, "ics", false, "the reminders to come, as a calendar")
	cmd.Flags().BoolVar(&asJSON, "json", false, "everything, as JSON")
	return cmd
}

// byEnding takes the format that the ending of the file tells, if any, which must not be another than a flag's.
func byEnding(given []string, formats map[string]*bool) error {
	if len(given) == 0 {
		return nil
	}
	ending := strings.ToLower(filepath.Ext(given[0]))
	told, known := formats[ending]
	for other, is := range formats {
		if known && *is && other != ending {
			return usagef("%s is not to be called %s; name a file that ends in %s, or leave the flag out", strings.ToUpper(other[1:]), given[0], other)
		}
	}
	if known {
		*told = true
	}
	return nil
}

func (a *app) described(cases []rules.Case, p rules.Policy) []applicationJSON {
	list := make([]applicationJSON, len(cases))
	for i, c := range cases {
		list[i] = describe(c, p, a.now())
	}
	return list
}

// events are the reminders to come, each of which keeps its UID, so that a calendar knows it again.
func (a *app) events(cases []rules.Case, p rules.Policy) []exchange.Event {
	var list []exchange.Event
	for _, s := range forecast(cases, p, a.now(), a.now(), a.now().AddDate(0, 0, forecastDays)) {
		kind := string(s.Kind)
		if s.LastCall {
			kind = "last-call"
		}
		list = append(list, exchange.Event{
			UID:         fmt.Sprintf("%d-%s-%d@followup", s.Number(), kind, s.Round),
			Summary:     note(s.Key, s.To...) + " (" + s.of.Company + ")",
			Description: s.Why, At: s.Due,
		})
	}
	return list
}

// writeOut prints, or replaces a file by the whole of what is written, never by half of it. A new file is its owner's only; of
// one that is there it keeps who may read it, which somebody may have wanted so, and says it. It follows a link to what it
// names, and writes straight into what is no regular file.
func (a *app) writeOut(given []string, database string, write func(io.Writer) error) error {
	if len(given) == 0 {
		return write(a.Out)
	}
	path, there, err := target(given[0], database)
	if err != nil {
		return err
	}
	if there != nil && !there.Mode().IsRegular() {
		err = writeInto(path, write)
	} else {
		err = replace(path, there, write)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", given[0], err)
	}
	if there != nil && there.Mode().IsRegular() && there.Mode().Perm()&0o077 != 0 {
		a.printf("Wrote %s, which others may read or write as before (mode %04o).\n", given[0], there.Mode().Perm())
		return nil
	}
	a.printf("Wrote %s.\n", given[0])
	return nil
}

// target is the file that a path names, and what is there, or nil.
func target(path, database string) (string, fs.FileInfo, error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil, nil
	}
	if err != nil {
		return path, nil, err
	}
	for _, ours := range []string{database, database + "-wal", database + "-shm", database + ".lock"} {
		if own, err := os.Stat(ours); err == nil && os.SameFile(info, own) {
			return path, nil, usagef("%s belongs to followup's own database; name another file", path)
		}
	}
	return path, info, nil
}

func writeInto(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// replace leaves a file that is there its mode, and gives a new one to its owner only: it tells where somebody applied.
func replace(path string, there fs.FileInfo, write func(io.Writer) error) error {
	tmp, err := os.OpenFile(filepath.Join(filepath.Dir(path), ".followup-"+rand.Text()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // gone by then, if all went well
	mode := fs.FileMode(0o600)
	if there != nil {
		mode = there.Mode().Perm()
	}
	if err = errors.Join(tmp.Chmod(mode), write(tmp)); err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}
