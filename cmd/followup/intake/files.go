package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"followup/cmd/followup/exchange"
	"followup/cmd/followup/term"
)

// readAll reads the files, and all files of the folders, in paths. The error is about every file that cannot be read,
// but a file of a folder is left out and named: a folder is imported again and again, by a timer.
func (dlg *Dialogue) readAll(ctx context.Context, paths []string, o exchange.Options) ([]entry, error) {
	var all []entry
	var errs []error
	for _, path := range paths {
		files, isFolder, err := filesOf(path)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			entries, err := dlg.readFile(ctx, file, o)
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if isFolder && err != nil {
				fmt.Fprintf(dlg.Err, "left out: %s\n", term.Clean(strings.ReplaceAll(err.Error(), "\n", "; ")))
			} else if err != nil {
				errs = append(errs, err)
			}
			for _, e := range entries {
				all = append(all, entry{Entry: e, file: file, inside: isFolder})
			}
		}
	}
	return all, errors.Join(errs...)
}

// filesOf returns the calendars, mails and tables of a folder, or the file itself.
func filesOf(path string) (files []string, isFolder bool, _ error) {
	if path == "-" {
		return []string{path}, false, nil
	}
	info, err := os.Stat(path)
	if failed := (*os.PathError)(nil); errors.As(err, &failed) {
		return nil, false, fmt.Errorf("%s: %w", path, failed.Err)
	}
	if err != nil {
		return nil, false, err
	}
	if !info.IsDir() {
		return []string{path}, false, nil
	}
	there, err := os.ReadDir(path)
	if err != nil {
		return nil, false, err
	}
	for _, extension := range []string{".ics", ".eml", ".mbox", ".csv"} {
		for _, f := range there {
			if strings.EqualFold(filepath.Ext(f.Name()), extension) {
				files = append(files, filepath.Join(path, f.Name()))
			}
		}
	}
	if len(files) == 0 {
		return nil, false, fmt.Errorf("%s contains no .ics, .eml, .mbox or .csv files", path)
	}
	return files, true, nil
}

// readFile reads one file. Its name is in each line of the error.
func (dlg *Dialogue) readFile(ctx context.Context, file string, o exchange.Options) ([]exchange.Entry, error) {
	f, err := dlg.open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := exchange.Read(ctx, &interruptible{ctx, f}, file, o)
	if err == nil {
		return entries, nil
	}
	var named []error
	for line := range strings.SplitSeq(err.Error(), "\n") {
		named = append(named, fmt.Errorf("%s: %s", file, line))
	}
	return nil, errors.Join(named...)
}

// open opens the file, or standard input for "-".
func (dlg *Dialogue) open(file string) (io.ReadCloser, error) {
	if file == "-" {
		return io.NopCloser(dlg.In), nil
	}
	return os.Open(file)
}

// interruptible is a file whose reads end when ctx is done, even while it waits for input, as a terminal does.
type interruptible struct {
	ctx  context.Context
	file io.Reader
}

func (i *interruptible) Read(p []byte) (int, error) {
	text, err := term.Await(i.ctx.Done(), func() ([]byte, error) {
		text := make([]byte, len(p)) // p belongs to the caller again once this returns
		n, err := i.file.Read(text)
		return text[:n], err
	})
	return copy(p, text), cmp.Or(i.ctx.Err(), err)
}
