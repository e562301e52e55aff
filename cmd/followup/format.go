package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"

	"followup/cmd/followup/dates"
	"followup/rules"
)

// stamp is "Tue 1 Dec 2026 14:00 CET".
func stamp(t time.Time, loc *time.Location) string {
	return t.In(loc).Format("Mon 2 Jan 2006 15:04 MST")
}

// brief is "Tue 1 Dec 14:00", with the year when it is not this one.
func brief(t, now time.Time, loc *time.Location) string {
	if t.In(loc).Year() != now.In(loc).Year() {
		return t.In(loc).Format("Mon 2 Jan 2006 15:04")
	}
	return t.In(loc).Format("Mon 2 Jan 15:04")
}

// parseTime reads a moment as people say it, in the given zone.
func (a *app) parseTime(flag, s string, loc *time.Location, dir dates.Direction) (time.Time, error) {
	t, err := dates.Time(s, a.now(), loc, dir)
	if err != nil {
		return t, usagef("--%s %w", flag, err)
	}
	return t, nil
}

// parseDay reads the day by which they decide, as people say it; "" is no date.
func (a *app) parseDay(flag, s string, p rules.Policy) (rules.Date, error) {
	if s == "" {
		return rules.Date{}, nil
	}
	d, err := dates.Deadline(s, rules.DateOf(a.now(), p.Location), p.Calendar)
	if err != nil {
		return d, usagef("--%s %w", flag, err)
	}
	return d, nil
}

// stands says in words where an application stands.
func stands(p rules.Phase) string {
	switch p {
	case rules.PhaseUpcoming:
		return "upcoming"
	case rules.PhaseOpen:
		return "waiting for their answer"
	case rules.PhaseQuiet:
		return "quiet"
	case rules.PhaseRejected:
		return "rejected"
	case rules.PhaseOffer:
		return "offer"
	case rules.PhaseStopped:
		return "stopped"
	}
	return string(p)
}

// note names the note of a key and whom it is to: "thank-yous to Jo Smith, Ann Lee and 2 more".
func note(k rules.Key, to ...rules.Person) string {
	const most = 2
	return noun(k, len(to)) + " to " + names(to, most)
}

// noun names so many notes of a key.
func noun(k rules.Key, n int) string {
	s := k.Kind.Noun()
	if n > 1 {
		s += "s"
	}
	if k.LastCall {
		s += " (last call)"
	}
	return s
}

// names names people, and of many only the first, so many at most: of three, one more than two, all.
func names(people []rules.Person, most int) string {
	var list []string
	for _, p := range people {
		list = append(list, whoAmong(people, p))
	}
	if more := len(list) - most; more > 1 {
		list = append(list[:most], fmt.Sprintf("%d more", more))
	}
	last := len(list) - 1
	if last < 1 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:last], ", ") + " and " + list[last]
}

// who is how a person is named in a line of output.
func who(p rules.Person) string {
	if p.Name != "" {
		return p.Name
	}
	return p.String()
}

// whoAmong is who, with the address where another of the people is called the same.
func whoAmong(people []rules.Person, p rules.Person) string {
	namesake := func(q rules.Person) bool { return !q.Is(p) && who(q) == who(p) }
	if slices.ContainsFunc(people, namesake) {
		return p.String()
	}
	return who(p)
}

// clean makes text from elsewhere safe to print: a control character could rewrite the terminal, and one that nobody sees
// could have it read as something else.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '\uFFFD'
		}
		return r
	}, rules.Visible(s))
}

// table prints rows whose columns align, whatever the script. The last column is not padded. On a terminal no line is
// wider than it, and the urgent rows stand out.
func (a *app) table(rows [][]string, urgent ...bool) {
	widths := widthsOf(rows)
	for n, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			if i == len(row)-1 {
				line.WriteString(clean(cell))
			} else {
				line.WriteString(runewidth.FillRight(clean(cell), widths[i]+2))
			}
		}
		text := strings.TrimRight(line.String(), " ")
		if a.width > 0 {
			text = cut(text, a.width)
		}
		if a.colour && n < len(urgent) && urgent[n] {
			text = bold + text + plain
		}
		a.printf("%s\n", text)
	}
}

// Bold shows on light and dark screens alike.
const bold, plain = "\x1b[1m", "\x1b[0m"

// narrowest is how far a column is cut to make room for the others.
const narrowest = 4

// fit cuts the named columns, the widest first, as far as the rows must be to stand on the terminal. Where there is none
// nothing is cut: a long line is no matter to grep.
func (a *app) fit(rows [][]string, columns ...int) [][]string {
	if a.width == 0 {
		return rows
	}
	widths := widthsOf(rows)
	wanted := 2 * (len(widths) - 1)
	for _, w := range widths {
		wanted += w
	}
	for ; wanted > a.width; wanted-- {
		widest := slices.MaxFunc(columns, func(x, y int) int { return cmp.Compare(widths[x], widths[y]) })
		if widths[widest] <= narrowest {
			break
		}
		widths[widest]--
	}
	for _, row := range rows {
		for _, i := range columns {
			row[i] = cut(row[i], widths[i])
		}
	}
	return rows
}

// leastWidth is how wide the rows are when the named columns are cut as far as can be.
func leastWidth(rows [][]string, columns ...int) int {
	widths := widthsOf(rows)
	least := 2 * (len(widths) - 1)
	for i, w := range widths {
		if slices.Contains(columns, i) {
			w = min(w, narrowest)
		}
		least += w
	}
	return least
}

// widthsOf is how wide each column is.
func widthsOf(rows [][]string) []int {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], runewidth.StringWidth(clean(cell)))
		}
	}
	return widths
}

// entry prints text behind a label; on a terminal it goes on in lines below its beginning. Elsewhere it stays one line,
// which is easier to search.
func (a *app) entry(label, text string) {
	width := a.width
	if width == 0 {
		width = math.MaxInt
	}
	a.printf("%s\n", fold(label, clean(text), width))
}

// cut shortens a cell to a width, whatever the script.
func cut(s string, width int) string { return runewidth.Truncate(clean(s), width, "…") }

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// plural is the one word for one, and the other for several.
func plural(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return several
}

// count is "1 interview", "2 interviews".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
