package term

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"os"
	"strings"

	xterm "golang.org/x/term"
)

// ErrNoAnswer means that the input ended or the program was interrupted before a question was answered.
var ErrNoAnswer = errors.New("no answer; nothing was changed")

// Ask asks a question and returns the answer, trimmed, or the proposed one if the answer is empty. It returns
// [ErrNoAnswer] if there is no answer.
func (t *Terminal) Ask(question, proposed string) (string, error) {
	if proposed != "" {
		question += " [" + proposed + "]"
	}
	t.Printf("%s: ", question)
	if t.answers == nil {
		t.answers = bufio.NewReader(t.In)
	}
	line, err := t.read(func() (string, error) { return t.answers.ReadString('\n') })
	if line = strings.TrimSpace(line); line == "" && err != nil {
		t.Printf("\n")
		return "", ErrNoAnswer
	}
	return cmp.Or(line, proposed), nil
}

var errInterrupted = errors.New("interrupted")

// read returns what line does, or errInterrupted as soon as the program is told to stop. The program handles the
// signal of Ctrl-C, so nothing else would end the reading.
func (t *Terminal) read(line func() (string, error)) (string, error) {
	type result struct {
		line string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		text, err := line()
		done <- result{text, err}
	}()
	select {
	case r := <-done:
		return r.line, r.err
	case <-t.Interrupted:
		return "", errInterrupted
	}
}

// Confirm asks a question and reports whether the answer is "y" or "yes". The question is formatted as by
// [fmt.Printf].
func (t *Terminal) Confirm(question string, values ...any) bool {
	t.Printf(question, values...)
	answer, err := t.Ask(" yes or no", "no")
	answer = strings.ToLower(answer)
	return err == nil && (answer == "y" || answer == "yes")
}

// AskSecretly asks a question and returns the answer, trimmed, which a terminal does not show. It returns
// [ErrNoAnswer] if there is no answer.
func (t *Terminal) AskSecretly(question string) (string, error) {
	f, ok := t.In.(*os.File)
	if !ok || !isTerminal(f) {
		return t.Ask(question, "")
	}
	t.Printf("%s: ", question)
	secret, err := t.readSecret(int(f.Fd()))
	t.Printf("\n")
	return strings.TrimSpace(secret), err
}

// readSecret reads a line that the terminal does not show. If it is interrupted, it restores the terminal.
func (t *Terminal) readSecret(fd int) (string, error) {
	shown, err := xterm.GetState(fd)
	if err != nil {
		return "", err
	}
	line, err := t.read(func() (string, error) {
		line, err := xterm.ReadPassword(fd)
		return string(line), err
	})
	if errors.Is(err, errInterrupted) {
		return "", errors.Join(ErrNoAnswer, xterm.Restore(fd, shown))
	}
	if errors.Is(err, io.EOF) {
		return "", ErrNoAnswer
	}
	return line, err
}
