// Package pattern has regular expressions that are compiled at their first use. Compiling them all at every start took
// longer than most commands do.
package pattern

import (
	"regexp"
	"sync"
)

// Lazy is a regular expression, which must be right: the first use panics otherwise.
func Lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
