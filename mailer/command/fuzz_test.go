package command

import (
	"strings"
	"testing"
)

// FuzzCommand: a tag and a line that are read say the same when they are read again, and nothing panics.
func FuzzCommand(f *testing.F) {
	for _, seed := range []string{
		"", "sent", "undecided until friday", `heard 7 offer --until "18 Dec"`, "snooze 2d", "stop --letter", "undo",
		"[fu 7-AAAAAAAAAAAAAAAAAAAAAAAA undecided]", "Re: [fu 7-", "next round on 1 dec", "“", "skip --to=2",
	} {
		f.Add(seed, "<fu.7-AAAAAAAAAAAAAAAAAAAAAAAA@example.org>")
	}
	f.Fuzz(func(t *testing.T, line, reference string) {
		tag, err := FindTag(line, []string{reference})
		if err == nil && (tag.Number < 1 || len(tag.Token) != tokenSize || tag.Words == "") {
			t.Errorf("%+v", tag)
		}
		l, err := ReadLine(line)
		if err != nil {
			return
		}
		if l.Verb == "" || (l.Verb == VerbHeard) != (l.Answer != "") {
			t.Errorf("%+v", l)
		}
		again, err := ReadLine(" followup " + strings.TrimSpace(line) + "\n")
		isNamed := strings.HasPrefix(strings.ToLower(strings.TrimSpace(line)), "followup")
		if !isNamed && len(line) < maxLine/2 && (err != nil || again != l) {
			t.Errorf("%q is %+v, and again %+v (%v)", line, l, again, err)
		}
	})
}
