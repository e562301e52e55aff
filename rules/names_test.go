package rules

import (
	"errors"
	"slices"
	"testing"
)

// The name is put in order, and nothing is lost.
func TestReadPerson(t *testing.T) {
	for in, want := range map[string]Person{
		"Jo Smith <jo@acme.test>":               {Name: "Jo Smith", Email: "jo@acme.test"},
		"jo@acme.test":                          {Email: "jo@acme.test"},
		`"Wayne, Bruce" <bruce@acme.test>`:      {Name: "Bruce Wayne", Email: "bruce@acme.test"},
		"Schmidt, Hans (HR)":                    {Name: "Hans Schmidt (HR)"},
		"Schmidt, Hans (HR) <hans@acme.test>":   {Name: "Hans Schmidt (HR)", Email: "hans@acme.test"},
		"Lee, Ann, PhD":                         {Name: "Ann Lee, PhD"},
		"Ann Lee, RN, MSc":                      {Name: "Ann Lee, RN, MSc"},
		"Garcia Lopez, Maria":                   {Name: "Maria Garcia Lopez"},
		"Wayne, Bruce Thomas":                   {Name: "Bruce Thomas Wayne"},
		"von der Heide, Prof. Dr. Jana":         {Name: "Prof. Dr. Jana von der Heide"},
		"de la Cruz, Maria Elena":               {Name: "Maria Elena de la Cruz"},
		"Jo and Ann":                            {Name: "Jo and Ann"},
		"Talent & Culture <people@acme.test>":   {Name: "Talent & Culture", Email: "people@acme.test"},
		"Alexander Sand <alexander@acme.test>":  {Name: "Alexander Sand", Email: "alexander@acme.test"},
		"Ann Lee (HR and Finance, Main Office)": {Name: "Ann Lee (HR and Finance, Main Office)"},
	} {
		if got, err := ReadPerson(in); err != nil || got != want {
			t.Errorf("ReadPerson(%q) = %+v, %v; want %+v", in, got, err, want)
		}
	}
}

func TestReadPersonRefusesSeveral(t *testing.T) {
	for in, want := range map[string][]string{
		"Alice Wesker, Bob Redfield":                {"Alice Wesker", "Bob Redfield"},
		"alice wesker, bob redfield":                {"alice wesker", "bob redfield"},
		"Alice Wesker and Bob Redfield":             {"Alice Wesker", "Bob Redfield"},
		"Alice Wesker & Bob Redfield":               {"Alice Wesker", "Bob Redfield"},
		"Alice Wesker, Bob Redfield <bob@umb.test>": {"Alice Wesker", "Bob Redfield <bob@umb.test>"},
		"Dr. Alice Wesker, Bob Redfield (HR)":       {"Dr. Alice Wesker", "Bob Redfield"},
		"Alice, Bob, Carl":                          {"Alice", "Bob", "Carl"},
	} {
		_, err := ReadPerson(in)
		several := SeveralError{}
		if !errors.As(err, &several) || !slices.Equal(several.Names, want) {
			t.Errorf("ReadPerson(%q): %v, names %q; want %q", in, err, several.Names, want)
		}
	}
	if _, err := ReadPerson("a@b.test, c@d.test"); err == nil {
		t.Error("two addresses are read as one person")
	}
}
