package term

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
)

// Table prints rows with aligned columns, whatever the script; the last column is not padded. On a terminal no line is
// wider than the terminal, and the urgent rows are bold.
func (t *Terminal) Table(rows [][]string, urgent ...bool) {
	widths := columnWidths(rows)
	for n, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			if i == len(row)-1 {
				line.WriteString(Clean(cell))
			} else {
				line.WriteString(runewidth.FillRight(Clean(cell), widths[i]+2))
			}
		}
		text := strings.TrimRight(line.String(), " ")
		if t.Width > 0 {
			text = cut(text, t.Width)
		}
		if t.Colour && n < len(urgent) && urgent[n] {
			text = bold + text + plain
		}
		t.Printf("%s\n", text)
	}
}

// Bold is visible on light and dark screens alike.
const bold, plain = "\x1b[1m", "\x1b[0m"

// narrowestColumn is how far a column is cut to make room for the others.
const narrowestColumn = 4

// Fit cuts the cells of the given columns, the widest column first, until the rows fit the terminal. Without a terminal
// nothing is cut.
func (t *Terminal) Fit(rows [][]string, columns ...int) [][]string {
	if t.Width == 0 {
		return rows
	}
	widths := columnWidths(rows)
	wanted := 2 * (len(widths) - 1)
	for _, w := range widths {
		wanted += w
	}
	for ; wanted > t.Width; wanted-- {
		widest := slices.MaxFunc(columns, func(x, y int) int { return cmp.Compare(widths[x], widths[y]) })
		if widths[widest] <= narrowestColumn {
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

// LeastWidth returns the width of the rows once Fit has cut the given columns as far as it may.
func LeastWidth(rows [][]string, columns ...int) int {
	widths := columnWidths(rows)
	least := 2 * (len(widths) - 1)
	for i, w := range widths {
		if slices.Contains(columns, i) {
			w = min(w, narrowestColumn)
		}
		least += w
	}
	return least
}

// columnWidths returns the width of each column.
func columnWidths(rows [][]string) []int {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], runewidth.StringWidth(Clean(cell)))
		}
	}
	return widths
}

// cut shortens a cell to a width, whatever the script.
func cut(s string, width int) string { return runewidth.Truncate(Clean(s), width, "…") }
