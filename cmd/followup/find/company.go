package find

import (
	"context"
	"fmt"

	"followup/cmd/followup/term"
	"followup/mailer/letters"
	"followup/rules"
	"followup/store"
)

// Spelling returns a company's name as it stands in a sentence of a language. A company that another application is
// about is spelled as there. One that seems to want "the" is asked about on a terminal. Elsewhere it stays as typed,
// and perhaps is the name with "the".
func Spelling(
	ctx context.Context, t *term.Terminal, st *store.Store, language, typed string,
) (name, perhaps string, err error) {
	better := letters.In(language).WithArticle(rules.Visible(typed))
	if better == "" {
		return typed, "", nil
	}
	known, err := ofCompanyIn(ctx, st, typed)
	switch {
	case err != nil:
		return "", "", err
	case len(known) > 0 && rules.BareCompany(known[0].Company) == known[0].Company:
		return typed, "", nil
	case len(known) > 0:
		return known[0].Company, "", nil
	case !t.Interactive:
		return typed, better, nil
	}
	question := fmt.Sprintf("Does a sentence say \"at %s\" or \"at %s\"? Write the name as it reads there",
		term.Clean(typed), term.Clean(better))
	for {
		answer, err := t.Ask(question, term.Clean(better))
		if err != nil || rules.SameCompany(answer, better) {
			return answer, "", err
		}
		t.Printf("  %q is another name; write one of these two\n", term.Clean(answer))
	}
}

// ofCompanyIn returns the applications at a company, latest first. It finds the name with "the" or without.
func ofCompanyIn(ctx context.Context, st *store.Store, company string) ([]store.Found, error) {
	found, err := st.Search(ctx, rules.BareCompany(company), 0)
	return ofCompany(found, company), err
}

// ofCompany returns the applications whose company has exactly that name, with "the" or without.
func ofCompany(found []store.Found, company string) (exact []store.Found) {
	for _, f := range found {
		if rules.SameCompany(f.Company, company) {
			exact = append(exact, f)
		}
	}
	return exact
}
