package people

import "testing"

func TestOrganisation(t *testing.T) {
	for domain, want := range map[string]string{
		"acme.test": "acme", "mail.acme.co.uk": "acme", "acme.me": "acme", "co.uk": "co",
		"gmail.com": "", "gmx.at": "", "calendly.com": "", "localhost": "", "": "",
	} {
		if got := Organisation(domain); got != want {
			t.Errorf("Organisation(%q) = %q, want %q", domain, got, want)
		}
	}
}
