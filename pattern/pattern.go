// Package pattern defers the compilation of regular expressions to their first use. Compiling all of them at every
// start took longer than most commands do.
package pattern

import (
	"regexp"
	"sync"
)

// Lazy returns a function that compiles expr at its first call. A mistake in expr makes it panic.
func Lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
