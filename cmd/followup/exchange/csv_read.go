package exchange

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/textfile"
	"followup/rules"
)

// ReadCSV reads a table of interviews as a spreadsheet saves it: a header line that names the columns, then one
// interview in each row. The separator is a comma, a semicolon or a tab, whichever the header line uses.
func ReadCSV(ctx context.Context, r io.Reader, o Options) ([]Entry, error) {
	in, err := textfile.Open(ctx, r)
	if err != nil {
		return nil, err
	}
	return readCSV(ctx, in, o)
}

func readCSV(ctx context.Context, in *bufio.Reader, o Options) ([]Entry, error) {
	t := tableReader{options: o, numbers: map[int64]Entry{}, habits: map[string]*habit{}}
	if err := t.open(in); err != nil {
		return nil, err
	}
	if err := t.readHeader(); err != nil {
		return nil, err
	}
	if len(t.faults.errs) == 0 {
		if err := t.readRows(ctx); err != nil {
			return nil, err
		}
	}
	if err := t.faults.Err(); err != nil {
		return nil, err
	}
	return t.entries, nil
}

// A tableReader is the state of reading a table.
type tableReader struct {
	options Options
	file    *rowInput
	csv     *csv.Reader
	columns tableColumns
	habits  map[string]*habit // how a column writes days, by its field and separator; by the separator, how all do
	line    int               // the last line that was read
	numbers map[int64]Entry   // the first rows of applications that have a number in the file
	entries []Entry
	faults  Faults
	latin   bool // some text was not UTF-8
}

// open finds the separator. A first line "sep=;", which tells Excel the separator, is replaced by an empty line, which
// the CSV reader skips but counts.
func (t *tableReader) open(in *bufio.Reader) error {
	start, err := in.Peek(in.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	blank := len(start) - len(bytes.TrimLeft(start, "\r\n"))
	first, _, _ := bytes.Cut(start[blank:], []byte("\n"))
	comma := separatorOf(string(first))
	told, ok := strings.CutPrefix(strings.ToLower(strings.Trim(string(first), "\"")), "sep=")
	if ok &&
		len(told) == 1 && strings.Contains(",;\t", told) {
		comma = rune(told[0])
		lines := strings.Repeat("\n", bytes.Count(start[:blank], []byte("\n")))
		_, _ = in.Discard(blank + len(first)) // cannot fail, because these bytes are buffered
		t.file = &rowInput{file: io.MultiReader(strings.NewReader(lines), in)}
	} else {
		t.file = &rowInput{file: in}
	}
	t.file.comma = []byte(string(comma))
	t.csv = csv.NewReader(t.file)
	t.csv.Comma = comma
	t.csv.FieldsPerRecord = -1 // spreadsheets omit empty cells at the end of a row
	return nil
}

// separatorOf returns the separator that is most frequent in a header line, outside quotation marks.
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

// The limits of a table. Each is far above what one of interviews needs. They keep a wrong or hostile file from filling
// the memory: reading takes some tens of megabytes at most, however large the file is.
const (
	maxRows    = 10_000
	maxKept    = 4 << 20 // bytes that are kept, of all rows together
	maxRow     = 2 << 20 // bytes of a row: an interview may have long notes and many people
	maxCells   = 50_000  // separators in a row
	maxColumns = 1000    // including those that are not read
	maxGuests  = 500     // people in a cell
)

// A rowInput reads a file and fails if a row of it is too large.
type rowInput struct {
	file         io.Reader
	comma        []byte
	size, commas int // in what was read since the last row
}

var errLongRow = fmt.Errorf("a row is larger than %d MB, or has too many cells; is this the right file, and is "+
	"every quotation mark closed?", maxRow>>20)

func (in *rowInput) Read(p []byte) (int, error) {
	if in.size > maxRow || in.commas > maxCells {
		return 0, errLongRow
	}
	n, err := in.file.Read(p)
	in.size += n
	in.commas += bytes.Count(p[:n], in.comma)
	return n, err
}

// next must be called after each row.
func (in *rowInput) next() { in.size, in.commas = 0, 0 }

// next returns the next row of the table and its line, or an error that ends reading. What is wrong with one row only
// is added to the faults.
func (t *tableReader) next() (cells []string, line int, err error) {
	for {
		cells, err := t.csv.Read()
		if parse := new(csv.ParseError); errors.As(err, &parse) {
			t.faults.Add(tableError(parse))
		} else if errors.Is(err, errLongRow) {
			return nil, 0, fmt.Errorf("line %d: %w", t.line+1, err)
		} else if err != nil {
			return nil, 0, err
		}
		t.file.next()
		if t.faults.more > maxRows {
			return nil, 0, t.faults.Err() // this is not a table
		}
		if err != nil {
			continue
		}
		for i, cell := range cells {
			t.line, _ = t.csv.FieldPos(i)
			if cells[i] = textfile.UTF8([]byte(cell)); cells[i] != cell {
				t.latin = true
			}
		}
		line, _ := t.csv.FieldPos(0)
		return cells, line, nil
	}
}

func (t *tableReader) readHeader() error {
	header, line, err := t.next()
	if errors.Is(err, io.EOF) {
		if len(t.faults.errs) == 0 {
			t.faults.Add(errors.New("the file is empty; its first line has to name the columns, such as company, " +
				"role, start"))
		}
		return nil
	}
	if err != nil || len(t.faults.errs) > 0 {
		return err
	}
	for i := range header {
		header[i] = unguarded(strings.TrimSpace(header[i]))
	}
	for len(header) > 0 && header[len(header)-1] == "" {
		header = header[:len(header)-1]
	}
	if len(header) > maxColumns {
		return fmt.Errorf("line %d: the table has %d columns; at most %d are read", line, len(header), maxColumns)
	}
	var f Faults
	t.columns = newColumns(header, t.options.Map, &f)
	for _, err := range f.errs {
		t.faults.Add(fmt.Errorf("line %d: %w", line, err))
	}
	t.faults.more += f.more
	return nil
}

func (t *tableReader) readRows(ctx context.Context) error {
	rows, err := t.rows()
	if err != nil {
		return err
	}
	t.learn(rows)
	for i := range rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		r := &rows[i]
		t.entries = append(t.entries, r.entry())
		*r = tableRow{} // free its memory
	}
	return nil
}

// rows returns the rows that are not empty, with the cells that are read.
func (t *tableReader) rows() (rows []tableRow, err error) {
	width, kept := t.columns.width(), 0
	for {
		cells, line, err := t.next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		t.checkWidth(cells, line)
		t.learnFrom(cells)
		r := tableRow{table: t, line: line, cells: slices.Clone(cells[:min(len(cells), width)])}
		r.lines = make([]int, len(r.cells))
		for i, cell := range r.cells {
			r.lines[i], _ = t.csv.FieldPos(i)
			kept += len(cell)
		}
		if len(rows) == maxRows || kept > maxKept {
			return nil, fmt.Errorf("line %d: the table is too large; at most %d rows and %d MB are read, so split it",
				line, maxRows, maxKept>>20)
		}
		rows = append(rows, r)
	}
}

// checkWidth refuses a cell without a column. The cause is usually a separator in a cell without quotation marks, which
// would move all cells after it to other fields.
func (t *tableReader) checkWidth(cells []string, line int) {
	for i, cell := range cells {
		if (i >= len(t.columns.names) || strings.TrimSpace(t.columns.names[i]) == "") && strings.TrimSpace(cell) != "" {
			t.faults.Add(fmt.Errorf("line %d: cell %d, %q, stands under no column; name the column, or put a cell "+
				"with %q in it in quotation marks",
				line, i+1, clip(cell), string(t.csv.Comma)))
			return
		}
	}
}

// tableError explains an error of the CSV reader in plain words.
func tableError(parse *csv.ParseError) error {
	if errors.Is(parse.Err, csv.ErrQuote) && parse.Line > parse.StartLine {
		return fmt.Errorf(`line %d: a cell that begins with a quotation mark does not end; close it, or write "" `+
			`for a mark inside a cell`, parse.StartLine)
	}
	return fmt.Errorf(`line %d: a quotation mark stands where none may; put the cell in quotation marks and write `+
		`"" for a mark inside it`, parse.Line)
}

// A tableRow is one row of the table.
type tableRow struct {
	table   *tableReader
	cells   []string
	line    int
	lines   []int // the line in which each cell begins
	failed  map[field]bool
	remarks []string
}

// fail adds a fault of a field's column, unless err is nil.
func (r *tableRow) fail(f field, err error) {
	if err == nil {
		return
	}
	line := r.line
	if i, ok := r.table.columns.at[f]; ok && i < len(r.cells) {
		line = r.lines[i]
	}
	r.blame(f)
	r.table.faults.Add(fmt.Errorf("line %d, column %q: %w", line, r.table.columns.name(f), err))
}

// blame marks a field as faulty, so that no other fault of it is reported.
func (r *tableRow) blame(f field) {
	if r.failed == nil {
		r.failed = map[field]bool{}
	}
	r.failed[f] = true
}

// entry returns what the row says. Each cell that cannot be read is a fault.
func (r *tableRow) entry() Entry {
	if slices.ContainsFunc(r.cells, func(cell string) bool { return rules.Visible(cell) != cell }) {
		r.remarks = append(r.remarks, textfile.Unseen)
	}
	app := rules.Application{ID: r.number(), Company: r.name(fieldCompany), Role: r.name(fieldRole),
		Contact: r.contact(), Fit: r.text(fieldFit), Hook: r.text(fieldHook), NoContact: r.noContact(),
		Language: r.language()}
	var suggested Suggestion
	summary := cmp.Or(r.text(fieldCard), strings.TrimPrefix(app.Role+" at "+app.Company, " at "))
	if r.table.columns.has(fieldCard) {
		t := readTitle("Interview: "+summary, []string{r.table.options.Name})
		app.Company, app.Role = cmp.Or(app.Company, t.company), cmp.Or(app.Role, t.role)
		suggested = t.suggested
	}
	iv := rules.Interview{Zone: r.short(fieldZone), Said: r.text(fieldSaid), Topic: r.text(fieldTopic)}
	var whyNot, vague string
	if iv.Start, iv.Duration, whyNot = r.start(iv.Zone); whyNot != "" {
		e := Entry{Line: r.line, Summary: summary}
		e.LeaveOut(whyNot)
		return e
	}
	r.table.keepNumber(r, app)
	iv.Duration = r.duration(iv.Duration)
	iv.Interviewers = r.people()
	r.greetings(&app, iv.Interviewers)
	iv.DecisionBy, vague = r.decisionBy(iv.Start)
	iv.Said = dates.AlsoSaid(iv.Said, vague)
	if !r.table.columns.has(fieldCard) || app.Company != "" && app.Role != "" { // what a card lacks is asked for
		r.report(app.Validate())
	}
	r.report(iv.Validate(r.table.options.Location))
	r.table.remark(r)
	return Entry{Application: app, Interview: iv, Line: r.line, Remarks: r.remarks, Outcome: r.outcome(),
		Summary: summary, Suggested: suggested}
}

// remark adds what is to be said once about the whole table.
func (t *tableReader) remark(r *tableRow) {
	if t.latin {
		r.remarks = append(r.remarks, textfile.Latin)
	}
	if all := t.columns.leftOut; len(all) > 0 {
		r.remarks = append(r.remarks, fmt.Sprintf("columns that nothing is taken from: %s",
			rules.Clip(strings.Join(all, ", "), 200)))
	}
	t.latin, t.columns.leftOut = false, nil
}

// report adds what the rules do not accept to the faults, except in fields with a fault.
func (r *tableRow) report(err error) {
	if err == nil {
		return
	}
	errs := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		errs = joined.Unwrap()
	}
	for _, err := range errs {
		f := blamed(err)
		if !r.failed[f] && !(f == fieldDecisionBy && r.failed[fieldStart]) {
			r.fail(f, err)
		}
	}
}

// blamed returns the field that an error of Validate names at its beginning.
func blamed(err error) field {
	for _, f := range written {
		if strings.HasPrefix(err.Error(), strings.ToLower(string(f))+" ") {
			return f
		}
	}
	switch {
	case strings.HasPrefix(err.Error(), "decision date "):
		return fieldDecisionBy
	case strings.HasPrefix(err.Error(), "contact "):
		return fieldContact
	}
	return fieldStart
}
