package view

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

func TestEveryFieldIsDocumented(t *testing.T) {
	text, err := os.ReadFile("../../../docs/json.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, shape := range []any{
		ApplicationJSON{}, InterviewJSON{}, PersonJSON{}, EventJSON{}, NoteJSON{}, ReminderJSON{}, StepJSON{}, StatusJSON{},
		WaitJSON{}, Check{},
	} {
		typ := reflect.TypeOf(shape)
		for i := range typ.NumField() {
			if typ.Field(i).Anonymous {
				continue // its fields are checked on their own
			}
			name := typ.Field(i).Tag.Get("json")
			if name == "" || !strings.Contains(string(text), "`"+name+"`") {
				t.Errorf("%s.%s (%q) is not in docs/json.md", typ.Name(), typ.Field(i).Name, name)
			}
		}
	}
}
