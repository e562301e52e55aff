package enter

import (
	"context"
	"fmt"

	"followup/cmd/followup/find"
	"followup/cmd/followup/term"
	"followup/mailer/command"
	"followup/mailer/letters"
	"followup/rules"
)

// nameCompany returns a company's name as it stands in a sentence. A company that another application is about is
// spelled as there. One that seems to want "the" is asked about on a terminal, and elsewhere stays as typed.
func (n *addition) nameCompany(ctx context.Context, typed string) (string, error) {
	better := letters.Default.WithArticle(rules.Visible(typed))
	if better == "" {
		return typed, nil
	}
	known, err := find.OfCompany(ctx, n.Store, typed)
	switch {
	case err != nil:
		return "", err
	case len(known) > 0 && rules.BareCompany(known[0].Company) == known[0].Company:
		return typed, nil
	case len(known) > 0:
		return known[0].Company, nil
	case !n.Interactive:
		n.withArticle = better
		return typed, nil
	}
	question := fmt.Sprintf("Does a sentence say \"at %s\" or \"at %s\"? Write the name as it reads there",
		term.Clean(typed), term.Clean(better))
	for {
		answer, err := n.Ask(question, term.Clean(better))
		if err != nil || rules.SameCompany(answer, better) {
			return answer, err
		}
		n.Printf("  %q is another name; write one of these two\n", term.Clean(answer))
	}
}

// tellCompany says how drafts name a company that may want "the", and how to correct that.
func (n *addition) tellCompany(c rules.Case, iv rules.Interview) {
	if n.withArticle == "" {
		return
	}
	n.Entry("", fmt.Sprintf("A draft will say \"at %s\"; if it is \"at %s\":", c.Company, n.withArticle))
	n.Printf("  %s\n", correction(iv, command.With("company", n.withArticle)))
}
