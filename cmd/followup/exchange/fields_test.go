package exchange

import (
	"bytes"
	"testing"

	"followup/rules"
	"followup/rules/fields"
)

// TestEveryFieldIsInTheTable that is written, and read from it.
func TestEveryFieldIsInTheTable(t *testing.T) {
	o := berlin(t)
	app, iv := fields.Filled[rules.Application](t), fields.Filled[rules.Interview](t)
	var table bytes.Buffer
	all := each(rules.Case{Application: app, Interviews: []rules.Interview{iv}})
	if err := WriteCSV(&table, all, o.Location); err != nil {
		t.Fatal(err)
	}
	text := table.String()
	entries, err := ReadCSV(t.Context(), &table, o)
	if err != nil || len(entries) != 1 {
		t.Fatalf("read %d entries, %v\n%s", len(entries), err, text)
	}
	got := entries[0]
	got.Interview.Start = got.Interview.Start.UTC()
	fields.Check(t, "the table", fields.Of[rules.Application](t), map[string]string{
		"CreatedAt":     "when it was told to the program is the store's to know",
		"Contact.ID":    "another store knows them again by the address",
		"Contact.Topic": "nothing is discussed with a contact as such",
	}, func(f fields.Field[rules.Application]) bool { return f.Same(t, app, got.Application) })
	fields.Check(t, "the table", fields.Of[rules.Interview](t), map[string]string{
		"ID":              "another store gives it another number",
		"CreatedAt":       "when it was told to the program is the store's to know",
		"Interviewers.ID": "another store knows them again by the address",
	}, func(f fields.Field[rules.Interview]) bool { return f.Same(t, iv, got.Interview) })
}
