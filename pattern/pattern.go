// Package pattern defers the compilation of regular expressions to their first use, and so does it with sets of words.
// Making all of them at every start took longer than most commands do.
package pattern

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// An Expr is a regular expression that is compiled when it is first used. Its methods are those of regexp.Regexp.
type Expr struct {
	source   string
	once     sync.Once
	compiled *regexp.Regexp
}

// Lazy returns the expression. A mistake in source makes its first use panic. The compiler inlines Lazy and lays out a
// package's expressions as data, so that they cost nothing at the start.
func Lazy(source string) *Expr { return &Expr{source: source} }

func (e *Expr) regexp() *regexp.Regexp {
	e.once.Do(func() { e.compiled = regexp.MustCompile(e.source) })
	return e.compiled
}

func (e *Expr) String() string { return e.source }

func (e *Expr) SubexpIndex(name string) int { return e.regexp().SubexpIndex(name) }

func (e *Expr) MatchString(s string) bool              { return e.regexp().MatchString(s) }
func (e *Expr) FindString(s string) string             { return e.regexp().FindString(s) }
func (e *Expr) FindStringIndex(s string) []int         { return e.regexp().FindStringIndex(s) }
func (e *Expr) FindStringSubmatch(s string) []string   { return e.regexp().FindStringSubmatch(s) }
func (e *Expr) FindStringSubmatchIndex(s string) []int { return e.regexp().FindStringSubmatchIndex(s) }
func (e *Expr) FindAllString(s string, n int) []string { return e.regexp().FindAllString(s, n) }
func (e *Expr) Split(s string, n int) []string         { return e.regexp().Split(s, n) }
func (e *Expr) ReplaceAllString(s, template string) string {
	return e.regexp().ReplaceAllString(s, template)
}

func (e *Expr) FindAllStringSubmatch(s string, n int) [][]string {
	return e.regexp().FindAllStringSubmatch(s, n)
}

func (e *Expr) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return e.regexp().FindAllStringSubmatchIndex(s, n)
}

func (e *Expr) ReplaceAllStringFunc(s string, replace func(string) string) string {
	return e.regexp().ReplaceAllStringFunc(s, replace)
}

func (e *Expr) Match(b []byte) bool              { return e.regexp().Match(b) }
func (e *Expr) FindSubmatch(b []byte) [][]byte   { return e.regexp().FindSubmatch(b) }
func (e *Expr) FindSubmatchIndex(b []byte) []int { return e.regexp().FindSubmatchIndex(b) }

func (e *Expr) FindAllIndex(b []byte, n int) [][]int { return e.regexp().FindAllIndex(b, n) }

// A Set is a set of words that is made when it is first asked.
type Set struct {
	words string
	once  sync.Once
	set   map[string]bool
}

// Words returns the set of the words in a text. As with Lazy, it costs nothing until then.
func Words(words string) *Set { return &Set{words: words} }

// Has reports whether a word is in the set.
func (s *Set) Has(word string) bool {
	s.once.Do(func() {
		s.set = map[string]bool{}
		for w := range strings.FieldsSeq(s.words) {
			s.set[w] = true
		}
	})
	return s.set[word]
}

// A Map has a word for each of some words, and is made when it is first asked.
type Map struct {
	pairs string
	once  sync.Once
	words map[string]string
}

// Pairs returns what each first word of the pairs in a text stands for. As with Lazy, it costs nothing until then.
func Pairs(pairs string) *Map { return &Map{pairs: pairs} }

// Get returns what a word stands for, and whether it has anything.
func (m *Map) Get(word string) (to string, ok bool) {
	m.once.Do(func() {
		fields := strings.Fields(m.pairs)
		m.words = make(map[string]string, len(fields)/2)
		for pair := range slices.Chunk(fields, 2) {
			m.words[pair[0]] = pair[1]
		}
	})
	to, ok = m.words[word]
	return to, ok
}
