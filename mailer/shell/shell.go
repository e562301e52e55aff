// Package shell writes the words of a command that is shown to be copied. They come from invitations and mails as well,
// and whatever is in them must be a word to the shell that they are pasted into, and not a command of its own.
package shell

import "strings"

// Quoted is s as one quoted word of a command line, whatever is in it.
func Quoted(s string) string {
	if strings.ContainsAny(s, "\"$`\\!") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return `"` + s + `"`
}

// Word is s as one word of a command line, quoted where it must be.
func Word(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@._+-") == "" {
		return s
	}
	return Quoted(s)
}
