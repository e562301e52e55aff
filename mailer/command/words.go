package command

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/rules"
)

// A Verb is a command that can come by mail. Its name is that on the command line.
type Verb string

// The verbs.
const (
	VerbSent   Verb = "sent"
	VerbHeard  Verb = "heard"
	VerbSkip   Verb = "skip"
	VerbSnooze Verb = "snooze"
	VerbStop   Verb = "stop"
	VerbUndo   Verb = "undo"
)

// A Line is what a mail says, in the words of the command line.
type Line struct {
	Verb   Verb
	Number int64           // that was typed, or 0
	Answer rules.EventKind // of heard: [rules.Undecided] and the like
	Kind   rules.Kind      // of the note that was sent or skipped; "" is that of the reminder
	To     string          // the one of several people who is meant, or ""
	On     string          // when it was sent or heard; "" is now
	Until  string          // the day that they named, or the end of a snooze
	Letter bool            // of stop: a letter is wanted

	Accepted bool // of stop: the user accepted the offer
}

// Ends reports whether the command ends something, so that no reminder would show that it was wrong.
func (l Line) Ends() bool {
	return l.Verb == VerbStop || l.Verb == VerbHeard && l.Answer == rules.Rejected
}

// ReadAnswer returns the answer that a word stands for, or "": on the command line and in mails.
func ReadAnswer(word string) rules.EventKind {
	word = strings.ReplaceAll(strings.ToLower(word), " ", "-")
	for answer, words := range map[rules.EventKind][]string{
		rules.Undecided: {"undecided", "not-decided", "pending"},
		rules.Rejected:  {"rejected", "reject", "rejection", "no"},
		rules.Offered:   {"offer", "offered", "yes"},
		rules.Advanced:  {"next-round", "nextround", "next", "advanced"},
		rules.NoShow:    {"no-show", "noshow", "no-shows", "not-there"},
	} {
		if slices.Contains(words, word) {
			return answer
		}
	}
	return ""
}

// takes lists the words that may follow each verb. Those of heard depend on the answer, which the caller of
// [ReadLine] checks.
var takes = map[Verb][]string{
	VerbSent: {"kind", "to", "on"}, VerbSkip: {"kind", "to"}, VerbHeard: {"until", "on"},
	VerbSnooze: {"until"}, VerbStop: {"letter", "accepted"}, VerbUndo: {},
}

// maxLine is the longest line that is looked at. A command is a few words.
const maxLine = 200

// ReadLine reads a command as it would be typed, with or without "followup" before it and dashes before its flags. The
// names of answers are commands of their own: "undecided until friday". All of the line must be the command.
func ReadLine(s string) (l Line, err error) {
	words, err := split(s)
	if err != nil {
		return l, err
	}
	if len(words) > 0 && strings.EqualFold(words[0], "followup") {
		words = words[1:]
	}
	if len(words) == 0 {
		return l, errors.New("it is empty")
	}
	verb := Verb(strings.ToLower(words[0]))
	if _, known := takes[verb]; known {
		words = words[1:]
	} else if answerIn(&words, &l); l.Answer != "" {
		verb = VerbHeard
	} else {
		return l, fmt.Errorf("%q is no command", rules.Clip(words[0], 30))
	}
	l.Verb = verb
	if len(words) > 0 && isNumber(words[0]) {
		if l.Number, err = strconv.ParseInt(words[0], 10, 64); err != nil {
			return l, fmt.Errorf("%q is no number of an application", words[0])
		}
		words = words[1:]
	}
	if l.Verb == VerbHeard && l.Answer == "" {
		if answerIn(&words, &l); l.Answer == "" {
			return l, errors.New("it does not say what was heard: undecided, no, offer, next round or no-show")
		}
	}
	return l, l.readRest(words)
}

// answerIn takes an answer of one or two words from the beginning.
func answerIn(words *[]string, l *Line) {
	for n := min(2, len(*words)); n > 0; n-- {
		if l.Answer = ReadAnswer(strings.Join((*words)[:n], " ")); l.Answer != "" {
			*words = (*words)[n:]
			return
		}
	}
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// readRest reads what follows the verb, the number and the answer. The value of a word goes on until the next such
// word.
func (l *Line) readRest(words []string) error {
	flag := ""
	values := map[string][]string{}
	if l.Verb == VerbSnooze {
		flag = "until" // its first value needs no word
	}
	for _, word := range words {
		name := strings.ToLower(strings.TrimLeft(word, "-"))
		name, value, hasValue := strings.Cut(name, "=")
		switch {
		case slices.Contains(takes[l.Verb], name):
			if _, twice := values[name]; twice {
				return fmt.Errorf("%q is in it twice", name)
			}
			flag, values[name] = name, nil
			if hasValue {
				values[name] = []string{value}
			}
		case flag == "" || flag == "letter" || flag == "accepted":
			return fmt.Errorf("%q is not part of the command %q", rules.Clip(word, 30), l.Verb)
		default:
			values[flag] = append(values[flag], word)
		}
	}
	return l.fill(values)
}

// fill sets the fields to the values.
func (l *Line) fill(values map[string][]string) error {
	_, l.Letter = values["letter"]
	_, l.Accepted = values["accepted"]
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if name != "letter" && name != "accepted" && strings.Join(values[name], "") == "" {
			return fmt.Errorf("nothing follows %q", name)
		}
	}
	of := func(name string) string { return strings.Join(values[name], " ") }
	l.To, l.On, l.Until, l.Kind = of("to"), of("on"), of("until"), rules.Kind(of("kind"))
	switch {
	case l.Verb == VerbSnooze && l.Until == "":
		return errors.New("it does not say how long: snooze 2d")
	case l.Verb == VerbSnooze && isNumber(l.Until):
		return fmt.Errorf("%q is neither a day nor a time; for that many days: snooze %[1]sd", l.Until)
	case l.Letter && l.Accepted:
		return errors.New("a letter withdraws, so it does not go with an offer that is accepted")
	case l.Until != "" && (l.Answer == rules.Rejected || l.Answer == rules.NoShow):
		return fmt.Errorf("a day does not go with %q", l.Answer)
	}
	return nil
}

// quotes are the pairs of quotation marks, also those that a phone makes of them.
var quotes = map[rune]rune{'"': '"', '\'': '\'', '“': '”', '‘': '’', '„': '“', '«': '»'}

// split splits a line into words. Words between quotation marks are one, and a full stop at the end is none of them.
func split(s string) (words []string, err error) {
	s = strings.TrimSuffix(strings.TrimSpace(s), ".")
	if len(s) > maxLine {
		return nil, errors.New("it is longer than a command")
	}
	unseen := func(r rune) bool { return r == utf8.RuneError || r != '\t' && !unicode.IsPrint(r) }
	if strings.ContainsFunc(s, unseen) {
		return nil, errors.New("it has a character that nobody sees")
	}
	var word strings.Builder
	var end rune // of the words that are quoted
	begun := false
	for _, r := range s + " " {
		switch closing, opens := quotes[r]; {
		case end != 0 && r == end:
			end = 0
		case end != 0:
			word.WriteRune(r)
		case opens && word.Len() == 0:
			end, begun = closing, true
		case unicode.IsSpace(r):
			if begun || word.Len() > 0 {
				words = append(words, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
		}
	}
	if end != 0 {
		return nil, errors.New("a quotation mark is not closed")
	}
	return words, nil
}
