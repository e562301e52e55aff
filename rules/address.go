package rules

import (
	"fmt"
	"net/mail"
	"strings"
	"unicode"
)

// NewPerson returns a person with the given name and address, both [Visible]. It drops a name that contains
// another address, which is meant to deceive, and a name that equals the address, which says nothing.
func NewPerson(name, address string) Person {
	name, address = Visible(name), Visible(address)
	if address != "" && (HoldsAnotherAddress(name, address) || strings.EqualFold(name, address)) {
		name = ""
	}
	return Person{Name: name, Email: address}
}

// HoldsAnotherAddress reports whether a name contains an address other than the given one.
func HoldsAnotherAddress(name, address string) bool {
	between := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`()<>[],;:"'`, r) }
	for word := range strings.FieldsFuncSeq(name, between) {
		i := strings.IndexAny(word, "@\uff20\ufe6b") // they look alike
		if i > 0 && i < len(strings.TrimRight(word, "@\uff20\ufe6b")) && !strings.EqualFold(word, address) {
			return true
		}
	}
	return false
}

// maxAddress is the limit of RFC 5321 for a path, without its angle brackets. A header cannot fold an address.
const maxAddress = 254

// ParseAddress reads an address that all mail programs and servers accept and understand in the same way. Some of
// them take a quoted part such as "a,b" before the "@" for two addresses. Letters beyond ASCII are not accepted
// everywhere, and may look like others.
func ParseAddress(s string) (string, error) {
	a, err := mail.ParseAddress("<" + s + ">")
	if err != nil {
		return "", fmt.Errorf("is not an address (%s)", trimMailError(err))
	}
	if err := checkAddress(a.Address); err != nil {
		return "", err
	}
	return a.Address, nil
}

// checkAddress returns what is wrong with an address that net/mail has parsed, in which the part before the last
// "@" may contain anything.
func checkAddress(address string) error {
	at := strings.LastIndexByte(address, '@')
	for i, r := range address {
		if r <= ' ' || r > '~' || strings.ContainsRune(`()<>[]:;\,"`, r) || r == '@' && i < at {
			return fmt.Errorf("has %q in it, which not every mail program takes in an address", r)
		}
	}
	local := address[:max(0, at)]
	if local != "" && strings.Contains("."+local+".", "..") { // allowed only within quotation marks
		return fmt.Errorf("begins with %q, which not every mail program takes in an address", local)
	}
	if len(address) > maxAddress {
		return fmt.Errorf("has %d characters; expected at most %d", len(address), maxAddress)
	}
	return nil
}

func trimMailError(err error) string { return strings.TrimPrefix(err.Error(), "mail: ") }
