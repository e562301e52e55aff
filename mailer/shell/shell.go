// Package shell quotes words of a command line that people copy. Whatever is in a word, bash, dash, zsh and fish
// all read it as that one word, and never as a command.
package shell

import "strings"

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// Safe reports whether every shell reads s as it is, without quotation marks.
func Safe(s string) bool {
	return s != "" && strings.Trim(s, letters+"0123456789@._+-/") == ""
}

// Word returns s as one word of a command line, quoted only if necessary.
func Word(s string) string {
	if Safe(s) {
		return s
	}
	return Quoted(s)
}

// Quoted returns s as one quoted word of a command line.
//
// Between single quotation marks a shell takes everything as it is, except the mark itself and, in fish, a
// backslash before either of the two. These go between double ones, which all four shells read alike. So do line
// breaks, because in bash a line that begins with "^" corrects the one before it.
func Quoted(s string) string {
	if !strings.ContainsAny(s, "\"$`\\!^\n") {
		return `"` + s + `"`
	}
	return "'" + doubled.Replace(s) + "'"
}

var doubled = strings.NewReplacer(`'`, `'"'"'`, `\`, `'"\\"'`, "\n", "'\"\n\"'")
