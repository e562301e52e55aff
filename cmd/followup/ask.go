package main

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// errNoAnswer: the terminal was closed, or Ctrl-C was pressed, before the question was answered.
var errNoAnswer = errors.New("no answer; nothing was changed")

// ask asks one question and returns the answer, or otherwise where the answer is empty.
func (a *app) ask(question, otherwise string) (string, error) {
	if otherwise != "" {
		question += " [" + otherwise + "]"
	}
	a.printf("%s: ", question)
	if a.answers == nil {
		a.answers = bufio.NewReader(a.stdin)
	}
	line, err := a.readLine()
	if line = strings.TrimSpace(line); line == "" && errors.Is(err, io.EOF) {
		a.printf("\n")
		return "", errNoAnswer
	}
	if line == "" {
		return otherwise, nil
	}
	return line, nil
}

// readLine reads the next line, or ends where the input does. Ctrl-C ends it too: the program has taken the signal over, so
// nothing else would.
func (a *app) readLine() (line string, err error) {
	type result struct {
		line string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		line, err := a.answers.ReadString('\n')
		done <- result{line, err}
	}()
	select {
	case r := <-done:
		return r.line, r.err
	case <-a.interrupted:
		return "", io.EOF
	}
}

// confirm asks a question that only a clear yes answers with yes.
func (a *app) confirm(question string, values ...any) bool {
	a.printf(question, values...)
	answer, err := a.ask(" yes or no", "no")
	answer = strings.ToLower(answer)
	return err == nil && (answer == "y" || answer == "yes")
}
