package mailer

import (
	"strings"

	"followup/rules"
)

// maxLead, in characters, is about what a notification shows below the subject, and two lines on a phone.
const maxLead = 100

// lead returns the first words of a letter. Both parts of a reminder begin with them, because notifications and lists
// of mails show how a text begins: some take the text part, some the HTML, and some ignore what is hidden there. So
// they are not hidden, and read well wherever they are seen.
func lead(body string) string {
	text := rules.OneLine(body)
	short := rules.Clip(text, maxLead)
	if blank := strings.LastIndexByte(short, ' '); short != text && blank > maxLead/2 {
		short = short[:blank] + " …"
	}
	return short
}

// A paragraph is a part of a letter in HTML: lines of the user's own or, in their place, paragraphs that are quoted.
type paragraph struct {
	Lines  []string
	Quoted [][]string
}

// paragraphs returns a letter as HTML shows it, where neither a line break nor a blank line means anything.
func paragraphs(body string) (list []paragraph) {
	var lines []string // of the paragraph that is not complete yet
	quoted := false    // they are quoted
	end := func() {
		last := len(list) - 1
		switch {
		case len(lines) == 0:
		case !quoted:
			list = append(list, paragraph{Lines: lines})
		case last >= 0 && list[last].Quoted != nil:
			list[last].Quoted = append(list[last].Quoted, lines)
		default:
			list = append(list, paragraph{Quoted: [][]string{lines}})
		}
		lines = nil
	}
	for line := range strings.SplitSeq(body, "\n") {
		own, isQuoted := strings.CutPrefix(line, ">")
		if isQuoted != quoted {
			end()
			quoted = isQuoted
		}
		if line = strings.TrimPrefix(own, " "); strings.TrimSpace(line) == "" {
			end()
		} else {
			lines = append(lines, line)
		}
	}
	end()
	return list
}
