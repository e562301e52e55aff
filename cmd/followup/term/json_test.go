package term

import (
	"bytes"
	"errors"
	"testing"
)

// TestWriteJSONArray: item by item, the same is written as for all of them together.
func TestWriteJSONArray(t *testing.T) {
	type item struct {
		Name string
		List []int
	}
	for _, items := range [][]item{{}, {{"<one> & \"two\"", nil}}, {{"a", []int{1, 2}}, {"b", []int{}}, {}}} {
		var want, got bytes.Buffer
		err := errors.Join(WriteJSON(&want, items), WriteJSONArray(&got, func(yield func(item, error) bool) {
			for _, i := range items {
				if !yield(i, nil) {
					return
				}
			}
		}))
		if err != nil || got.String() != want.String() {
			t.Errorf("got %s (%v), want %s", &got, err, &want)
		}
	}
	broken := errors.New("no more")
	err := WriteJSONArray(&bytes.Buffer{}, func(yield func(item, error) bool) { yield(item{}, broken) })
	if !errors.Is(err, broken) {
		t.Errorf("the error of the items is %v", err)
	}
}
