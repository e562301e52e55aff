package exchange

import "testing"

// Only plain titles are read. Of the others, what is suggested is shown behind a question mark.
func TestTitles(t *testing.T) {
	names := []string{"Trudy Trial", "Ines Roth"}
	for _, row := range []struct{ why, title, company, role string }{
		{"the role at the company", "Interview: Data Engineer at Acme", "Acme", "Data Engineer"},
		{"in German", "Vorstellungsgespräch: Sachbearbeiter Einkauf bei Globex AG", "Globex AG",
			"Sachbearbeiter Einkauf"},
		{"behind a dash", "Interview – Clerk at Acme", "Acme", "Clerk"},
		{"behind what a mail program writes", "Re: Invitation: Phone Interview: Clerk at Acme", "Acme", "Clerk"},
		{"the company first", "Vorstellungsgespräch bei der Globex AG als Buchhalter (m/w/d)", "Globex AG",
			"Buchhalter"},
		{"the company first, in English", "Interview at Acme Health as a nurse", "Acme Health", "nurse"},
		{"what the law wants behind a role marks it", "Vorstellungsgespräch Koch (m/w/d) bei Globex", "Globex", "Koch"},
		{"a comma, and a for, in the role", "Interview: Head of Sales, Retail for EMEA at Acme", "Acme",
			"Head of Sales, Retail for EMEA"},
		{"small words in the company", "Interview: Teacher at Teach for Europe", "Teach for Europe", "Teacher"},
		{"a sign in the company", "Interview: Clerk at Müller & Söhne", "Müller & Söhne", "Clerk"},
		{"a legal form behind a comma", "Interview: Clerk at Acme, Inc.", "Acme, Inc.", "Clerk"},
		{"a hyphen separates nothing", "Interview: Front-end Developer at Coca-Cola", "Coca-Cola",
			"Front-end Developer"},
		{"the user's company is no company of theirs", "Interview: Clerk at Trudy Trial", "?", "Clerk"},
		{"a person is no role", "Interview: Ines Roth at Acme", "Acme", "?"},
		{"nor is somebody who is not a guest", "Interview: Anna Pell at Acme", "Acme", "?"},
		{"a kind of conversation is no role", "Interview: System Design at Acme", "Acme", "?"},
		{"nor is a round", "Interview: Round 2 at Acme", "Acme", "?"},
		{"the company goes on with something else", "Interview: Clerk at Acme is confirmed",
			"? Acme is confirmed", "Clerk"},
		{"or with a place", "Interview: Clerk at Acme, Berlin", "? Acme", "Clerk"},
		{"a place is none", "Interview: Clerk at Zoom", "?", "Clerk"},
		{"a time is none", "Interview: Clerk at 14:00", "?", "Clerk"},
		{"two times at", "Interview: Clerk at Bank at Home", "? Bank", "? Home"},
		{"a dash between the two", "Data Engineer Interview – Acme", "? Acme", "? Data Engineer"},
		{"the company in brackets", "Data Engineer Interview (Acme)", "? Acme", "? Data Engineer"},
		{"with the company", "Interview with Acme – Clerk", "? Acme", "? Clerk"},
		{"the role before the word", "Acme | Night nurse interview", "? Acme", "? Night nurse"},
		{"with a person", "Interview with Ines Roth, CTO", "? CTO", "?"},
		{"the kind before the word", "Hiring Manager Interview - Acme", "? Acme", "?"},
		{"for the role", "Your interview for Data Engineer at Acme", "? Acme", "? Data Engineer"},
		{"as Google writes a subject", "Invitation: Clerk Interview @ Tue Dec 1, 2026 2pm (CET) (a@b.test)", "?", "?"},
		{"the user with the company", "Interview Trudy Trial <> Acme (Clerk)", "? Clerk", "? Acme"},
		{"French is suggested", "Entretien chez Initech pour le poste de comptable",
			"? Initech pour le poste de comptable", "?"},
		{"a prefix that is not known", "Debrief: Interview: Clerk at Acme", "? Acme", "? Debrief"},
		{"nothing", "", "?", "?"},
		{"only the occasion", "Interview", "?", "?"},
	} {
		t.Run(row.why, func(t *testing.T) {
			got := readTitle(row.title, names)
			if show := shown(got.company, got.suggested.Company); show != row.company || !got.interview &&
				row.title != "" {
				t.Errorf("%q: company %q, interview %v; want %q", row.title, show, got.interview, row.company)
			}
			if show := shown(got.role, got.suggested.Role); show != row.role {
				t.Errorf("%q: role %q, want %q", row.title, show, row.role)
			}
		})
	}
}

func shown(taken, suggested string) string {
	switch {
	case taken != "":
		return taken
	case suggested != "":
		return "? " + suggested
	}
	return "?"
}

// What is no interview by its title, whatever else it says.
func TestTitlesOfOtherEvents(t *testing.T) {
	for _, title := range []string{
		"Dinner with Anna at Luigi", "Data Engineer at Acme", "Mock interview: Clerk at Acme",
		"Interview prep: Clerk at Acme",
		"Workshop: the perfect interview", "Vorbereitung Vorstellungsgespräch: Koch bei Globex",
		"Screening: Dune at Odeon",
	} {
		if got := readTitle(title, nil); got.interview || got.company != "" || got.role != "" {
			t.Errorf("%q is taken for an interview: %+v", title, got)
		}
	}
}
