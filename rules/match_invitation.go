package rules

import (
	"slices"
	"strings"

	"followup/rules/people"
)

// MayInvite reports whether a mail may be an invitation to an interview of one of the cases, by its headers alone: it
// is from somebody who is part of one, or from their domain, or its subject names the company.
func (m *Matcher) MayInvite(mail Mail) bool {
	from := mail.sender()
	if from.Email == "" || m.isOwn(from) || m.seen[mail.Hash()] {
		return false
	}
	subject := spaced(mail.Subject)
	return m.mayKnow(from) ||
		slices.ContainsFunc(m.companies, func(company string) bool { return strings.Contains(subject, company) })
}

// Invited is what an invitation is about.
type Invited struct {
	People        []Person // who invites and takes part, without the user
	Title         string
	Company, Role string // if the title plainly says them
}

// InvitedFor returns the open application that an invitation fits: the one with the same company, if the title says
// one; else one with somebody who takes part, or from whose domain somebody does, or whose company the title names. It
// is none for another role, if the title says one. Of several the one whose role is in the title comes first, then the
// one with the latest interview.
func InvitedFor(cases []Case, i Invited) (found Case, ok bool) {
	best := 0
	for _, c := range cases {
		fit := i.fits(c)
		if fit == 0 || c.Ending() != "" {
			continue
		}
		fit *= 2
		if mentions(i.Title, c.Role) {
			fit++
		}
		if fit > best || fit == best && c.Latest().Start.After(found.Latest().Start) {
			best, found, ok = fit, c, true
		}
	}
	return found, ok
}

// fits says how well an invitation fits an application: 0 is not at all.
func (i Invited) fits(c Case) int {
	bare := BareCompany(c.Company)
	if i.Company != "" && !strings.EqualFold(lettersOf(BareCompany(i.Company)), lettersOf(bare)) {
		return 0
	}
	if i.Role != "" && !mentions(i.Role, c.Role) && !mentions(c.Role, i.Role) {
		return 0
	}
	fit := 0
	if mentions(i.Title, bare) {
		fit = 1
	}
	for _, own := range c.Correspondents() {
		for _, p := range i.People {
			domain := domainOf(p.Email)
			switch {
			case p.Email == "" || own.Email == "":
			case strings.EqualFold(p.Email, own.Email):
				fit = max(fit, 3)
			case people.Organisation(domain) != "" && !people.IsApplicantSystem(domain) &&
				isSameDomain(domain, domainOf(own.Email)):
				fit = max(fit, 2)
			}
		}
	}
	return fit
}
