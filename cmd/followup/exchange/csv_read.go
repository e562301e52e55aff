package exchange

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"followup/rules"
)

// ReadCSV reads a table of interviews as a spreadsheet saves it: a header line that names the columns, then an interview
// a line. The separator is a comma, a semicolon or a tab, whichever the header line uses.
func ReadCSV(ctx context.Context, r io.Reader, o Options) ([]Entry, error) {
	data, err := readAll(r)
	if err != nil {
		return nil, err
	}
	if err := checkUTF8(data); err != nil {
		return nil, err
	}
	t := table{options: o}
	t.open(data)
	t.readHeader()
	if len(t.faults.errs) == 0 {
		t.readRows(ctx)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := t.faults.err(); err != nil {
		return nil, err
	}
	return t.entries, nil
}

// table is a file on its way through the reader.
type table struct {
	options Options
	csv     *csv.Reader
	columns columns
	habits  map[field]map[string]*habit // how a column writes its days, by the separator
	entries []Entry
	faults  faults
}

// open finds the separator. A first line "sep=;", with which Excel is told it, is put aside: the reader skips the empty
// line that is left and still counts it.
func (t *table) open(data []byte) {
	first, rest, _ := bytes.Cut(bytes.TrimLeft(data, "\r\n"), []byte("\n"))
	comma := separatorOf(string(first))
	if told, ok := strings.CutPrefix(strings.ToLower(strings.TrimRight(string(first), "\r")), "sep="); ok && len(told) == 1 {
		if strings.Contains(",;\t", told) {
			comma = rune(told[0])
			blank := bytes.Count(data[:len(data)-len(rest)], []byte("\n"))
			data = append(bytes.Repeat([]byte("\n"), blank), rest...)
		}
	}
	t.csv = csv.NewReader(bytes.NewReader(data))
	t.csv.Comma = comma
	t.csv.FieldsPerRecord = -1 // spreadsheets leave empty cells at the end of a line away
}

// separatorOf is the separator that occurs most in a header line, outside quotation marks.
func separatorOf(header string) rune {
	count := map[rune]int{}
	quoted := false
	for _, r := range header {
		if r == '"' {
			quoted = !quoted
		} else if !quoted {
			count[r]++
		}
	}
	best := ','
	for _, r := range ";\t" {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}

func (t *table) readHeader() {
	header, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		t.faults.add(errors.New("the file is empty; its first line has to name the columns, such as company, role, start"))
		return
	}
	if err != nil {
		t.faults.add(tableError(err))
		return
	}
	line, _ := t.csv.FieldPos(0)
	for i := range header {
		header[i] = unguarded(strings.TrimSpace(header[i]))
	}
	var f faults
	t.columns = newColumns(header, t.options.Map, &f)
	for _, err := range f.errs {
		t.faults.add(fmt.Errorf("line %d: %w", line, err))
	}
	t.faults.more += f.more
}

func (t *table) readRows(ctx context.Context) {
	rows := t.rows(ctx)
	t.learn(rows)
	for i := range rows {
		if ctx.Err() != nil {
			return
		}
		r := &rows[i]
		iv := r.interview()
		t.entries = append(t.entries, Entry{Interview: iv, Line: r.line, Remarks: r.remarks})
	}
}

// rows are the lines that say something.
func (t *table) rows(ctx context.Context) (rows []row) {
	for ctx.Err() == nil {
		cells, err := t.csv.Read()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.faults.add(tableError(err))
			continue
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		r := row{table: t, cells: cells, lines: make([]int, len(cells)), failed: map[field]bool{}}
		for i := range cells {
			r.lines[i], _ = t.csv.FieldPos(i)
		}
		r.line = r.lines[0]
		rows = append(rows, r)
	}
	return rows
}

// tableError says what the table reader means, in the words of this package.
func tableError(err error) error {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return err
	}
	if errors.Is(parse.Err, csv.ErrQuote) && parse.Line > parse.StartLine {
		return fmt.Errorf(`line %d: a cell that begins with a quotation mark does not end; close it, or write "" for a mark inside a cell`, parse.StartLine)
	}
	return fmt.Errorf(`line %d: a quotation mark stands where none may; put the cell in quotation marks and write "" for a mark inside it`, parse.Line)
}

// row is one line of the table.
type row struct {
	table   *table
	cells   []string
	line    int
	lines   []int // where each cell begins
	failed  map[field]bool
	remarks []string
}

// fail notes a fault of the column; a field in two columns is the first of them.
func (r *row) fail(f field, err error) {
	if err == nil {
		return
	}
	line := r.line
	if i, ok := r.table.columns.at[f]; ok && i < len(r.cells) {
		line = r.lines[i]
	}
	r.failed[f] = true
	r.table.faults.add(fmt.Errorf("line %d, column %q: %w", line, r.table.columns.name(f), err))
}

// interview is what the line says. Each cell that cannot be read is a fault.
func (r *row) interview() rules.Interview {
	r.checkWidth()
	iv := rules.Interview{
		Company: r.text(company), Role: r.text(role), Zone: r.text(zone),
		Said: r.text(said), Topic: r.text(topic), Fit: r.text(fit), Hook: r.text(hook),
	}
	iv.Start = r.start(iv.Zone)
	iv.Duration = r.duration()
	iv.Interviewers = r.people()
	iv.DecisionBy = r.decisionBy()
	iv.NoContact = r.noContact()
	r.validate(iv)
	return iv
}

// checkWidth refuses what stands beyond the last column: it is most often a separator in a cell without quotation marks,
// which would move every cell after it to another field.
func (r *row) checkWidth() {
	for i, cell := range r.cells {
		if (i >= len(r.table.columns.names) || strings.TrimSpace(r.table.columns.names[i]) == "") && strings.TrimSpace(cell) != "" {
			r.table.faults.add(fmt.Errorf("line %d: cell %d, %q, stands under no column; name the column, or put a cell with %q in it in quotation marks",
				r.line, i+1, cell, string(r.table.csv.Comma)))
			return
		}
	}
}

// validate reports what the rules do not accept, but for what has been reported already.
func (r *row) validate(iv rules.Interview) {
	err := iv.Validate(r.table.options.Location)
	if err == nil {
		return
	}
	errs := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		errs = joined.Unwrap()
	}
	for _, err := range errs {
		f := blamed(err)
		if !r.failed[f] && !(f == decisionBy && r.failed[start]) {
			r.fail(f, err)
		}
	}
}

// blamed is the field that an error of Validate begins with.
func blamed(err error) field {
	for _, f := range written {
		if strings.HasPrefix(err.Error(), strings.ToLower(string(f))+" ") {
			return f
		}
	}
	if strings.HasPrefix(err.Error(), "decision date ") {
		return decisionBy
	}
	return start
}
