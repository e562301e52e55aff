package sketch

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/view"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
)

// cutHere begins the part of an editor's file that is not kept.
const cutHere = "# -------- >8 --------"

// toText returns a draft as a file for an editor. The words that were set aside are below, to copy from.
func toText(d mailer.Draft, loc *time.Location) string {
	text := fmt.Sprintf("To: %s\nSubject: %s\n\n%s\n", rules.OneLine(d.To.String()), d.Subject, d.Body)
	if d.Edit == nil || d.Edit.Stands() {
		return text
	}
	return text + fmt.Sprintf("\n%s Nothing from here on is kept.\n"+
		"# These were your words of %s. This has changed since: %s.\n\nSubject: %s\n\n%s\n",
		cutHere, rules.DateOf(d.Edit.At, loc).Short(), d.Edit.Changed, d.Edit.Subject, d.Edit.Body)
}

// maxText, in bytes, is far more than anybody writes, and little enough for a mail.
const maxText = 50_000

// fromText reads the subject and the text of a draft from what toText returned and an editor has changed. The line
// "To:" is not read.
func fromText(text string) (subject, body string, err error) {
	switch {
	case !utf8.ValidString(text):
		return "", "", errors.New("it is not UTF-8")
	case len(text) > maxText:
		return "", "", fmt.Errorf("it is longer than %d bytes", maxText)
	}
	text = strings.ReplaceAll(rules.Visible(text), "\r\n", "\n")
	if text, _, _ = strings.Cut("\n"+text, "\n"+cutHere); strings.TrimSpace(text) == "" {
		return "", "", errors.New("it is empty")
	}
	for text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		name, value, isField := strings.Cut(line, ":")
		isSubject := isField && strings.EqualFold(name, "subject")
		if isSubject && subject == "" {
			subject = rules.OneLine(value)
		} else if !isSubject && !(isField && strings.EqualFold(name, "to")) && strings.TrimSpace(line) != "" {
			break
		}
		text = rest
	}
	if subject == "" {
		return "", "", errors.New(`it has no subject; begin it with "Subject: …"`)
	}
	if body = tidy(text); body == "" {
		return "", "", errors.New("it has no text below the subject")
	}
	return subject, body, nil
}

// tidy removes blanks at the ends of lines, blank lines at the beginning and the end, and control characters.
func tidy(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, strings.TrimRightFunc(strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && r != '\t' {
				return -1
			}
			return r
		}, line), unicode.IsSpace))
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// aboutEdit says what became of the words into which the user edited the draft, or returns "".
func aboutEdit(v view.Printer, s Sketch) string {
	if !s.Draft.Edit.Stands() {
		said := mailer.SetAside(s.Draft, v.Policy.Location)
		if said != "" {
			said += " To see them and edit the draft again: " +
				command.EditDraft(s.Step.Number(), s.Step.Kind, command.To(s.Case, s.Step.Key, s.Draft.To))
		}
		return said
	}
	return fmt.Sprintf("These are your own words, as you edited them on %s. To go back to the usual ones: %s",
		phrase.Brief(s.Draft.Edit.At, v.Now, v.Policy.Location),
		command.EditDraft(s.Step.Number(), s.Step.Kind, command.To(s.Case, s.Step.Key, s.Draft.To), "--reset"))
}

// edited returns those of the drafts of an application that the user edited, and that are still to come or to be sent.
func edited(composer *mailer.Composer, c rules.Case, p rules.Policy, now time.Time) (list []Sketch, err error) {
	var seen []rules.Key
	for _, e := range slices.Backward(c.History.EditedDrafts) {
		if slices.Contains(seen, e.Key) {
			continue
		}
		seen = append(seen, e.Key)
		drafts, err := ofKey(composer, c, p, e.Key, now)
		if err != nil {
			return nil, err
		}
		for _, s := range drafts {
			if s.Draft.Edit != nil && !s.Step.Due.IsZero() && s.Step.InterviewID == e.InterviewID {
				list = append(list, s)
			}
		}
	}
	return list, nil
}

// again returns a draft as it would read now, if the application still has it.
func again(composer *mailer.Composer, c rules.Case, p rules.Policy, was Sketch, now time.Time) (Sketch, error) {
	list, err := ofKey(composer, c, p, was.Step.Key, now)
	if err != nil {
		return Sketch{}, err
	}
	for _, s := range list {
		sameRound := s.Step.Kind == rules.ThankYou || s.Step.Round == was.Step.Round
		if sameRound && s.Step.InterviewID == was.Step.InterviewID && s.Draft.To.ID == was.Draft.To.ID &&
			!s.Step.Due.IsZero() {
			return s, nil
		}
	}
	return Sketch{}, fmt.Errorf("the %s is not called for any more", phrase.Note(was.Step.Key, was.Draft.To))
}

// PrintEdited says of each draft of an application that the user edited what became of that.
func PrintEdited(v view.Printer, composer *mailer.Composer, c rules.Case) error {
	list, err := edited(composer, c, v.Policy, v.Now)
	if err != nil || len(list) == 0 {
		return err
	}
	v.Printf("\nDrafts that you edited:\n")
	for _, s := range list {
		v.Entry("  ", rules.Capital(phrase.Note(s.Step.Key, s.Draft.To))+phrase.ForInterview(c, s.Step.InterviewID)+
			". "+aboutEdit(v, s))
	}
	return nil
}

// tellEdited says when an edited draft comes, what became of the edit, and what is wrong with the words.
func tellEdited(v view.Printer, s Sketch) {
	v.Entry("", whenAndWhy(v, s))
	switch number, kind, to := s.Step.Number(), s.Step.Kind, command.To(s.Case, s.Step.Key, s.Draft.To); {
	case !s.Came && !onItsWay(s):
	case comesAgain(v, s):
		v.Entry("", "The reminder that came, or is on its way, is as it was; the last call brings this draft.")
	default:
		v.Entry("", "The reminder that came, or is on its way, is as it was, and no other brings this draft. "+
			"For a mail program:")
		v.Printf("  %s > draft.eml\n", command.Preview(number, kind, to, "--eml"))
	}
	if s.Draft.Edit != nil && !s.Draft.Edit.Stands() {
		v.Entry("", aboutEdit(v, s))
	}
	for _, f := range s.Draft.Faults {
		v.Entry("", fmt.Sprintf("Check it before you send it: it %s.", f))
	}
}

// onItsWay reports whether the bytes of the reminder with a draft are fixed, because the mail server may have them.
func onItsWay(s Sketch) bool {
	return slices.ContainsFunc(s.Case.History.Reminders, func(r rules.Reminder) bool {
		return r.Key == s.Step.Key && (r.State == rules.Sending || r.State == rules.Waiting && r.Uncertain)
	})
}

// comesAgain reports whether a last call will bring a draft again.
func comesAgain(v view.Printer, s Sketch) bool {
	coming := rules.Forecast(s.Case, v.Policy, v.Now, s.Step.Expires)
	return slices.ContainsFunc(coming, func(other rules.Step) bool {
		return other.LastCall && other.Kind == s.Step.Kind && other.InterviewID == s.Step.InterviewID &&
			slices.ContainsFunc(other.To, s.Draft.To.Is)
	})
}
