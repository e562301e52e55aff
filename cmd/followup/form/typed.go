package form

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"followup/cmd/followup/roster"
	"followup/cmd/followup/usage"
	"followup/rules"
)

// RefuseBlanks returns an error for a "…" that was copied from a reminder without putting words in its place. It would
// stand in a draft.
func RefuseBlanks(set *pflag.FlagSet) (err error) {
	set.Visit(func(flag *pflag.Flag) {
		for _, v := range valuesOf(flag) {
			if strings.Contains(v, "<…>") || isBlank(v) || flag.Name == "topic-for" && isBlank(after(v, "=")) ||
				flag.Name == "with" && (isBlank(before(v, "<")) || roster.IsNumber(before(v, "=")) && isBlank(after(v, "="))) {
				err = usage.Errorf("--%s %q still contains “…”; replace it with your words", flag.Name, v)
			}
		}
	})
	return err
}

// isBlank reports whether s is nothing but dots.
func isBlank(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && strings.Trim(s, "….") == ""
}

func before(s, separator string) string { b, _, _ := strings.Cut(s, separator); return b }

func after(s, separator string) string { _, a, _ := strings.Cut(s, separator); return a }

// valuesOf returns the values of a flag, of which there is one unless it may be given again.
func valuesOf(flag *pflag.Flag) []string {
	if list, ok := flag.Value.(pflag.SliceValue); ok {
		return list.GetSlice()
	}
	return []string{flag.Value.String()}
}

// LeftOut says what of the values that were given is not taken over. They may have been pasted from what somebody else
// wrote.
func (f *Form) LeftOut() (said []string) {
	f.set.Visit(func(flag *pflag.Flag) {
		for _, v := range valuesOf(flag) {
			if rules.Visible(v) != v {
				said = append(said, fmt.Sprintf(
					"Left out of --%s: invisible characters, or ones that reverse the text.", flag.Name))
			}
			p, err := rules.ReadPerson(v)
			if flag.Name == "with" && err == nil && p.Name == "" && rules.HoldsAnotherAddress(before(v, "<"), p.Email) {
				said = append(said, fmt.Sprintf(
					"Left out of --with: the name, which looks like an address other than %s.", p.Email))
			}
		}
	})
	return said
}
