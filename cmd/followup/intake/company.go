package intake

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"followup/cmd/followup/find"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// A spelling is how a company is named in a sentence, or how it perhaps is.
type spelling struct{ name, perhaps string }

// spell spells the company of an entry as it reads in a sentence. Each company is asked about once.
func (dlg *Dialogue) spell(ctx context.Context, e *entry, known map[string]spelling) (err error) {
	company := strings.ToLower(rules.BareCompany(e.Application.Company))
	is, seen := known[company]
	if !seen {
		is.name, is.perhaps, err = find.Spelling(ctx, dlg.Terminal, dlg.Store,
			cmp.Or(e.Application.Language, dlg.Language), e.Application.Company)
		known[company] = is
	}
	if is.perhaps == "" {
		e.Application.Company = is.name
	}
	e.withArticle = is.perhaps
	return err
}

// remarkCompanies says how drafts name the companies of new applications that may want "the", with the commands that
// correct that.
func (dlg *Dialogue) remarkCompanies(list []entry, done []store.Imported) {
	said := map[int64]bool{} // applications
	for i, d := range done {
		e := list[i]
		if e.withArticle == "" || d.Outcome != store.ImportAdded || d.Joined || said[d.ApplicationID] {
			continue
		}
		said[d.ApplicationID] = true
		dlg.remark(e, fmt.Sprintf("a draft will say \"at %s\"; perhaps it is \"at %s\": %s", e.Application.Company,
			e.withArticle, command.Edit(d.ID, command.With("company", e.withArticle))))
	}
}
