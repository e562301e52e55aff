package term

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
)

// Table prints cleaned rows in aligned columns, in any script. The last column is not padded. On a terminal, lines are
// cut to its width and the urgent rows are bold, if it shows colours.
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

// Bold is used instead of colours because it is visible on light and dark screens.
const bold, plain = "\x1b[1m", "\x1b[0m"

// narrowestColumn is the width, in columns of the terminal, below which Fit does not cut.
const narrowestColumn = 4

// Fit cuts the cells of the given columns, the widest column first, until the rows fit the terminal, and returns the
// rows. Without a terminal it cuts nothing.
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

// LeastWidth returns the width of the rows if Fit cuts the given columns as far as it can.
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

// columnWidths returns the width of each column, in columns of the terminal.
func columnWidths(rows [][]string) []int {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], runewidth.StringWidth(Clean(cell)))
		}
	}
	return widths
}

// cut cleans a cell and shortens it to a width, in any script.
func cut(s string, width int) string { return runewidth.Truncate(Clean(s), width, "…") }
