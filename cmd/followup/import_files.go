package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"followup/cmd/followup/exchange"
)

// readAll reads every file, and those of a folder, and reports all that is wrong with any of them.
func (a *app) readAll(ctx context.Context, paths []string, o exchange.Options) ([]entry, error) {
	var all []entry
	var errs []error
	for _, path := range paths {
		files, err := filesOf(path)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			entries, err := a.readFile(ctx, file, o)
			if ctx.Err() != nil {
				return nil, errInterrupted
			}
			if err != nil {
				errs = append(errs, err)
			}
			for _, e := range entries {
				all = append(all, entry{Entry: e, file: file})
			}
		}
	}
	return all, errors.Join(errs...)
}

// filesOf are the calendars and tables of a folder, or the file itself.
func filesOf(path string) ([]string, error) {
	if path == "-" {
		return []string{path}, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	there, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, extension := range []string{".ics", ".csv"} {
		for _, f := range there {
			if strings.EqualFold(filepath.Ext(f.Name()), extension) {
				files = append(files, filepath.Join(path, f.Name()))
			}
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s holds neither .ics nor .csv files", path)
	}
	return files, nil
}

// readFile reads one file, whose faults are told with its name.
func (a *app) readFile(ctx context.Context, file string, o exchange.Options) ([]exchange.Entry, error) {
	text, err := a.content(ctx, file)
	if err != nil {
		return nil, err
	}
	read := exchange.ReadCSV
	if bytes.Contains(text[:min(len(text), 1000)], []byte("BEGIN:VCALENDAR")) || strings.EqualFold(filepath.Ext(file), ".ics") {
		read = exchange.ReadICS
	}
	entries, err := read(ctx, bytes.NewReader(text), o)
	if err == nil {
		return entries, nil
	}
	var named []error
	for line := range strings.SplitSeq(err.Error(), "\n") {
		named = append(named, fmt.Errorf("%s: %s", file, line))
	}
	return nil, errors.Join(named...)
}

// content is what the file holds. Nobody waits for the rest of one that does not end, such as a terminal, once ctx is done.
func (a *app) content(ctx context.Context, file string) ([]byte, error) {
	type result struct {
		text []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		text, err := a.readUpTo(file, exchange.MaxFile+1) // the reader refuses what is longer
		done <- result{text, err}
	}()
	select {
	case r := <-done:
		return r.text, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (a *app) readUpTo(file string, size int64) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(io.LimitReader(a.stdin, size))
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, size))
}
