package letters

import "testing"

// TestWhatIsNewIsNoEcho: that two things are new does not make them one, so a congratulation leaves the topic in.
func TestWhatIsNewIsNoEcho(t *testing.T) {
	for code, tt := range map[string]struct{ before, other, same string }{
		"en": {"Congratulations on the second clinic", "the second rota", "the clinics in Leeds"},
		"de": {"Herzlichen Glückwunsch zur neuen Klinik", "den neuen Dienstplan", "die Kliniken in Jena"},
		"fr": {"Félicitations pour la nouvelle clinique", "le nouveau planning", "les cliniques de Lyon"},
		"es": {"Enhorabuena por la nueva clínica", "el nuevo horario", "las clínicas de Lugo"},
	} {
		echoes := In(code).Echoes(tt.before)
		if n := echoes(tt.other); n != 0 {
			t.Errorf("%s: %q echoes %d words of %q", code, tt.other, n, tt.before)
		}
		if n := echoes(tt.same); n != 1 {
			t.Errorf("%s: %q echoes %d words of %q, want 1", code, tt.same, n, tt.before)
		}
	}
}
