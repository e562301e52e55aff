package people

import (
	"strings"

	"followup/pattern"
)

// A Form says whether a title is that of a woman or of a man.
type Form int

// The forms.
const (
	Neutral Form = iota
	Madam
	Sir
)

var (
	madams = pattern.Words("frau mrs ms miss madame mademoiselle mme mlle sra srta señora señorita signora")
	sirs   = pattern.Words("herr mr monsieur m sr señor sig signor")
)

// FormOf returns how a person with that title is addressed, and the other words of the title, such as "Dr.". A title
// that says neither, or "Mx", is neutral.
func FormOf(title string) (form Form, others []string) {
	for _, word := range strings.Fields(title) {
		switch bare := bareWord(word); {
		case madams.Has(bare):
			form = Madam
		case sirs.Has(bare):
			form = Sir
		case bare != "mx":
			others = append(others, word)
		}
	}
	return form, others
}
