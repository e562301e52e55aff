package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/exchange"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/sorter"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/rules"
	"followup/store"
)

type exportOptions struct {
	file   string // "" for standard output
	format string // csv, ics or json; "" for what the file's name says, or csv
}

// exportFormats are the formats. Each is also the name of a flag and a file extension.
var exportFormats = []string{"csv", "ics", "json"}

func exportCommand(w *world) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export [FILE]",
		Short: "Write the applications as a table, JSON or a calendar",
		Long: `Write all interviews as a table with one row each, which import can read (--csv); or
all applications with their history as JSON (--json); or the coming reminders as a
calendar that you can subscribe to (--ics). If no format is given, the extension of FILE
selects it. Without FILE, the output is printed. Only you can read a new FILE; an
existing FILE is replaced and keeps its mode.`,
		Example: `  followup export interviews.csv
  followup export ~/public/followup.ics`,
		Args: atMostOne("FILE"),
		RunE: func(cmd *cobra.Command, given []string) error {
			var opts exportOptions
			if len(given) > 0 {
				opts.file = given[0]
			}
			for _, f := range exportFormats {
				switch on, _ := cmd.Flags().GetBool(f); {
				case on && opts.format != "":
					return usage.Errorf("use only one of --csv, --ics and --json")
				case on:
					opts.format = f
				}
			}
			return runExport(cmd.Context(), w, opts)
		},
	}
	cmd.Flags().Bool("csv", false, "a table (the default)")
	cmd.Flags().Bool("ics", false, "the coming reminders, as a calendar")
	cmd.Flags().Bool("json", false, "everything, as JSON")
	return cmd
}

func runExport(ctx context.Context, w *world, opts exportOptions) error {
	ending := strings.TrimPrefix(strings.ToLower(filepath.Ext(opts.file)), ".")
	if slices.Contains(exportFormats, ending) {
		if opts.format != "" && opts.format != ending {
			return usage.Errorf("--%s does not fit the file name %s; name a file that ends in .%s, or leave "+
				"out the flag", opts.format, opts.file, opts.format)
		}
		opts.format = ending
	}
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		v, cases := w.view(p), st.Each(ctx, store.ListOptions{Closed: true})
		write := func(out io.Writer) error { return opts.write(out, v, cases) }
		if opts.file == "" {
			return write(w.Out)
		}
		path := cfg.Store.Path
		mode, err := exchange.WriteFile(opts.file, []string{path, path + "-wal", path + "-shm", path + ".lock"}, write)
		if err != nil {
			return fmt.Errorf("writing %s: %w", opts.file, err)
		}
		if mode&0o077 != 0 {
			w.Printf("Wrote %s, which other users can still read or write (mode %04o).\n", opts.file, mode)
			return nil
		}
		w.Printf("Wrote %s.\n", opts.file)
		return nil
	})
}

func (opts exportOptions) write(out io.Writer, v view.Printer, cases iter.Seq2[rules.Case, error]) error {
	switch opts.format {
	case "ics":
		until := v.Now.AddDate(0, 0, view.ForecastDays)
		steps, err := view.Forecast(cases, v.Policy, v.Now, v.Now, until, reminderTexts)
		if err != nil {
			return err
		}
		defer steps.Close()
		return errors.Join(exchange.WriteICS(out, reminderEvents(steps), v.Now), steps.Err())
	case "json":
		return v.WriteJSON(out, cases)
	}
	return exchange.WriteCSV(out, cases, v.Policy.Location)
}

// reminderTexts returns the UID, the summary and the description of a coming reminder. It always has the same UID, by
// which a calendar recognises it.
func reminderTexts(s view.Coming) ([]string, error) {
	kind := string(s.Kind)
	if s.LastCall {
		kind = "last-call"
	}
	return []string{
		fmt.Sprintf("%d-%s-%d@followup", s.Number(), kind, s.Round),
		phrase.Note(s.Key, s.To...) + " (" + s.Of.Company + ")", s.Why,
	}, nil
}

// reminderEvents yields the events of reminderTexts.
func reminderEvents(steps *sorter.Sorter) iter.Seq[exchange.Event] {
	return func(yield func(exchange.Event) bool) {
		for r := range steps.All() {
			e := exchange.Event{UID: r.Texts[0], Summary: r.Texts[1], Description: r.Texts[2], At: r.At}
			if !yield(e) {
				return
			}
		}
	}
}
