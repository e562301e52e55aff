package people

import (
	"slices"
	"strings"
)

// shared are the names of domains that say nothing about an employer: those of mail providers that give addresses to
// everybody, and of services for scheduling and for applications.
var shared = []string{
	"gmail", "googlemail", "outlook", "hotmail", "live", "yahoo", "icloud", "me", "gmx", "web", "proton", "protonmail",
	"aol", "mail", "fastmail", "posteo", "mailbox", "google", "t-online",
	"calendly", "greenhouse", "lever", "workday", "myworkday", "personio",
}

// secondLevel are the names below which a country's companies have their domains, as in acme.co.uk.
var secondLevel = []string{"co", "com", "org", "ac", "gov", "net", "edu"}

// Organisation returns the name in a lower-case mail domain that is an organisation's own: "acme" for
// mail.acme.co.uk. It returns "" for a shared domain such as gmail.com.
func Organisation(domain string) string {
	labels := strings.Split(domain, ".")
	if len(labels) < 2 {
		return ""
	}
	i := len(labels) - 2
	if i > 0 && len(labels[len(labels)-1]) == 2 && slices.Contains(secondLevel, labels[i]) {
		i--
	}
	if slices.Contains(shared, labels[i]) {
		return ""
	}
	return labels[i]
}
