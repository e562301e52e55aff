package command

import (
	"bytes"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"followup/rules"
)

var (
	now      = time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	request  = rules.Key{ApplicationID: 7, Kind: rules.UpdateRequest, Round: 1}
	thankYou = rules.Key{ApplicationID: 7, InterviewID: 9, Kind: rules.ThankYou, Round: 1}
)

func signer(t *testing.T, fill byte) Signer {
	t.Helper()
	s, err := NewSigner(bytes.Repeat([]byte{fill}, KeySize))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestToken(t *testing.T) {
	s := signer(t, 1)
	token := s.Token(request, "undecided", now)
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if len(token) != tokenSize || strings.Trim(token, letters+strings.ToLower(letters)+"0123456789-_") != "" {
		t.Errorf("the token is %q", token)
	}
	second := request
	second.Round = 2
	lastCall := thankYou
	lastCall.LastCall = true
	const valid = validFor * 24 * time.Hour
	for _, row := range []struct {
		why   string
		s     Signer
		token string
		key   rules.Key
		words string
		at    time.Time
		want  error
	}{
		{"at once", s, token, request, "undecided", now, nil},
		{"on the last day", s, token, request, "undecided", now.Add(valid), nil},
		{"by a clock that was set back", s, token, request, "undecided", now.Add(-valid), nil},
		{"after the last day", s, token, request, "undecided", now.Add(valid + 24*time.Hour), ErrExpired},
		{"other words", s, token, request, "no", now, ErrForged},
		{"as a reply", s, token, request, Reply, now, ErrForged},
		{"another reminder", s, token, second, "undecided", now, ErrForged},
		{"another application", s, token, rules.Key{ApplicationID: 8, Kind: rules.UpdateRequest, Round: 1}, "undecided",
			now, ErrForged},
		{"another key", signer(t, 2), token, request, "undecided", now, ErrForged},
		{"its last call", s, s.Token(thankYou, "sent", now), lastCall, "sent", now, ErrForged},
		{"guessed", s, strings.Repeat("A", tokenSize), request, "undecided", now, ErrForged},
		{"a later day written over it", s, "____" + token[4:], request, "undecided", now, ErrForged},
		{"cut short", s, token[:tokenSize-4], request, "undecided", now, ErrForged},
		{"no base64", s, "!" + token[1:], request, "undecided", now, ErrForged},
		{"empty", s, "", request, "undecided", now, ErrForged},
	} {
		if got := row.s.Check(row.token, row.key, row.words, row.at); !errors.Is(got, row.want) {
			t.Errorf("%s: %v, want %v", row.why, got, row.want)
		}
	}
	if _, err := NewSigner(nil); err == nil {
		t.Error("an empty key is taken")
	}
}

// TestButton: the mail that a button opens is the command that it stands for.
func TestButton(t *testing.T) {
	p := Post{Signer: signer(t, 1), Address: "sam+jobs@example.org"}
	link := p.Button(request, "undecided", "They [Acme & Söhne]\n have not decided", now)
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "mailto" || u.Opaque != "sam%2Bjobs@example.org" || strings.Contains(link, "+") {
		t.Fatalf("%s: %v", link, err)
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil || query.Get("body") == "" || len(query) != 2 {
		t.Errorf("%v (%v)", query, err)
	}
	subject := query.Get("subject")
	if !strings.HasPrefix(subject, "They (Acme & Söhne) have not decided [fu 7-") {
		t.Errorf("the subject is %q", subject)
	}
	tag, err := FindTag("[EXTERNAL] Fwd: "+subject, nil)
	if err != nil || tag.Number != 7 || tag.Words != "undecided" ||
		p.Signer.Check(tag.Token, request, tag.Words, now) != nil {
		t.Errorf("%+v, %v", tag, err)
	}
}

func TestReference(t *testing.T) {
	p := Post{Signer: signer(t, 1), Address: "sam@Example.org"}
	references := []string{"<a@b>", p.Reference(request, now), p.Reference(thankYou, now), "<fu.7-x@y>", "<z@y>"}
	tag, err := FindTag("Re: Send today", references)
	if err != nil || tag.Number != 9 || tag.Words != Reply || p.Signer.Check(tag.Token, thankYou, Reply, now) != nil {
		t.Errorf("%+v, %v", tag, err)
	}
	if !strings.HasSuffix(references[1], "@example.org>") {
		t.Errorf("the id is %s", references[1])
	}
}

func TestFindTag(t *testing.T) {
	const token = "AAAAAAAAAAAAAAAAAAAAAAAA"
	for subject, want := range map[string]error{
		"Re: interview":           ErrNoTag,
		"[fu]":                    ErrNoTag,
		"[fu 7-" + token + " no]": nil,
		"[fu 7-" + token + " undecided  until fri] (iPad)": nil,
		"[fu 7-" + token + " no":                           errBroken,
		"[fu 7-" + token + "]":                             errBroken,
		"[fu 7-" + token + "  ]":                           errBroken,
		"[fu 0-" + token + " no]":                          errBroken,
		"[fu 7-" + token + "A no]":                         errBroken,
		"[fu 7 no]":                                        errBroken,
		"[fu 7-" + token + " no] [fu 8-" + token + " no]":  ErrTwoTags,
	} {
		if _, err := FindTag(subject, nil); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", subject, err, want)
		}
	}
}
