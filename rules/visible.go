package rules

import (
	"fmt"
	"net/mail"
	"strings"
	"unicode"
)

// Visible returns text from elsewhere without invisible characters, which can make it read as something else: direction
// overrides, zero-width spaces, tags, and the like. What a script or an emoji needs to join its characters stays.
func Visible(s string) string {
	if !strings.ContainsFunc(s, isInvisible) {
		return s
	}
	var seen strings.Builder
	before := ' '
	for _, r := range s {
		if !isInvisible(r) || isJoined(before, r) {
			seen.WriteRune(r)
		}
		before = r
	}
	return seen.String()
}

// OneLine returns s on one line, with single blanks and without control characters, invisible characters or invalid UTF-8.
// What is typed is checked when it is typed; this is for text that came into the database another way, and for what a mail
// server says.
func OneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, Visible(strings.ToValidUTF8(s, "\uFFFD")))
	return strings.Join(strings.Fields(s), " ")
}

var invisible = []*unicode.RangeTable{
	unicode.Cf, unicode.Co, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector, unicode.Noncharacter_Code_Point,
}

func isInvisible(r rune) bool {
	return r > unicode.MaxASCII && unicode.In(r, invisible...) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// joining are the scripts in which a joiner or its opposite changes how a word is spelled.
var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati,
	unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar,
}

// isJoined reports whether an invisible character belongs to the one before it: a joiner to a letter of a script that has
// them, and a joiner or a variation selector to a pictogram or an ideograph.
func isJoined(before, r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	variation := unicode.Is(unicode.Variation_Selector, r)
	switch {
	case r == nonJoiner:
		return unicode.In(before, joining...)
	case r == joiner:
		return unicode.In(before, joining...) || unicode.In(before, unicode.So, unicode.Sk) || before == '\ufe0f'
	}
	return variation && unicode.In(before, unicode.So, unicode.Sk, unicode.Han, unicode.Mongolian, unicode.Myanmar)
}

// Vetted returns the application as it may be shown, whoever wrote its words: with [Visible] text and a vetted contact, who
// stays the same person.
func (a Application) Vetted() Application {
	for _, text := range []*string{&a.Company, &a.Role, &a.Fit, &a.Hook} {
		*text = Visible(*text)
	}
	a.Contact = a.Contact.vetted()
	return a
}

// Vetted returns the interview as it may be shown, as [Application.Vetted] does.
func (iv Interview) Vetted() Interview {
	for _, text := range []*string{&iv.Said, &iv.Topic} {
		*text = Visible(*text)
	}
	var people []Person // of its own, for the caller's stay as they are
	for _, p := range iv.Interviewers {
		people = append(people, p.vetted())
	}
	iv.Interviewers = people
	return iv
}

func (p Person) vetted() Person {
	q := NewPerson(p.Name, p.Email)
	q.ID, q.Topic = p.ID, Visible(p.Topic)
	return q
}

// NewPerson returns somebody of whom a name and an address were read. A name with another address in it is meant to deceive,
// and a name equal to the address says nothing; both are left out.
func NewPerson(name, address string) Person {
	name, address = Visible(name), Visible(address)
	if address != "" && (HoldsAnotherAddress(name, address) || strings.EqualFold(name, address)) {
		name = ""
	}
	return Person{Name: name, Email: address}
}

// HoldsAnotherAddress reports whether an address that is not the given one stands in a name.
func HoldsAnotherAddress(name, address string) bool {
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`()<>[],;:"'`, r) }) {
		i := strings.IndexAny(word, "@\uff20\ufe6b") // which look alike
		if i > 0 && i < len(strings.TrimRight(word, "@\uff20\ufe6b")) && !strings.EqualFold(word, address) {
			return true
		}
	}
	return false
}

// maxAddress is RFC 5321's limit of a path without its angle brackets. A header has no place to fold an address.
const maxAddress = 254

// ParseAddress reads an address that every mail program and server takes for one, and for the same one. What may stand
// in quotation marks before the "@", such as a comma, has some of them see two; letters beyond ASCII are not taken by all,
// and look like others.
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

// checkAddress finds what is wrong with an address that was parsed, and so may have anything before its last "@".
func checkAddress(address string) error {
	for i, r := range address {
		if r <= ' ' || r > '~' || strings.ContainsRune(`()<>[]:;\,"`, r) || r == '@' && i < strings.LastIndexByte(address, '@') {
			return fmt.Errorf("has %q in it, which not every mail program takes in an address", r)
		}
	}
	local := address[:max(0, strings.LastIndexByte(address, '@'))]
	if local != "" && strings.Contains("."+local+".", "..") { // which they may within quotation marks only
		return fmt.Errorf("begins with %q, which not every mail program takes in an address", local)
	}
	if len(address) > maxAddress {
		return fmt.Errorf("has %d characters; expected at most %d", len(address), maxAddress)
	}
	return nil
}
