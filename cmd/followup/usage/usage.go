// Package usage marks errors that are the caller's mistake, such as a wrong value for a flag. The program exits with
// code 2 after them, and with 1 after other failures.
package usage

import (
	"errors"
	"fmt"
)

// An Error is a mistake in how the program was called. Its text says what is wrong and what to do.
type Error struct{ err error }

func (e Error) Error() string { return e.err.Error() }

// Unwrap returns the error that was marked.
func (e Error) Unwrap() error { return e.err }

// Errorf returns an Error that wraps what [fmt.Errorf] returns.
func Errorf(format string, args ...any) error { return Error{fmt.Errorf(format, args...)} }

// Mark returns err as an Error.
func Mark(err error) error { return Error{err} }

// Is reports whether err is, or wraps, an Error.
func Is(err error) bool { return errors.As(err, new(Error)) }
