// Package fact says how the facts that a user types can stand in a letter. Each language reads them in its own way.
package fact

import "strings"

// A Kind says what a fact is for.
type Kind int

// The kinds of facts.
const (
	Topic Kind = iota // what was discussed
	Fit               // why the user fits
	Hook              // the occasion of a note to stay in touch
)

// A Form says how a letter can use a fact.
type Form int

// The forms of a fact.
const (
	Unclear  Form = iota // no letter can: it may be neither a noun phrase nor a sentence
	Phrase               // a noun phrase: "the new rota" fits "we talked about …", "ten years of it" fits "I have …"
	Sentence             // a whole sentence, or several, which stand as they are
)

// A Reading is a fact as it was understood.
type Reading struct {
	// Text is the fact as it is stored; see [IsSentence]. Of an unclear fact it is what was typed.
	Text string

	Form Form

	// Remark says why one may not want the fact in a letter, or is empty. It begins with a small letter and has no
	// full stop.
	Remark string
}

// IsSentence reports whether a stored fact is a sentence: it ends with ".", "!" or "?", as no noun phrase does.
func IsSentence(stored string) bool {
	return stored != "" && strings.ContainsAny(stored[len(stored)-1:], ".!?")
}
