package fields

import (
	"reflect"
	"slices"
	"testing"

	"followup/rules"
	"followup/rules/outbox"
)

// No field of a filled value is zero or equal to another, so that none can be mistaken for another; and each can
// be changed.
func TestFilled(t *testing.T) {
	testFilled[rules.Application](t)
	testFilled[rules.Interview](t)
	testFilled[rules.Event](t)
	testFilled[rules.Reminder](t)
	testFilled[outbox.Channel](t)
}

func testFilled[T any](t *testing.T) {
	var seen []any
	for _, f := range Of[T](t) {
		v := f.Get(t, Filled[T](t))
		_, flag := v.(bool)
		if !flag && slices.ContainsFunc(seen, func(was any) bool { return reflect.DeepEqual(was, v) }) ||
			reflect.ValueOf(v).IsZero() {
			t.Errorf("%T.%s is %v", *new(T), f.Name, v)
		}
		seen = append(seen, v)
		for _, g := range Of[T](t) {
			if g.Same(t, Filled[T](t), f.Changed(t)) == (g == f) {
				t.Errorf("%T with another %s is %+v", *new(T), f.Name, f.Changed(t))
			}
		}
	}
}
