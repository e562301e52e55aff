// Package shell quotes the words of a command that is shown to be copied. A word reads the same in bash, dash, zsh and
// fish, whatever is in it, and never as a command of its own.
package shell

import "strings"

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// Safe reports whether s means itself in every shell, without quotation marks.
func Safe(s string) bool {
	return s != "" && strings.Trim(s, letters+"0123456789@._+-/") == ""
}

// Word returns s as one word of a command line, quoted only if it must be.
func Word(s string) string {
	if Safe(s) {
		return s
	}
	return Quoted(s)
}

// Quoted returns s as one quoted word of a command line.
//
// Between single quotation marks everything means itself, but for the mark itself and, in fish, a backslash before
// either of the two. Those stand between double ones, where all four shells read them alike, and so do line breaks:
// in bash, a line that begins with "^" corrects the one before it.
func Quoted(s string) string {
	if !strings.ContainsAny(s, "\"$`\\!^\n") {
		return `"` + s + `"`
	}
	return "'" + doubled.Replace(s) + "'"
}

var doubled = strings.NewReplacer(`'`, `'"'"'`, `\`, `'"\\"'`, "\n", "'\"\n\"'")
