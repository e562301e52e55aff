package form

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"followup/cmd/followup/roster"
	"followup/cmd/followup/usage"
	"followup/rules"
)

// RefuseBlanks returns a usage error if a value still contains the "…" of a command that was copied from a reminder.
// It would end up in a draft.
func RefuseBlanks(set *pflag.FlagSet) (err error) {
	set.Visit(func(flag *pflag.Flag) {
		for _, v := range valuesOf(flag) {
			blank := strings.Contains(v, "<…>") || isBlank(v)
			switch flag.Name {
			case "topic-for", "greet":
				blank = blank || isBlank(cutAfter(v, "="))
			case "with":
				ofNumber := roster.IsNumber(cutBefore(v, "=")) && isBlank(cutAfter(v, "="))
				blank = blank || ofNumber || isBlank(cutBefore(v, "<"))
			}
			if blank {
				err = usage.Errorf("--%s %q still contains “…”; replace it with your words", flag.Name, v)
			}
		}
	})
	return err
}

// isBlank reports whether s consists of dots.
func isBlank(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && strings.Trim(s, "….") == ""
}

// cutBefore returns the text before the separator, or all of s if there is none.
func cutBefore(s, separator string) string { b, _, _ := strings.Cut(s, separator); return b }

// cutAfter returns the text after the separator, or "" if there is none.
func cutAfter(s, separator string) string { _, a, _ := strings.Cut(s, separator); return a }

// valuesOf returns the values of a flag: one, unless the flag may be repeated.
func valuesOf(flag *pflag.Flag) []string {
	if list, ok := flag.Value.(pflag.SliceValue); ok {
		return list.GetSlice()
	}
	return []string{flag.Value.String()}
}

// LeftOut returns a sentence for each part of a value that is not stored. Values may have been pasted from text that
// someone else wrote.
func (f *Form) LeftOut() (said []string) {
	f.set.Visit(func(flag *pflag.Flag) {
		for _, v := range valuesOf(flag) {
			if rules.Visible(v) != v {
				said = append(said, fmt.Sprintf(
					"Left out of --%s: invisible characters, or ones that reverse the text.", flag.Name))
			}
			p, err := rules.ReadPerson(v)
			if flag.Name == "with" && err == nil && p.Name == "" &&
				rules.HoldsAnotherAddress(cutBefore(v, "<"), p.Email) {
				said = append(said, fmt.Sprintf(
					"Left out of --with: the name, which looks like an address other than %s.", p.Email))
			}
		}
	})
	return said
}
