// Package fields is for tests only. It finds the fields of a type by reflection, so that a test over all of them
// fails if somebody adds a field and forgets to handle it.
package fields

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"followup/rules"
)

// A Field is a field of T, or of a struct that T contains or has a slice of.
type Field[T any] struct {
	Name string // with the fields that lead to it: "Contact.Name"
	text bool   // it is a string
	at   int    // its index among all fields
}

// Of returns the fields of T.
func Of[T any](t testing.TB) (list []Field[T]) {
	walk(t, reflect.ValueOf(new(T)).Elem(), "", func(name string, v reflect.Value) {
		list = append(list, Field[T]{Name: name, text: v.Type() == reflect.TypeFor[string](), at: len(list)})
	})
	return list
}

// Texts returns the fields of T that are strings.
func Texts[T any](t testing.TB) (list []Field[T]) {
	for _, f := range Of[T](t) {
		if f.text {
			list = append(list, f)
		}
	}
	return list
}

// Filled returns a T with a different value in each field, and one element in each slice. The values are valid by
// the rules.
func Filled[T any](t testing.TB) T { return filled[T](t, 1) }

// Other returns a T like Filled, but with other values. All booleans are false.
func Other[T any](t testing.TB) T { return filled[T](t, 2) }

func filled[T any](t testing.TB, n int) (v T) {
	for _, f := range Of[T](t) {
		f.set(t, &v, n)
	}
	return v
}

// Changed returns Filled with this one field as in Other.
func (f Field[T]) Changed(t testing.TB) T {
	v := Filled[T](t)
	f.set(t, &v, 2)
	return v
}

// With returns Filled with the given text in this field.
func (f Field[T]) With(t testing.TB, text string) T {
	v := Filled[T](t)
	f.in(t, &v).SetString(text)
	return v
}

// Get returns the field of v. Of a slice it is the first element's.
func (f Field[T]) Get(t testing.TB, v T) any { return f.in(t, &v).Interface() }

// Same reports whether the field is equal in a and b.
func (f Field[T]) Same(t testing.TB, a, b T) bool { return reflect.DeepEqual(f.Get(t, a), f.Get(t, b)) }

func (f Field[T]) set(t testing.TB, v *T, n int) {
	field := f.in(t, v)
	field.Set(value(t, f.Name, field.Type(), f.at, n))
}

func (f Field[T]) in(t testing.TB, v *T) (field reflect.Value) {
	i := 0
	walk(t, reflect.ValueOf(v).Elem(), "", func(_ string, v reflect.Value) {
		if i == f.at {
			field = v
		}
		i++
	})
	return field
}

// walk visits the fields of v. An empty slice gets an element to visit.
func walk(t testing.TB, v reflect.Value, name string, visit func(name string, v reflect.Value)) {
	_, whole := v.Interface().(interface{ IsZero() bool }) // a time or a date
	switch {
	case v.Kind() == reflect.Struct && !whole:
		for i := range v.NumField() {
			sub, inner := v.Type().Field(i), name
			if !sub.IsExported() {
				t.Fatalf("%s.%s is not exported; say here how to look at it", v.Type(), sub.Name)
			}
			if !sub.Anonymous {
				inner = strings.TrimPrefix(name+"."+sub.Name, ".")
			}
			walk(t, v.Field(i), inner, visit)
		}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		walk(t, v.Index(0), name, visit)
	default:
		visit(name, v)
	}
}

// value returns the n-th value, 1 or 2, for the field with the given name and index i. All times are before noon
// of 1 December 2026.
func value(t testing.TB, name string, typ reflect.Type, i, n int) reflect.Value {
	moment := time.Date(2026, time.November, 10*n, 9, i, 0, 0, time.UTC)
	last := name[strings.LastIndexByte(name, '.')+1:]
	var v any
	switch reflect.New(typ).Elem().Interface().(type) {
	case string:
		v = fmt.Sprintf("%s %d", last, 100*i+n)
		if last == "Email" {
			v = fmt.Sprintf("jo%d@acme.test", 100*i+n)
		} else if last == "Language" {
			v = []string{"", "de", "en"}[n]
		} else if last == "Zone" {
			v = fmt.Sprintf("Etc/GMT-%d", n)
		}
	case []byte:
		v = fmt.Appendf(nil, "%s %d", last, 100*i+n)
	case bool:
		v = n == 1
	case int, int64:
		v = 100*i + n
	case time.Duration:
		v = time.Duration(100*n+i) * time.Minute
	case time.Time:
		v = moment
	case rules.Date:
		v = rules.DateOf(moment, time.UTC).AddDays(60 + i)
	case rules.Kind:
		v = rules.Kinds[n]
	case rules.EventKind:
		v = rules.EventKinds[n]
	case rules.State:
		v = rules.States[n]
	case rules.Certainty:
		v = rules.Certainties[n]
	case rules.MailHash:
		v = rules.HashMessageID(fmt.Sprint(100*i + n))
	default:
		t.Fatalf("%s is a %s; say here what to fill it with", name, typ)
	}
	return reflect.ValueOf(v).Convert(typ)
}

// Check reports an error for each field that does not get through, unless except names it, with the reason. It
// also reports an exception that does get through, or that is not a field.
func Check[T any](t *testing.T, way string, list []Field[T], except map[string]string, through func(Field[T]) bool) {
	t.Helper()
	known := map[string]bool{}
	for _, f := range list {
		known[f.Name] = true
		_, excepted := except[f.Name]
		switch got := through(f); {
		case got && excepted:
			t.Errorf("%s: %T.%s gets through, so it is no exception", way, *new(T), f.Name)
		case !got && !excepted:
			t.Errorf("%s: %T.%s does not get through; mend that, or say why not", way, *new(T), f.Name)
		}
	}
	for name := range except {
		if !known[name] {
			t.Errorf("%s: the exception %T.%s is none of the fields", way, *new(T), name)
		}
	}
}
