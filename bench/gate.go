package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// tolerance is how much worse than the one kept a count may be. Runs of the same program differ by less than 1 %.
const tolerance = 0.03

// A count is a row of the table of counts.
type count struct {
	name   string
	value  string // a number, or "" if it was not measured
	gated  bool   // whether it is the same in every run, so that it is compared with the one kept
	target string // for people
}

// gateCommand reads counts from standard input, one a line as "name|value|gate or -|target", and prints them as a table
// beside those kept in a file. It fails if one is worse and both were counted on the same kind of machine. With -keep
// it keeps them instead.
func gateCommand(_ context.Context, args []string) error {
	flags := flag.NewFlagSet("gate", flag.ExitOnError)
	path := flags.String("kept", "bench/figures", "the file of the counts that are kept")
	keep := flags.Bool("keep", false, "keep these counts")
	on := flags.String("on", "", "the processor and the version of Go with which they were counted")
	_ = flags.Parse(args) // it exits
	return gate(os.Stdin, *path, *on, *keep)
}

// gate keeps the counts that in has in the file at path, or compares them with those in it.
func gate(in io.Reader, path, on string, keep bool) error {
	counts, err := readCounts(in)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	kept, err := readKept(string(text))
	if err != nil {
		return err
	}
	if keep {
		return os.WriteFile(path, []byte(comments(string(text))+madeOn+on+"\n"+keeping(counts, kept)), 0o644)
	}
	err = compare(os.Stdout, counts, kept)
	if was := keptOn(string(text)); err != nil && was != on {
		fmt.Printf("\nNot compared, because what is kept was counted on %s:\n%v\n", was, err)
		return nil
	}
	return err
}

// madeOn begins the line that says on what the counts were made. Instructions differ by a tenth between processors,
// because the Go runtime uses what each of them has.
const madeOn = "# Made on: "

// keptOn returns the processor and the version of Go of what is kept.
func keptOn(text string) string {
	_, rest, _ := strings.Cut(text, madeOn)
	on, _, _ := strings.Cut(rest, "\n")
	return on
}

func readCounts(r io.Reader) (counts []count, err error) {
	for lines := bufio.NewScanner(r); lines.Scan(); {
		cells := strings.Split(lines.Text(), "|")
		if len(cells) != 4 {
			return nil, fmt.Errorf("%q is no row of name, value, gate and target", lines.Text())
		}
		counts = append(counts, count{cells[0], cells[1], cells[2] == "gate", cells[3]})
	}
	if len(counts) == 0 {
		return nil, errors.New("there are no counts")
	}
	return counts, nil
}

// readKept reads lines such as "add, 1 k: instructions = 8000000".
func readKept(text string) (map[string]float64, error) {
	kept := map[string]float64{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, _ := strings.Cut(line, " = ")
		number, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is no count that is kept: %w", line, err)
		}
		kept[name] = number
	}
	return kept, nil
}

// comments returns the lines that say how the file was made, but for the one that changes.
func comments(text string) string {
	var all strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") && !strings.HasPrefix(line, madeOn) {
			all.WriteString(line)
		}
	}
	return all.String()
}

// keeping returns the lines to keep. What could not be measured stays as it was.
func keeping(counts []count, kept map[string]float64) string {
	var all strings.Builder
	for _, c := range counts {
		was, known := kept[c.name]
		switch {
		case !c.gated:
		case c.value != "":
			fmt.Fprintf(&all, "%s = %s\n", c.name, c.value)
		case known:
			fmt.Fprintf(&all, "%s = %v\n", c.name, was)
		}
	}
	return all.String()
}

// compare prints the table. It returns an error that names what is worse than before.
func compare(w io.Writer, counts []count, kept map[string]float64) error {
	fmt.Fprintf(w, "| count | now | kept | target |\n| --- | --- | --- | --- |\n")
	var worse []error
	for _, c := range counts {
		now, before := c.value, "not gated"
		if now == "" {
			now = "not measured"
		}
		if was, known := kept[c.name]; c.gated && !known {
			before = "-"
			worse = append(worse, fmt.Errorf("%s: nothing is kept to compare it with", c.name))
		} else if c.gated {
			before = strconv.FormatFloat(was, 'f', -1, 64)
			if err := check(c, was); err != nil {
				worse = append(worse, err)
			}
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", c.name, now, before, c.target)
	}
	return errors.Join(worse...)
}

// check compares a count with the one kept.
func check(c count, was float64) error {
	if c.value == "" {
		return nil // the table says so
	}
	now, err := strconv.ParseFloat(c.value, 64)
	if err != nil {
		return fmt.Errorf("%s: %w", c.name, err)
	}
	if now > was*(1+tolerance) {
		return fmt.Errorf("%s: %v, and %v is kept", c.name, now, was)
	}
	return nil
}
