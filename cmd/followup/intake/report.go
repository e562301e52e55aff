package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"followup/cmd/followup/phrase"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// maxNamed is how many of the entries are named that are left out of a file for one reason.
const maxNamed = 3

// remarkLeftOut says which entries are left out: one line for each reason in each file.
func (dlg *Dialogue) remarkLeftOut(list []entry) {
	type reason struct{ file, why string }
	var order []reason
	groups := map[reason][]entry{}
	for _, e := range list {
		r := reason{e.file, strings.Join(e.Remarks, "; ")}
		if groups[r] == nil {
			order = append(order, r)
		}
		groups[r] = append(groups[r], e)
	}
	for _, r := range order {
		all := groups[r]
		var names []string
		for _, e := range all[:min(len(all), maxNamed)] {
			names = append(names, fmt.Sprintf("%q", rules.Clip(e.Summary, maxShown)))
		}
		which := fmt.Sprintf("left out %s: ", strings.Join(names, ", "))
		if more := len(all) - len(names); more > 0 {
			which = fmt.Sprintf("left out %s and %d more: ", strings.Join(names, ", "), more)
		}
		dlg.remark(all[0], which+r.why)
	}
}

// maxListed is the largest number of imported interviews that are listed one by one.
const maxListed = 30

// printImported prints what became of the entries, with remarks about them. dryRun means that nothing was stored.
func (dlg *Dialogue) printImported(ctx context.Context, list []entry, done []store.Imported, dryRun bool) {
	dlg.remarkLate(list, done)
	dlg.remarkJoined(ctx, list, done)
	dlg.remarkUnclear(list, done)
	dlg.remarkCompanies(list, done)
	counts := map[store.ImportOutcome]int{}
	var rows [][]string
	for i, d := range done {
		counts[d.Outcome]++
		app, iv := list[i].Application, list[i].Interview
		oneOfSeveral := d.Outcome == store.ImportBegun && isOneOfSeveral(ctx, dlg.Store, d)
		if remark := organizerRemark(list[i], d, oneOfSeveral); remark != "" {
			dlg.remark(list[i], remark)
		}
		switch d.Outcome {
		case store.ImportDiffers:
			dlg.remark(list[i], fmt.Sprintf("it differs from interview %d, which stays as it is; to change that: %s",
				d.ID, command.Edit(d.ID)))
		case store.ImportAdded, store.ImportMoved, store.ImportStopped, store.ImportRestored, store.ImportChanged:
			dlg.remarkPeople(list[i], d)
			if len(rows) < maxListed {
				joined := ""
				if d.Joined {
					joined = fmt.Sprintf("joined application %d", d.ApplicationID)
				}
				rows = append(rows, []string{
					string(d.Outcome), fmt.Sprint(d.ID), app.Role + " at " + app.Company,
					phrase.Stamp(iv.Start, dlg.Location), joined,
				})
			}
		}
	}
	if len(rows) > 0 {
		dlg.Table(dlg.Fit(slices.Values(rows), 2))
	}
	dlg.printCounts(counts, dryRun)
}

// remarkPeople says who came to an interview and who went, because its event changed.
func (dlg *Dialogue) remarkPeople(e entry, d store.Imported) {
	if d.Came != "" {
		dlg.remark(e, fmt.Sprintf("interview %s is now also with %s", numbered(e, d), d.Came))
	}
	if d.Went != "" {
		dlg.remark(e, fmt.Sprintf("interview %s is no longer with %s", numbered(e, d), d.Went))
	}
	if e.retitled != "" {
		dlg.remark(e, fmt.Sprintf("its title is now %q, and interview %s keeps what it has; to change that: %s",
			e.retitled, numbered(e, d), command.Edit(d.ID)))
	}
}

// remarkLate prints the remarks that waited for the numbers of the interviews.
func (dlg *Dialogue) remarkLate(list []entry, done []store.Imported) {
	for i, d := range done {
		for _, r := range list[i].late {
			if d.ID != 0 {
				r = strings.ReplaceAll(r, editCommand, command.Edit(d.ID))
			}
			dlg.remark(list[i], r)
		}
	}
}

// printCounts prints how many interviews had each outcome. Of the rare outcomes, it leaves out those that had none.
func (dlg *Dialogue) printCounts(counts map[store.ImportOutcome]int, dryRun bool) {
	verb := "Imported"
	if dryRun {
		verb = "Would import"
	}
	text := fmt.Sprintf("%s: %d added, %d there already", verb, counts[store.ImportAdded],
		counts[store.ImportUnchanged]+counts[store.ImportDiffers]+counts[store.ImportBegun])
	for _, rare := range []struct {
		n    int
		what string
	}{
		{counts[store.ImportMoved], "moved"}, {counts[store.ImportStopped], "stopped"},
		{counts[store.ImportRestored], "restored"}, {counts[store.ImportChanged], "changed"},
		{counts[store.ImportIgnored], "called off before"},
	} {
		if rare.n > 0 {
			text += fmt.Sprintf(", %d %s", rare.n, rare.what)
		}
	}
	dlg.Printf("%s.\n", text)
	if n := counts[store.ImportLeftOut]; n > 0 {
		dlg.Printf("Left out, because you removed it: %d; --again brings it back.\n", n)
	}
}

// isOneOfSeveral reports whether the interview's application has others.
func isOneOfSeveral(ctx context.Context, st *store.Store, done store.Imported) bool {
	c, err := st.Case(ctx, done.ID) // missing after a trial run
	return err == nil && len(c.Interviews) > 1
}

// printSkipped prints how many events the user left out.
func (dlg *Dialogue) printSkipped(n int) {
	if n > 0 {
		dlg.Printf("%s skipped, as you said; to be asked again, import the file again.\n", phrase.Count(n, "event"))
	}
}
