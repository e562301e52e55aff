package main

import (
	"cmp"
	"encoding/json"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"

	"followup/cmd/followup/dates"
	"followup/rules"
)

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
