package message

import (
	"slices"
	"strings"

	"followup/pattern"
)

var (
	// An original is a line such as "-----Original Message-----" in any language, or Outlook's line of underscores.
	original = pattern.Lazy(`^(-{4,} ?[^-]+ ?-{4,}|_{20,})$`)

	// A headerLine is a line of the header that Outlook puts above a quoted mail: "From: ", "*Von:* ", "De : ".
	headerLine = pattern.Lazy(`^\*?\p{L}[\p{L} ]{0,15} ?:\*? ?\S`)

	// A stamp is a year or a time of day, as in "On Tue, 1 Dec 2026 at 14:00, Jo Smith wrote:".
	stamp = pattern.Lazy(`\b(19|20)\d\d\b|\b\d{1,2}[:.h]\d\d\b`)
)

// Own returns the lines of a text that its sender wrote: without quoted lines and the line above them that says whose
// they are, without what follows "-----Original Message-----" or its like, and without the signature.
func Own(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	var own []string
	for i, line := range lines {
		line = strings.TrimRight(line, " \t\r")
		switch {
		case line == "--" && len(own) > 0, original.MatchString(line), beginsHeader(lines[i:]):
			return join(own)
		case strings.HasPrefix(strings.TrimSpace(line), ">"):
			own = withoutAttribution(own)
			own = append(own, "") // words above and below a quote do not run together
		default:
			own = append(own, line)
		}
	}
	return join(own)
}

// join joins the lines, without blank lines around them and without several in a row.
func join(lines []string) string {
	lines = slices.CompactFunc(lines, func(a, b string) bool { return a == "" && b == "" })
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// beginsHeader reports whether lines begin with the header of a quoted mail: three or more fields, of which the first
// two are whose it is and when it came.
func beginsHeader(lines []string) bool {
	if len(lines) < 3 {
		return false
	}
	for _, line := range lines[:3] {
		if !headerLine.MatchString(strings.TrimSpace(line)) {
			return false
		}
	}
	return strings.Contains(lines[0], "@") && stamp.MatchString(lines[1])
}

// maxAttribution is how many lines a mail program takes to say whose words follow.
const maxAttribution = 3

// withoutAttribution drops the lines at the end that say whose words follow. The last ends with a colon, and one of
// them has the time: whatever else stands directly above a quote is the sender's.
func withoutAttribution(own []string) []string {
	end := len(own)
	for end > 0 && own[end-1] == "" {
		end--
	}
	if end == 0 || len(own)-end > 1 || !strings.HasSuffix(own[end-1], ":") {
		return own
	}
	for from := end - 1; from >= max(0, end-maxAttribution) && own[from] != ""; from-- {
		if stamp.MatchString(own[from]) {
			return own[:from]
		}
	}
	return own
}
