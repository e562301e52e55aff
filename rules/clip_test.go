package rules

import "testing"

func TestClip(t *testing.T) {
	for _, tt := range []struct {
		name, s string
		limit   int
		want    string
	}{
		{"what fits stays", "größer", 6, "größer"},
		{"the ellipsis counts", "größere", 6, "größe…"},
		{"no blank comes before it", "very large", 6, "very…"},
		{"nothing stays nothing", "", 6, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Clip(tt.s, tt.limit); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
