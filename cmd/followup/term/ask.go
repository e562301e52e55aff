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
	line, err := Await(t.Interrupted, func() (string, error) { return t.answers.ReadString('\n') })
	if line = strings.TrimSpace(line); line == "" && err != nil {
		t.Printf("\n")
		return "", ErrNoAnswer
	}
	return cmp.Or(line, proposed), nil
}

var errInterrupted = errors.New("interrupted")

// Await returns what read does, or an error as soon as the program is told to stop. It handles the signal of Ctrl-C, so
// nothing else would end the reading.
func Await[T any](stop <-chan struct{}, read func() (T, error)) (T, error) {
	var value T
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		value, err = read()
	}()
	select {
	case <-done:
		return value, err
	case <-stop:
		return *new(T), errInterrupted
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
	line, err := Await(t.Interrupted, func() ([]byte, error) { return xterm.ReadPassword(fd) })
	if errors.Is(err, errInterrupted) {
		return "", errors.Join(ErrNoAnswer, xterm.Restore(fd, shown))
	}
	if errors.Is(err, io.EOF) {
		return "", ErrNoAnswer
	}
	return string(line), err
}
