package said

import (
	"slices"

	"github.com/spf13/pflag"

	"followup/cmd/followup/form"
	"followup/cmd/followup/usage"
	"followup/rules"
)

// answersWith lists the answers that each field goes with. Any other field of the form goes with a next round.
var answersWith = map[string][]rules.EventKind{
	"until": {rules.Undecided, rules.Offered, rules.Advanced},
	"from":  {rules.Undecided, rules.Rejected, rules.Offered, rules.Advanced},
	"said":  {rules.Undecided, rules.Advanced},
	"on":    HeardKinds,
}

// CheckFields returns a usage error if a field that was filled in does not go with the kind of answer. Ignoring the
// field would lose what the user meant by it.
func CheckFields(set *pflag.FlagSet, kind rules.EventKind) (err error) {
	ofInterview := pflag.NewFlagSet("", pflag.ContinueOnError)
	new(form.Form).Register(ofInterview)
	dated := set.Changed("at")
	set.Visit(func(f *pflag.Flag) {
		about, shared := answersWith[f.Name]
		if !shared && ofInterview.Lookup(f.Name) != nil {
			about = []rules.EventKind{rules.Advanced}
		}
		switch {
		case about == nil: // a flag of the whole program
		case !slices.Contains(about, kind):
			err = usage.Errorf("--%s does not go with %q", f.Name, kind)
		case kind == rules.Advanced && !shared && !dated:
			err = usage.Errorf("--%s is for a next round with a date; add --at", f.Name)
		case kind == rules.Advanced && f.Name == "until" && dated:
			err = usage.Errorf("--until is for a next round whose date is to follow, and --at is its date; " +
				"leave one of them out")
		}
	})
	return err
}
