package grammar

import "fmt"

// TooFamiliar says that a word of a fact is not of the formal address of the letters: "du" where they say "Sie".
func TooFamiliar(word, language, formal string) string {
	return fmt.Sprintf("it says %q, and the letters in %s say %q", word, language, formal)
}

// Unthankable says that a topic has a word for which nobody gives thanks, such as "salary".
func Unthankable(word string) string {
	return fmt.Sprintf("a thank-you that is about %q may read badly", word)
}

// AboutReader says that a word of a fact speaks of the person who reads the letter, with the words to write instead.
func AboutReader(word, name, you, your string) string {
	return fmt.Sprintf("the draft to %s says %q; if that is who reads it, write %q or %q", name, word, you, your)
}
