package config

import (
	"strings"
	"testing"

	"followup/rules"
)

func TestFindPlace(t *testing.T) {
	for _, tt := range []struct{ name, code, want string }{
		{"a country", "DE", "DE"},
		{"in lower case", "us", "US"},
		{"a region", "ch-zh", "CH-ZH"},
		{"the name of a country", "Germany", `"Germany" is not a code; did you mean "DE", Germany?`},
		{"the name of a region", "bavaria", `did you mean "DE-BY", Bavaria?`},
		{"a name without its accent", "Zurich", `did you mean "CH-ZH", Zürich?`},
		{"a name that is typed wrongly", "Switserland", `did you mean "CH", Switzerland?`},
		{"another code", "UK", `did you mean "GB", United Kingdom?`},
		{"a code of three letters", "AUT", `did you mean AT (Austria) or AU (Australia)?`},
		{"a region without its country", "NSW", `did you mean "AU-NSW", New South Wales?`},
		{"a name without its end", "Ontari", `did you mean "CA-ON", Ontario?`},
		{"a region that the country does not have", "DE-XX", `"DE-XX" is not a region of Germany; its regions are ` +
			`DE-BB (Brandenburg), DE-BE (Berlin), `},
		{"a region of a country without regions", "US-NY", `write "US", for all of United States`},
		{"a country that is not known", "Atlantis", `known are AE, AR, AT, AU, `},
		{"two letters that are no code", "XX", `known are AE, AR, AT, AU, `},
		{"a long text", strings.Repeat("Germany", 1000), `known are AE, `},
	} {
		p, err := FindPlace(tt.code)
		got := p.Code
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// A name is found however its accents are typed.
func TestNamesOfPlacesArePlain(t *testing.T) {
	for _, p := range rules.Places() {
		for _, r := range plain(p.Name) {
			if r > 127 {
				t.Errorf("plain leaves %q in %s, %s", r, p.Code, p.Name)
			}
		}
	}
}
