package rules_test

import (
	"testing"
	"time"

	"followup/rules"
	"followup/rules/fields"
)

// All texts that others wrote are vetted, so that none of them can be other than it looks.
func TestEveryTextIsVetted(t *testing.T) {
	const hidden, seen = "Jo\u200b\u202e", "Jo"
	fields.Check(t, "made visible", fields.Texts[rules.Application](t), nil,
		func(f fields.Field[rules.Application]) bool { return f.Get(t, f.With(t, hidden).Vetted()) == seen })
	fields.Check(t, "made visible", fields.Texts[rules.Interview](t), map[string]string{
		"Zone": "one that no database of zones has is refused",
	}, func(f fields.Field[rules.Interview]) bool { return f.Get(t, f.With(t, hidden).Vetted()) == seen })
}

// A control character would break a line of a draft or a header of a mail.
func TestEveryTextIsOneLine(t *testing.T) {
	app, iv := fields.Filled[rules.Application](t), fields.Filled[rules.Interview](t)
	if app.Validate() != nil || iv.Validate(time.UTC) != nil {
		t.Fatal(app.Validate(), iv.Validate(time.UTC))
	}
	const broken = "Jo\nBcc: boss@now.test"
	fields.Check(t, "refused with a line break", fields.Texts[rules.Application](t), nil,
		func(f fields.Field[rules.Application]) bool { return f.With(t, broken).Validate() != nil })
	fields.Check(t, "refused with a line break", fields.Texts[rules.Interview](t), nil,
		func(f fields.Field[rules.Interview]) bool { return f.With(t, broken).Validate(time.UTC) != nil })
}
