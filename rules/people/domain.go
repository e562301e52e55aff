package people

import (
	"slices"
	"strings"
)

// shared are the names of domains that say nothing about an employer: those of mail providers that give addresses to
// everybody, and of services for scheduling.
var shared = []string{
	"gmail", "googlemail", "outlook", "hotmail", "live", "yahoo", "icloud", "me", "gmx", "web", "proton", "protonmail",
	"aol", "mail", "fastmail", "posteo", "mailbox", "google", "t-online",
	"calendly",
}

// applicant are the names of domains of systems through which many employers write to applicants.
var applicant = []string{
	"greenhouse", "greenhouse-mail", "lever", "workday", "myworkday", "personio", "smartrecruiters", "ashbyhq",
	"workable", "workablemail", "teamtailor", "teamtailor-mail", "recruitee", "icims", "taleo", "successfactors",
	"bamboohr", "jobvite", "softgarden", "rexx-systems", "join", "breezy-mail", "welcometothejungle", "infojobs",
}

// secondLevel are the names below which a country's companies have their domains, as in acme.co.uk.
var secondLevel = []string{"co", "com", "org", "ac", "gov", "net", "edu"}

// Organisation returns the name in a lower-case mail domain that is an organisation's own: "acme" for
// mail.acme.co.uk. It returns "" for a shared domain such as gmail.com.
func Organisation(domain string) string {
	name := registered(domain)
	if slices.Contains(shared, name) || slices.Contains(applicant, name) {
		return ""
	}
	return name
}

// IsApplicantSystem reports whether a lower-case mail domain is that of a system through which many employers write
// to applicants.
func IsApplicantSystem(domain string) bool { return slices.Contains(applicant, registered(domain)) }

// registered returns the label of a domain that was registered: "acme" for mail.acme.co.uk.
func registered(domain string) string {
	labels := strings.Split(domain, ".")
	if len(labels) < 2 {
		return ""
	}
	i := len(labels) - 2
	if i > 0 && len(labels[len(labels)-1]) == 2 && slices.Contains(secondLevel, labels[i]) {
		i--
	}
	return labels[i]
}
