package rules

import "testing"

func TestSameCompany(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"the Home Office", "Home Office", true}, {"The home office ", "HOME OFFICE", true}, {"Acme", "acme", true},
		{"Thermo", "rmo", false}, {"The", "", false}, {"the The", "The", true}, {"Home Office", "Office", false},
	} {
		if SameCompany(tt.a, tt.b) != tt.want || SameCompany(tt.b, tt.a) != tt.want {
			t.Errorf("%q and %q: want %v", tt.a, tt.b, tt.want)
		}
	}
}
