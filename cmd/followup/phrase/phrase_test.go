package phrase

import (
	"testing"

	"followup/rules"
)

// A small panel is named in full, a large one by its first members.
func TestNoteNamesAPanel(t *testing.T) {
	people := []rules.Person{
		{Name: "Jo Smith", Email: "jo@acme.test"},
		{Email: "ann@acme.test"}, {Name: "Max Kay"}, {Name: "Bo"}, {Name: "Li"},
	}
	first, call := rules.Key{Kind: rules.ThankYou}, rules.Key{Kind: rules.ThankYou, LastCall: true}
	for _, row := range []struct {
		key  rules.Key
		to   []rules.Person
		want string
	}{
		{first, []rules.Person{{}}, "thank-you to the hiring team"},
		{first, people[:1], "thank-you to Jo Smith"},
		{first, people[:2], "thank-yous to Jo Smith and ann@acme.test"},
		{call, people[:3], "thank-yous (last call) to Jo Smith, ann@acme.test and Max Kay"},
		{first, people[:4], "thank-yous to Jo Smith, ann@acme.test and 2 more"},
		{first, people, "thank-yous to Jo Smith, ann@acme.test and 3 more"},
	} {
		if got := Note(row.key, row.to...); got != row.want {
			t.Errorf("note to %d: %q, want %q", len(row.to), got, row.want)
		}
	}
	if got := Names(people, 1); got != "Jo Smith and 4 more" {
		t.Errorf("names in a table: %q", got)
	}
}

func TestASentenceHasOneFullStop(t *testing.T) {
	for text, want := range map[string]string{
		"thank-you to Jo Smith":         "thank-you to Jo Smith.",
		"thank-you to Jo Smith, P.Eng.": "thank-you to Jo Smith, P.Eng.",
		"analyst at Yahoo!":             "analyst at Yahoo!",
	} {
		if got := Stop(text); got != want {
			t.Errorf("%q ends as %q", text, got)
		}
	}
}
