package english

import (
	"testing"

	"followup/mailer/letters/facttest"
)

// Each reads right in "Thank you for talking with me about …" and in "I interviewed for … on Tuesday".
func TestTheRole(t *testing.T) {
	facttest.Each(t, lang.TheRole, map[string]string{
		// A person.
		"Staff Nurse": "the Staff Nurse role", "the staff nurse": "the staff nurse role", "a carer": "the carer role",
		"trainee": "the trainee role", "apprentice electrician": "the apprentice electrician role",
		"CTO":                   "the CTO role",
		"Werkstudent Marketing": "the Werkstudent Marketing role", "intern": "the intern role",
		"Head of Planning": "the Head of Planning role", "Chief of Staff": "the Chief of Staff role",
		"2nd line support": "the 2nd line support role", "team leadership": "the team leadership role",
		"scheme manager": "the scheme manager role", "shift supervisor": "the shift supervisor role",
		"Research and Development Engineer": "the Research and Development Engineer role",
		"Barista / Server":                  "the Barista / Server role", "Nurse role": "the Nurse role",

		// What one applies for, which is not called a role.
		"Nurse position": "the Nurse position", "PhD position": "the PhD position",
		"caretaker post":          "the caretaker post",
		"Teacher Training Scheme": "the Teacher Training Scheme", "graduate scheme": "the graduate scheme",
		"Graduate Scheme 2027": "the Graduate Scheme 2027", "summer internship": "the summer internship",
		"internship in publicity":    "the internship in publicity",
		"Internship - Marketing":     "the Internship (Marketing)",
		"Apprenticeship (carpentry)": "the Apprenticeship (carpentry)",
		"Research Fellowship":        "the Research Fellowship",
		"traineeship":                "the traineeship", "placement": "the placement",
		"a job in the warehouse": "the job in the warehouse",
		"night shift":            "the night shift", "Postdoc": "the Postdoc", "PhD in biology": "the PhD in biology",
		"position as a cook": "the position as a cook", "year in industry": "the year in industry",
		"post of registrar": "the post of registrar", "The Lectureship": "the Lectureship",

		// A number is a part of the noun, unless the noun ends with it.
		"Year 4 teacher": "the Year 4 teacher role", "Shift 2 operator": "the Shift 2 operator role",
		"placement 2027 in Leeds": "the placement 2027 in Leeds",

		// An addition, in brackets.
		"Nurse (Band 6)": "the Nurse (Band 6) role", "Nurse, Band 6": "the Nurse (Band 6) role",
		"Director, Operations":       "the Director (Operations) role",
		"Senior Engineer - Platform": "the Senior Engineer (Platform) role",
		"barista, part-time":         "the barista (part-time) role",
		"Buyer – Toys (Leeds)":       "the Buyer (Toys, Leeds) role",
		"Manager, Graduate Schemes":  "the Manager (Graduate Schemes) role", "Cook: nights": "the Cook (nights) role",
		"Engineer (Go, Kubernetes)": "the Engineer (Go, Kubernetes) role",
		"Engineer (C/C++)":          "the Engineer (C/C++) role",
		"Designer (UX/UI)":          "the Designer (UX/UI) role", "Co-ordinator": "the Co-ordinator role",

		// What "role" would be too far from.
		"assistant to the CEO": "the role of assistant to the CEO", "Lecturer in Law": "the role of Lecturer in Law",
		"Head of the Library":                 "the role of Head of the Library",
		"VP of Sales for EMEA":                "the role of VP of Sales for EMEA",
		"Director, Sales and Marketing":       "the role of Director, Sales and Marketing",
		"Sales, Marketing and Events Manager": "the role of Sales, Marketing and Events Manager",

		// What nobody says.
		"Lehrer (m/w/d)": "the Lehrer role", "Developer [f/m/x]": "the Developer role", "Koch m/w/d": "the Koch role",
		"Teamleiter (m/w/d) Logistik": "the Teamleiter Logistik role",
		"Praktikant (all genders)":    "the Praktikant role",
		"Engineer (m/w/d) - Platform": "the Engineer (Platform) role", "(m/w/d)": "the (m/w/d) role",
		"Vendeuse (F/H)": "the Vendeuse role",
	})
}
