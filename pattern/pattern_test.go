package pattern

import "testing"

func TestPairs(t *testing.T) {
	m := Pairs("a un  les des\n\tune une")
	for word, want := range map[string]string{"a": "un", "les": "des", "une": "une", "un": "", "": ""} {
		if got, ok := m.Get(word); got != want || ok != (want != "") {
			t.Errorf("%q: got %q, %t; want %q", word, got, ok, want)
		}
	}
}
