package term

import (
	"bufio"
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
)

// Table prints cleaned rows in aligned columns, in any script. The last column is not padded. On a terminal, lines are
// cut to its width and the urgent rows are bold, if it shows colours.
//
// It goes through the rows twice and does not hold them.
func (t *Terminal) Table(rows iter.Seq[[]string], urgent ...bool) {
	widths := columnWidths(rows)
	out := bufio.NewWriter(t.Out)
	defer out.Flush() // whoever needs its error takes an Output
	n := -1
	for row := range rows {
		n++
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
		_, _ = out.WriteString(text + "\n")
	}
}

// Bold is used instead of colours because it is visible on light and dark screens.
const bold, plain = "\x1b[1m", "\x1b[0m"

// narrowestColumn is the width, in columns of the terminal, below which Fit does not cut.
const narrowestColumn = 4

// Fit returns the rows with the cells of the given columns cut, the widest column first, until they fit the terminal.
// Without a terminal it cuts nothing.
func (t *Terminal) Fit(rows iter.Seq[[]string], columns ...int) iter.Seq[[]string] {
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
	return func(yield func([]string) bool) {
		for row := range rows {
			row = slices.Clone(row)
			for _, i := range columns {
				row[i] = cut(row[i], widths[i])
			}
			if !yield(row) {
				return
			}
		}
	}
}

// LeastWidth returns the width of the rows if Fit cuts the given columns as far as it can.
func LeastWidth(rows iter.Seq[[]string], columns ...int) int {
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
func columnWidths(rows iter.Seq[[]string]) (widths []int) {
	for row := range rows {
		if widths == nil {
			widths = make([]int, len(row))
		}
		for i, cell := range row {
			widths[i] = max(widths[i], runewidth.StringWidth(Clean(cell)))
		}
	}
	return widths
}

// cut cleans a cell and shortens it to a width, in any script.
func cut(s string, width int) string { return runewidth.Truncate(Clean(s), width, "…") }
