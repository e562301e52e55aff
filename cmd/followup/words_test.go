package main

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"followup/cmd/followup/sketch"
	"followup/cmd/followup/view"
	"followup/rules"
)

// TestEveryFieldIsDocumented looks in docs/json.md for each field that --json prints.
func TestEveryFieldIsDocumented(t *testing.T) {
	page := readPage(t, "docs/json.md")
	for _, shape := range []any{
		view.ApplicationJSON{}, view.InterviewJSON{}, view.PersonJSON{}, view.EventJSON{}, view.NoteJSON{},
		view.ReminderJSON{}, view.StepJSON{}, view.StatusJSON{}, view.WaitJSON{}, view.Check{}, sketch.JSON{},
		sketch.GapJSON{},
	} {
		typ := reflect.TypeOf(shape)
		for i := range typ.NumField() {
			if typ.Field(i).Anonymous {
				continue // its fields are checked separately
			}
			name := typ.Field(i).Tag.Get("json")
			if name == "" || !strings.Contains(page, "`"+name+"`") {
				t.Errorf("%s.%s (%q) is not in docs/json.md", typ, typ.Field(i).Name, name)
			}
		}
	}
}

// TestPagesListEveryWord looks in docs/json.md for a row that lists exactly the kinds of notes, one with the kinds of
// events, and one with the states. The first table of docs/rules.md has a row for each kind of note.
func TestPagesListEveryWord(t *testing.T) {
	var rows [][]string
	for line := range strings.Lines(readPage(t, "docs/json.md")) {
		field, rest, _ := strings.Cut(line, " | ")
		if field != "| `kind`" && field != "| `state`" {
			continue
		}
		var row []string
		for _, word := range quoted.FindAllStringSubmatch(rest, -1) {
			row = append(row, word[1])
		}
		rows = append(rows, row)
	}
	for _, words := range [][]string{texts(rules.Kinds), texts(rules.EventKinds), texts(rules.States)} {
		lists := func(row []string) bool {
			return slices.Equal(slices.Sorted(slices.Values(row)), slices.Sorted(slices.Values(words)))
		}
		if !slices.ContainsFunc(rows, lists) {
			t.Errorf("no row of docs/json.md lists exactly %v", words)
		}
	}
	_, short, _ := strings.Cut(readPage(t, "docs/rules.md"), "\n## In short\n")
	short, _, _ = strings.Cut(short, "\n## ")
	if notes := strings.Count(short, "\n| ") - 1; notes != len(rules.Kinds) { // without the heading
		t.Errorf("the first table of docs/rules.md has %d notes, and there are %d kinds", notes, len(rules.Kinds))
	}
}

func texts[T ~string](list []T) (words []string) {
	for _, word := range list {
		words = append(words, string(word))
	}
	return words
}
