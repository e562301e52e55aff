package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible removes invisible characters from text that comes from elsewhere: direction overrides, zero-width
// spaces, tags, and the like, which can make it read as something else. It keeps those that a script or an emoji
// needs to join characters.
func Visible(s string) string {
	if !strings.ContainsFunc(s, isInvisible) {
		return s
	}
	var seen strings.Builder
	before := ' '
	for _, r := range s {
		if !isInvisible(r) || isJoined(before, r) {
			seen.WriteRune(r)
			before = r // what was removed joins nothing, so that the result stays as it is
		}
	}
	return seen.String()
}

// OneLine returns s on one line, with single blanks and without control characters, invisible characters or
// invalid UTF-8. It is for text that was not checked when it was typed: text that reached the database another
// way, and the replies of a mail server.
func OneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, Visible(strings.ToValidUTF8(s, "\uFFFD")))
	return strings.Join(strings.Fields(s), " ")
}

// Clip returns s cut to at most limit characters, with "…" in place of what is missing.
func Clip(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:limit-1])) + "…"
}

// Capital returns s with its first letter as a capital.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

var invisible = []*unicode.RangeTable{
	unicode.Cf, unicode.Co, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector,
	unicode.Noncharacter_Code_Point,
}

func isInvisible(r rune) bool {
	return r > unicode.MaxASCII && unicode.In(r, invisible...) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// joining lists the scripts in which a joiner or a non-joiner changes how a word is spelled.
var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi,
	unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam,
	unicode.Sinhala,
	unicode.Khmer, unicode.Myanmar,
}

// isJoined reports whether an invisible character belongs to the one before it: a joiner after a letter of a
// script that uses joiners, or a joiner or variation selector after a pictogram or ideograph.
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

// Vetted returns the application as it may be shown, whoever wrote its texts: they are [Visible], and the contact
// is vetted.
func (a Application) Vetted() Application {
	for _, text := range []*string{&a.Company, &a.Role, &a.Fit, &a.Hook, &a.Language} {
		*text = Visible(*text)
	}
	a.Contact = a.Contact.vetted()
	return a
}

// Vetted returns the interview as it may be shown; see [Application.Vetted].
func (iv Interview) Vetted() Interview {
	for _, text := range []*string{&iv.Said, &iv.Topic} {
		*text = Visible(*text)
	}
	var people []Person // a new slice: the caller keeps its own
	for _, p := range iv.Interviewers {
		people = append(people, p.vetted())
	}
	iv.Interviewers = people
	return iv
}

func (p Person) vetted() Person {
	q := NewPerson(p.Name, p.Email)
	q.ID, q.Greeting, q.Topic = p.ID, Visible(p.Greeting), Visible(p.Topic)
	return q
}
