package people

import "testing"

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"Jo Smith": "Jo Smith", "Smith, Jo": "Jo Smith", "Lee, Ann, PhD": "Ann Lee", "Ann Lee, RN, MSc": "Ann Lee",
		"Schmidt, Hans (HR)": "Hans Schmidt", "Hans Schmidt (HR)": "Hans Schmidt",
		"Schmidt (HR), Hans":    "Hans Schmidt",
		"Robert (Bob) Redfield": "Robert Redfield", "Ann Lee (she/her)": "Ann Lee", "Lee, Ann (HR, Berlin)": "Ann Lee",
		"Ann Lee, CTO": "Ann Lee", "LEE, ANN": "ANN LEE", "(HR)": "(HR)", "": "", "Ann Lee (HR": "Ann Lee (HR",
	} {
		if got := Plain(in); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
}
