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

// A person may be pasted from a mail program, an address book or a page.
func TestReadPersonAsPasted(t *testing.T) {
	ida := Person{Name: "Ida Roth", Email: "ida@gruen.test"}
	for _, in := range []string{
		"Ida Roth <ida@gruen.test>;", "Ida Roth <ida@gruen.test>,", "Ida Roth: ida@gruen.test",
		"Ida Roth - ida@gruen.test", "Ida Roth <mailto:ida@gruen.test>", "Ida Roth [mailto:ida@gruen.test]",
		"'Roth, Ida' <ida@gruen.test>", "“Roth, Ida” <ida@gruen.test>", "=?iso-8859-1?Q?Ida_Roth?= <ida@gruen.test>",
		"=?utf-8?B?Um90aCwgSWRh?= <ida@gruen.test>", "Ida Roth <MAILTO:ida@gruen.test?subject=Hello>",
	} {
		if got, err := ReadPerson(in); err != nil || got != ida {
			t.Errorf("ReadPerson(%q) = %+v, %v; want %v", in, got, err, ida)
		}
	}
	for in, want := range map[string]Person{
		"mailto:ida@gruen.test":          {Email: "ida@gruen.test"},
		"N/A <ida@gruen.test>":           {Email: "ida@gruen.test"},
		"ROTH, IDA [EXT] <i@gruen.test>": {Name: "IDA ROTH [EXT]", Email: "i@gruen.test"},
		"Ida Roth | Grün <i@gruen.test>": {Name: "Ida Roth | Grün", Email: "i@gruen.test"},
	} {
		if got, err := ReadPerson(in); err != nil || got != want {
			t.Errorf("ReadPerson(%q) = %+v, %v; want %v", in, got, err, want)
		}
	}
	for _, in := range []string{"=?utf-8?Q?Ida=0D=0ABcc:_x?= <ida@gruen.test>", "mailto:ida%0d%0abcc:x@gruen.test"} {
		if got, err := ReadPerson(in); err == nil {
			t.Errorf("ReadPerson(%q) = %+v, want an error", in, got)
		}
	}
}

// What may be one person or another is not guessed, and what names nobody is nobody.
func TestReadPersonRefusesDoubt(t *testing.T) {
	for in, want := range map[string]string{
		"Roth, Ida": `"Roth, Ida" may be Ida Roth, or Roth and Ida; write a single person with the first name first, ` +
			`and several separately`,
		"Tan Xiu, Yi <yi@gruen.test>": `"Tan Xiu, Yi <yi@gruen.test>" may be Yi Tan Xiu <yi@gruen.test>, or ` +
			`Tan Xiu <yi@gruen.test>; write a single person with the first name first, and several separately`,
	} {
		_, err := ReadPerson(in)
		if unclear := (UnclearError{}); !errors.As(err, &unclear) || err.Error() != want {
			t.Errorf("ReadPerson(%q): %v\nwant %s", in, err, want)
		}
	}
	for _, in := range []string{"?", "n/a", "TBD", "(unknown)", "-"} {
		if _, err := ReadPerson(in); !errors.Is(err, ErrNobody) {
			t.Errorf("ReadPerson(%q): %v, want that it is nobody", in, err)
		}
	}
}
