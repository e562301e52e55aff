package rules_test

import (
	"testing"
	"time"

	"followup/rules"
	"followup/rules/fields"
)

// All text that others wrote is checked for characters that make it look like something else.
func TestEveryTextIsVetted(t *testing.T) {
	const hidden, seen = "Jo\u200b\u202e", "Jo"
	fields.Check(t, "made visible", fields.Texts[rules.Application](t), nil,
		func(f fields.Field[rules.Application]) bool { return f.Get(t, f.With(t, hidden).Vetted()) == seen })
	fields.Check(t, "made visible", fields.Texts[rules.Interview](t), map[string]string{
		"Zone": "an unknown time zone is refused",
	}, func(f fields.Field[rules.Interview]) bool { return f.Get(t, f.With(t, hidden).Vetted()) == seen })
}

// A control character would break a line of a draft or a header of a mail.
func TestEveryTextIsOneLine(t *testing.T) {
	app, iv := fields.Filled[rules.Application](t), fields.Filled[rules.Interview](t)
	if app.Validate() != nil || iv.Validate(time.UTC) != nil {
		t.Fatal(app.Validate(), iv.Validate(time.UTC))
	}
	const broken = "Jo\nBcc: boss@now.test"
	fields.Check(t, "a line break is refused", fields.Texts[rules.Application](t), nil,
		func(f fields.Field[rules.Application]) bool { return f.With(t, broken).Validate() != nil })
	fields.Check(t, "a line break is refused", fields.Texts[rules.Interview](t), nil,
		func(f fields.Field[rules.Interview]) bool { return f.With(t, broken).Validate(time.UTC) != nil })
}
