package roster

import (
	"strings"
	"testing"

	"followup/rules"
)

// TestNearest: whoever is none of the people may be the one with the nearest name, if there is one.
func TestNearest(t *testing.T) {
	panel := []rules.Person{{Name: "Michael Kay", Email: "m@acme.test"}, {Name: "Ann Lee"}, {Name: "Bo Li"}}
	for typed, want := range map[string]string{
		"mike": "Michael Kay", "Mike Kay": "Michael Kay", "anne": "Ann Lee", "ana": "Ann Lee", "bob": "Bo Li",
		"kai": "Michael Kay", "peter": "", "l": "", "xx": "",
	} {
		_, err := Find(panel, typed)
		if err == nil {
			t.Errorf("%q is one of the panel", typed)
			continue
		}
		_, hint, _ := strings.Cut(err.Error(), "; did you mean ")
		if got := strings.TrimSuffix(hint, "?"); got != want {
			t.Errorf("%q: %v; want the hint %q", typed, err, want)
		}
	}
	alike := []rules.Person{{Name: "Jon Ode"}, {Name: "Joe Ode"}}
	if _, err := Find(alike, "jo ope"); strings.Contains(err.Error(), "did you mean") {
		t.Errorf("two are as near: %v", err)
	}
}
