package mailbox

import (
	"encoding/base64"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// modifiedBase64 is that of RFC 3501, 5.1.3.
var modifiedBase64 = base64.NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,").
	WithPadding(base64.NoPadding)

// isFolderName reports whether the library can read the name of a folder. It expects modified UTF-7, takes plain UTF-8
// as well, and ends the connection at anything else, such as "R&D".
func isFolderName(name string) bool {
	if name == "" || !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool {
		return r < ' ' ||
			r == 0x7f
	}) {
		return false
	}
	for shifted := false; ; {
		before, rest, found := strings.Cut(name, "&")
		if !found {
			return true
		}
		word, after, closed := strings.Cut(rest, "-")
		if !closed || word != "" && (shifted && before == "" || !isUTF16(word)) {
			return false
		}
		shifted, name = word != "", after
	}
}

// isUTF16 reports whether a word of modified UTF-7 stands for text beyond ASCII, as it must.
func isUTF16(word string) bool {
	text, err := modifiedBase64.DecodeString(word)
	if err != nil || len(text)%2 != 0 {
		return false
	}
	units := make([]uint16, len(text)/2)
	for i := range units {
		units[i] = uint16(text[2*i])<<8 | uint16(text[2*i+1])
	}
	return !slices.ContainsFunc(utf16.Decode(units), func(r rune) bool {
		return r == utf8.RuneError || r >= ' ' &&
			r < 0x7f
	})
}
