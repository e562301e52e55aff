package intake

import (
	"cmp"
	"testing"
	"time"

	"followup/cmd/followup/exchange"
	"followup/rules"
	"followup/rules/fields"
)

// A line keeps all of its fields if an earlier line of the table is about the same interview.
func TestEveryFieldOfALineIsKept(t *testing.T) {
	app, iv := fields.Filled[rules.Application](t), fields.Filled[rules.Interview](t)
	first := entry{Entry: exchange.Entry{
		Application: rules.Application{Company: app.Company, Role: app.Role},
		Interview:   rules.Interview{Start: iv.Start, Duration: time.Hour},
	}}
	second := entry{Entry: exchange.Entry{Application: app, Interview: iv}}
	got := first
	if err := cmp.Or(got.joinApplication(second), got.join(second)); err != nil {
		t.Fatal(err)
	}
	fields.Check(t, "two lines", fields.Of[rules.Application](t), map[string]string{
		"ID":        "a table uses it only to tell its applications apart",
		"CreatedAt": "it is not in a table",
	}, func(f fields.Field[rules.Application]) bool { return f.Same(t, app, got.Application) })
	fields.Check(t, "two lines", fields.Of[rules.Interview](t), map[string]string{
		"ID":        "it is not in a table",
		"CreatedAt": "it is not in a table",
	}, func(f fields.Field[rules.Interview]) bool { return f.Same(t, iv, got.Interview) })
}
