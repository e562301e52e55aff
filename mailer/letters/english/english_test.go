package english

import (
	"testing"
)

func TestTheRole(t *testing.T) {
	for role, want := range map[string]string{
		"Staff Nurse": "the Staff Nurse role", "the staff nurse": "the staff nurse role", "Nurse position": "the Nurse role",
		"graduate scheme": "the graduate scheme", "Graduate Scheme": "the Graduate Scheme", "caretaker post": "the caretaker post",
		"summer internship": "the summer internship", "internship in marketing": "the internship in marketing",
		"Apprenticeship (carpentry)": "the Apprenticeship (carpentry)", "traineeship": "the traineeship", "Research Fellowship": "the Research Fellowship",
		"placement": "the placement", "PhD position": "the PhD role", "Head of Nursing": "the Head of Nursing role",
		"Manager, Graduate Schemes": "the Manager, Graduate Schemes role", "trainee": "the trainee role", "scheme manager": "the scheme manager role",
		"Pflegekraft (m/w/d)": "the Pflegekraft role", "Developer [f/m/x]": "the Developer role", "Teamleiter (m/w/d) Logistik": "the Teamleiter Logistik role",
		"Engineer (Go, Kubernetes)": "the Engineer (Go, Kubernetes) role", "Engineer (C/C++)": "the Engineer (C/C++) role", "(m/w/d)": "the (m/w/d) role",
	} {
		if got := (Language{}).TheRole(role); got != want {
			t.Errorf("%q is %q, want %q", role, got, want)
		}
	}
}

func TestWeeks(t *testing.T) {
	for n, want := range map[int]string{1: "a week", 2: "two weeks", 12: "twelve weeks", 13: "13 weeks"} {
		if got := (Language{}).Weeks(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
