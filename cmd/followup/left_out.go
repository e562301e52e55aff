package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"followup/rules"
)

// sayLeftOut says what of the flags is not taken over, which may have been pasted from what somebody else wrote.
func (a *app) sayLeftOut(set *pflag.FlagSet) {
	set.Visit(func(flag *pflag.Flag) {
		for _, v := range valuesOf(flag) {
			if rules.Visible(v) != v {
				a.entry("", fmt.Sprintf("Left out of --%s: characters that nobody sees, or that turn the text around.", flag.Name))
			}
			if p, err := rules.ReadPerson(v); flag.Name == "with" && err == nil && p.Name == "" && rules.HoldsAnotherAddress(before(v, "<"), p.Email) {
				a.entry("", fmt.Sprintf("Left out of --with: the name, which reads as another address than %s.", p.Email))
			}
		}
	})
}

// valuesOf returns the values of a flag, of which there is one unless it may be given again.
func valuesOf(flag *pflag.Flag) []string {
	if list, ok := flag.Value.(pflag.SliceValue); ok {
		return list.GetSlice()
	}
	return []string{flag.Value.String()}
}
