package term

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func TestTableAlignsAnyScript(t *testing.T) {
	var out bytes.Buffer
	rows := [][]string{{"ID", "COMPANY", "NEXT"}, {"1", "株式会社", "a"}, {"22", "Acme", "b"}}
	(&Terminal{Out: &out}).Table(slices.Values(rows))
	want := "ID  COMPANY   NEXT\n1   株式会社  a\n22  Acme      b\n"
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}

// A letter is folded on a terminal, with each line of a quotation marked, and is unchanged elsewhere.
func TestParagraph(t *testing.T) {
	for _, row := range []struct {
		width      int
		line, want string
	}{
		{0, "I hope to hear from you soon", "I hope to hear from you soon"},
		{12, "I hope to hear from you soon", "I hope to\nhear from\nyou soon"},
		{14, "> I hope to hear from you", "> I hope to\n> hear from\n> you"},
		{14, ">> I hope to hear", ">> I hope to\n>> hear"},
		{14, ">", ">"},
		{14, "", ""},
	} {
		if got := (&Terminal{Width: row.width}).Paragraph("", row.line); got != row.want {
			t.Errorf("%d columns: %q, want %q", row.width, got, row.want)
		}
	}
}

func TestEntryIndentsByTheLabel(t *testing.T) {
	for width, want := range map[int]string{
		0:  "Next: thank-you to Jo Smith, at once.\n",
		20: "Next: thank-you to\n      Jo Smith, at\n      once.\n",
		30: "Next: thank-you to Jo Smith,\n      at once.\n",
	} {
		var out bytes.Buffer
		(&Terminal{Out: &out, Width: width}).Entry("Next: ", "thank-you to Jo Smith, at once.")
		if out.String() != want {
			t.Errorf("%d columns: %q, want %q", width, out.String(), want)
		}
	}
}

func TestAsk(t *testing.T) {
	interrupted := make(chan struct{})
	close(interrupted)
	waiting, _ := io.Pipe()
	for _, row := range []struct {
		why  string
		term Terminal
		want string
		err  error
	}{
		{"an answer is trimmed", Terminal{In: strings.NewReader(" Acme \n")}, "Acme", nil},
		{"an empty line accepts the proposal", Terminal{In: strings.NewReader("\n")}, "Globex", nil},
		{"the last line needs no line feed", Terminal{In: strings.NewReader("Acme")}, "Acme", nil},
		{"a closed input is not an answer", Terminal{In: strings.NewReader("")}, "", ErrNoAnswer},
		{"a broken input is not an answer", Terminal{In: iotest.ErrReader(io.ErrUnexpectedEOF)}, "", ErrNoAnswer},
		{"an interruption is not an answer", Terminal{In: waiting, Interrupted: interrupted}, "", ErrNoAnswer},
	} {
		t.Run(row.why, func(t *testing.T) {
			var out bytes.Buffer
			row.term.Out = &out
			got, err := row.term.Ask("Company", "Globex")
			if got != row.want || !errors.Is(err, row.err) {
				t.Errorf("got %q, %v; want %q, %v", got, err, row.want, row.err)
			}
			if !strings.HasPrefix(out.String(), "Company [Globex]: ") {
				t.Errorf("asked %q", out.String())
			}
		})
	}
}

func TestCleanRemovesWhatRewritesTheTerminal(t *testing.T) {
	if got := Clean("a\x1b[2Jb\u009bc\r\u202ed\u200b"); strings.ContainsAny(got, "\x1b\u009b\r\u202e\u200b") {
		t.Errorf("Clean leaves %q", got)
	}
}
