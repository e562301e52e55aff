package exchange

import "testing"

func TestSummaries(t *testing.T) {
	names := nameSet{}
	for _, name := range []string{"Jo Smith", "Sam Doe", "Acme Careers"} {
		names.add(name)
	}
	for _, row := range []struct{ why, summary, org, company, role string }{
		{"a colon, then the role at the company", "Interview: Data Engineer at Acme", "", "Acme", "Data Engineer"},
		{"with the company, then the role", "Interview with Acme – Data Engineer", "", "Acme", "Data Engineer"},
		{"a bar between the two", "Acme | Data Engineer interview", "", "Acme", "Data Engineer"},
		{"the company in brackets", "Data Engineer Interview (Acme)", "", "Acme", "Data Engineer"},
		{"for a role with a company", "Interview for the position of Nurse with Acme Health", "", "Acme Health", "Nurse"},
		{"with a company for a role", "Interview with Acme for Night Nurse", "", "Acme", "Night Nurse"},
		{"an occasion of several words", "Acme - Technical Interview - Backend Developer", "", "Acme", "Backend Developer"},
		{"a phone screen", "Phone screen: Product Manager @ Acme", "", "Acme", "Product Manager"},
		{"the means are neither", "Interview with Acme (Zoom) - SRE", "", "Acme", "SRE"},
		{"a round is neither", "Acme: Data Engineer, 2nd round interview", "", "Acme", "Data Engineer"},
		{"what a mail program puts before it is neither", "Re: Invitation: Interview: Clerk at Acme", "", "Acme", "Clerk"},
		{"people are no company", "Interview: Sam Doe / Acme - Data Engineer", "", "Acme", "Data Engineer"},
		{"somebody with a name is no company", "Interview with Jo Smith", "", "", ""},
		{"a mailbox named after the company does not hide it", "Interview with Acme - Clerk", "acme", "Acme", "Clerk"},
		{"a role that nobody knows is what is not the company", "Interview with Acme – Smoke Jumper", "", "Acme", "Smoke Jumper"},
		{"the company's address tells it apart", "Acme GmbH – Smoke Jumper Interview", "acme", "Acme GmbH", "Smoke Jumper"},
		{"two that nobody can tell apart are left", "Blub – Blah Interview", "", "", ""},
		{"one that nobody knows is left", "Blub interview", "", "", ""},
		{"the company alone is known by its address", "Acme interview", "acme", "Acme", ""},
		{"the role alone sounds like one", "Data Engineer Interview", "", "", "Data Engineer"},
		{"a hyphen within a word separates nothing", "Interview: Front-end Developer at Coca-Cola", "", "Coca-Cola", "Front-end Developer"},
		{"German, with the company", "Vorstellungsgespräch bei Müller & Söhne", "", "Müller & Söhne", ""},
		{"German, with both", "Vorstellungsgespräch als Krankenpfleger (m/w/d) bei Charlotte Klinik", "", "Charlotte Klinik", "Krankenpfleger"},
		{"German, with a dash", "Vorstellungsgespräch – Sachbearbeiter Einkauf – Globex AG", "", "Globex AG", "Sachbearbeiter Einkauf"},
		{"German, the role for which", "Bewerbungsgespräch für die Stelle Buchhalter bei Globex", "", "Globex", "Buchhalter"},
		{"French, with both", "Entretien chez Initech pour le poste de comptable", "", "Initech", "comptable"},
		{"French, with a dash", "Entretien d'embauche - Infirmière - Clinique du Lac", "", "Clinique du Lac", "Infirmière"},
		{"nothing at all", "", "", "", ""},
		{"only the occasion", "Interview", "", "", ""},
	} {
		t.Run(row.why, func(t *testing.T) {
			got := parseTitle(row.summary, names, row.org)
			if got.company != row.company || got.role != row.role {
				t.Errorf("%q: company %q, role %q, rest %q; want %q, %q", row.summary, got.company, got.role, got.rest, row.company, row.role)
			}
		})
	}
}
