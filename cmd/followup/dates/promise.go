package dates

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/pattern"
	"followup/rules"
)

// A Kind says what somebody's words tell about the day by which they decide.
type Kind int

// The kinds.
const (
	Nothing  Kind = iota // they are not about a time to come
	Promised             // they name a day
	Vague                // they name a time, but no day: "soon"
	Asked                // they name the day by which you should do something: "please reply by Friday"
	Unclear              // they name a time, but the user must say which day is meant
)

// A Promise is what somebody's words say about the day by which they decide.
type Promise struct {
	Kind  Kind
	Words string     // the words that it was read from; all of them for Nothing
	Day   rules.Date // the latest day that they can mean; for Asked and Unclear the day that they name, or zero
	Why   error      // what is unclear; its text continues the sentence that Words begin
	Open  bool       // for Promised: the words name no last day ("not before Tuesday"), and Day is a choice
	Named bool       // for Promised: the words name Day ("by Friday"), and not a time around it ("mid-January")
}

// ReadPromise reads what somebody said on a day about when they decide. The result is the latest day of a plain reading
// of their words, because asking before that day has passed would be impolite. Words that could mean one of two days
// are Unclear.
func ReadPromise(text string, said rules.Date, calendar *rules.Calendar) Promise {
	p := newPromiseReader(said, calendar).promise(text)
	if p.Kind == Promised && p.Day.Before(said) {
		return Promise{Kind: Unclear, Words: p.Words, Why: fmt.Errorf("is %s, before it was said", p.Day.Long())}
	}
	return p
}

// Deadline reads the day by which somebody decides like [ReadPromise], and returns an error if the words name no day. A
// date may be in the past, but words such as "this friday" must mean a day to come.
func Deadline(text string, today rules.Date, calendar *rules.Calendar) (rules.Date, error) {
	r := newPromiseReader(today, calendar)
	p := r.promise(text)
	switch past, isPast := passedDay(text, p, today); {
	case isPast:
		p.Why = fmt.Errorf("is %s, which has passed; if it is that day, write the date", past.Long())
	case p.Kind == Promised:
		return p.Day, nil
	case p.Kind == Asked:
		p.Why = unclearf("is the day for what they ask of you")
	case p.Kind != Unclear:
		p.Why = errNoDay
	}
	examples := fmt.Sprintf(`"%s", "in 2 weeks" or "%s"`, midMonth(today), today.AddDays(9))
	return rules.Date{}, r.explain(text, p.Why, examples)
}

// passedDay returns the day that words without digits name, and reports whether it has passed.
func passedDay(text string, p Promise, today rules.Date) (rules.Date, bool) {
	switch {
	case p.Kind == Promised:
		return p.Day, p.Day.Before(today) && !strings.ContainsAny(text, "0123456789")
	case p.Kind == Nothing:
		d, err := Day(text, today.At(12*60, time.UTC), time.UTC, Past)
		return d, err == nil && d.Before(today)
	}
	return p.Day, false
}

// midMonth returns an example of a coming day in words.
func midMonth(today rules.Date) string {
	return "mid-" + monthOf(today.Year, today.Month+1).first.Month.String()
}

func newPromiseReader(said rules.Date, calendar *rules.Calendar) reader {
	r := newReader(said.At(12*60, time.UTC), time.UTC, promised)
	r.calendar = calendar
	return r
}

// A mention is a time that an utterance names.
type mention struct {
	from, to int // its words
	stretch
	err   error
	of    subject
	open  bool // it has a first day, but no last one
	named bool // its last day is named
}

// promise reads what somebody said.
func (r reader) promise(s string) Promise {
	t := newText(s)
	var mentions []mention
	last := 0 // the end of the last of them
	for i := 0; i < len(t.words); {
		if r.from = r.today; thenForm.MatchString(t.phrase(last, i)) {
			r.from = r.dayBefore(t, last, i, mentions)
		}
		m, idle := r.mentionAt(t, i)
		for j := i; j < m.to; j++ {
			t.words[j].read = true
		}
		if i = max(i+1, m.to); m.to > 0 && !idle {
			mentions = append(mentions, m)
			r.anchor, last = m.last, m.to
		}
	}
	return t.choose(mentions)
}

// dayBefore returns the day to which "then" in words from to to-1 refers, or zero if that is unclear.
func (r reader) dayBefore(t utterance, from, to int, mentions []mention) rules.Date {
	if slices.ContainsFunc(t.words[from:to], func(w word) bool { return !w.read && w.namesATime() }) {
		return rules.Date{}
	}
	if len(mentions) == 0 {
		return r.today
	}
	if last := mentions[len(mentions)-1]; last.err == nil {
		return last.last
	}
	return rules.Date{}
}

// mostInMention is how many words a mention has at most.
const mostInMention = 10

// mentionAt returns the longest mention that begins with a word; its to is 0 if there is none. idle reports that it is
// not about a time to come.
func (r reader) mentionAt(t utterance, from int) (m mention, idle bool) {
	for to := min(from+mostInMention, t.sentenceEnd(from)); to > from; to-- {
		phrase := t.phrase(from, to)
		switch {
		case !slices.ContainsFunc(t.words[from:to], word.isOfTime) || t.isBare(strings.TrimPrefix(phrase, "the ")):
			continue
		case idleForm.MatchString(phrase):
			return mention{from: from, to: to}, true
		case r.isFirmOfNext(t, from, to):
			continue
		}
		st, ok, err := r.stretch(christmasForm.ReplaceAllString(phrase, "${1}christmas eve$2"))
		if !ok {
			continue
		}
		m = mention{from, to, st, err, t.subjectOf(from, to), isOpen(phrase), r.names(phrase)}
		if m.of == subjectNegated && untilForm.MatchString(phrase) {
			m.stretch, _, m.err = r.stretch(untilForm.ReplaceAllString(phrase, "not before "))
			m.of, m.open, m.named = subjectDecision, true, false
		}
		if m.err == nil {
			m.err = cmp.Or(inRange(m.last.Year), t.leavesOpen(m))
		}
		thanks := m.last == r.today && m.of != subjectDecision && to-from < len(t.words) &&
			!dueForm.MatchString(phrase)
		return m, thanks && t.looksBack(m)
	}
	return mention{}, false
}

// looksBack reports whether a mention that ends today is about the past: "thanks for today", not "hopefully this week".
func (t utterance) looksBack(m mention) bool {
	sentence := t.phrase(t.sentenceStart(m.from), t.sentenceEnd(m.to-1))
	if m.of == subjectOther || thanksForm.MatchString(sentence) {
		return true
	}
	return m.first == m.last && !hopeForm.MatchString(sentence)
}

// isFirmOfNext reports whether words end in an "at the latest" that belongs to the day after it: "Friday, at the latest
// Monday".
func (r reader) isFirmOfNext(t utterance, from, to int) bool {
	suffix := latestForm.FindString(t.phrase(from, to))
	start := to - len(strings.Fields(suffix))
	if suffix == "" || start <= from || t.words[to-1].pauses {
		return false
	}
	for end := min(start+mostInMention, t.sentenceEnd(start)); end > to; end-- {
		if _, ok, _ := r.stretch(t.phrase(start, end)); ok {
			return true
		}
	}
	return false
}

// isOpen reports whether a phrase names the day before which something will not happen, but none by which it will.
func isOpen(phrase string) bool {
	phrase = strings.TrimPrefix(hedgeForm.ReplaceAllString(phrase, ""), "the ")
	return inside(afterForm, phrase) != "" || inside(notBefore, phrase) != ""
}

var (
	// untilForm matches the beginning of a day before which something will not happen.
	untilForm = pattern.Lazy(`^(?:before|until|till) `)
	// dueForm matches a deadline ("by today") as opposed to a mere mention ("your time today").
	dueForm = pattern.Lazy(`^(?:by|before|until|till|within|later)\b|\b(?:end|eod|cob)\b`)
	// firmForm matches words that make a day the last possible one.
	firmForm = pattern.Lazy(`\bat the (?:very )?latest$|^(?:the )?latest\b|^(?:by )?(?:no|not) later\b|\bat most$`)
	// latestForm matches words that make the day before or after them the last possible one.
	latestForm = pattern.Lazy(`(?: at)?(?: the)?(?: very)? latest$`)
	// thenForm matches words after which a span begins on the day that was named before.
	thenForm = pattern.Lazy(`\b(?:then|after that|afterwards|thereafter)\b`)
	// christmasForm matches Christmas as a deadline, which is its eve.
	christmasForm = pattern.Lazy(`^((?:by|until|till|on|at|around|about|(?:not|no) later than` +
		`|at the latest(?: by)?) )?christmas((?: at the latest)?)$`)
	hedgeForm  = pattern.Lazy(`^(?:probably|some ?time|some point) `)
	thanksForm = pattern.Lazy(`\b(?:thanks?|thank you|grateful|glad|pleasure|enjoyed|great|nice|good|lovely|was` +
		`|were|saw|had)\b`)
	hopeForm = pattern.Lazy(`\b(?:hopefully|hope|hoping|probably|possibly|likely|maybe|perhaps)\b`)
	// idleForm matches a time in the past, or one in a wish.
	idleForm = pattern.Lazy(`^(?:the )?(?:last|past|previous) (?:(?:few|` + aCount + `) )?(?:` + aWeekday +
		`|night|hours?|days?|weeks?|months?|years?|quarter|spring|summer|autumn|winter)$` +
		`|^(?:a few|few|several|some|many|` + aCount + `) (?:minute|hour|day|week|month|year)s? (?:ago|back|earlier)$` +
		`|^yesterday$` +
		`|^earlier (?:today|this (?:week|month|year))$` +
		`|^(?:have|enjoy|happy|merry) ` +
		`(?:(?:an?|your|the|very|nice|good|great|lovely|wonderful|relaxing|happy|long) )*` +
		`(?:weekend|week|day|evening|holidays?|christmas|easter|thanksgiving|break|new year)$` +
		`|^see you (?:(?:on|in|the) )*(?:next week|tomorrow|new year|` + aWeekday + `)$`)
)

// choose returns the promise that the mentions amount to. Those about a decision take priority; of several, the latest
// day counts.
func (t utterance) choose(all []mention) Promise {
	with := func(s subject) (list []mention) {
		for _, m := range all {
			if m.of == s {
				list = append(list, m)
			}
		}
		return list
	}
	chosen := with(subjectDecision)
	if len(chosen) == 0 {
		if chosen = with(subjectUnknown); len(chosen) > 1 && !t.areLinked(chosen) {
			words := t.quote(chosen[0].from, chosen[len(chosen)-1].to)
			return Promise{Kind: Unclear, Words: words, Why: unclearf("names several days")}
		}
	}
	if len(chosen) == 0 {
		return t.without(with(subjectOther), with(subjectAsked), with(subjectNegated))
	}
	if firm := t.firm(chosen); firm != nil {
		chosen = firm
	}
	latest := chosen[0]
	for _, m := range chosen {
		if m.err != nil {
			return Promise{Kind: Unclear, Words: t.quote(m.from, m.to), Why: m.err}
		}
		if latest.last.Before(m.last) {
			latest = m
		}
	}
	return Promise{
		Kind: Promised, Words: t.quote(latest.from, latest.to), Day: latest.last,
		Open: latest.open, Named: latest.named && !latest.open,
	}
}

// firm returns the mentions whose words make them the last possible day.
func (t utterance) firm(list []mention) (firm []mention) {
	for _, m := range list {
		if firmForm.MatchString(t.phrase(m.from, m.to)) {
			firm = append(firm, m)
		}
	}
	return firm
}

// without returns what an utterance that does not mention the day of a decision says.
func (t utterance) without(other, asked, negated []mention) Promise {
	at := func(k Kind, m mention, why string) Promise {
		p := Promise{Kind: k, Words: t.quote(m.from, m.to), Day: m.last, Why: cmp.Or(m.err, unclearf("%s", why))}
		if m.err != nil {
			p.Day = rules.Date{}
		}
		return p
	}
	switch {
	case len(other) > 0:
		return at(Unclear, other[len(other)-1], "may not be the day of their decision")
	case len(asked) > 0:
		return at(Asked, asked[len(asked)-1], "is the day for what they ask of you")
	case len(negated) > 0:
		return at(Unclear, negated[len(negated)-1], "is not the day of their decision")
	}
	for i, w := range t.words {
		if !w.read && w.namesATime() {
			return Promise{Kind: Unclear, Words: t.quote(i, i+1), Why: unclearf("names no single day")}
		}
	}
	if words := vagueForm.FindString(t.phrase(0, len(t.words))); words != "" {
		return Promise{Kind: Vague, Words: words}
	}
	return Promise{Words: strings.Join(t.fields, " ")}
}

// vagueForm matches words for a time that is no day.
var vagueForm = pattern.Lazy(`\b(?:soon|shortly|asap|as (?:quickly|fast|early) as possible|in due course` +
	`|near future|` +
	`when we can|at some point|before long|any (?:day|time)|in time|eventually|right away|` +
	`immediately|promptly|later|in a (?:while|bit)|some ?time)\b`)
