package intake

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// recordOutcomes records how applications ended that the import began, as a table says. Nobody knows when that was, so
// the end of the last interview is taken: an answer to old news would be odd.
func (dlg *Dialogue) recordOutcomes(ctx context.Context, list []entry, done []store.Imported) error {
	begun, last := map[int64]bool{}, map[int64]int{} // by application; the index of the line that decides
	for i, d := range done {
		begun[d.ApplicationID] = begun[d.ApplicationID] || d.Outcome == store.ImportAdded && !d.Joined
		known, seen := last[d.ApplicationID]
		later := !seen || list[i].Interview.Start.After(list[known].Interview.Start)
		if later && list[i].Outcome != "" {
			last[d.ApplicationID] = i
		}
	}
	for _, id := range slices.Sorted(maps.Keys(last)) {
		e := list[last[id]]
		at := e.Interview.Start.Add(e.Interview.Duration)
		if now := dlg.Now(); at.After(now) {
			at = now
		}
		if !begun[id] {
			continue // what is known of it counts
		}
		err := dlg.Store.Record(ctx, dlg.Now(), rules.Event{ApplicationID: id, Kind: e.Outcome, At: at,
			Detail: "as a table says"})
		if err != nil {
			return err
		}
		dlg.remark(e, fmt.Sprintf("application %d is recorded as %s, as its status says; if that is wrong: %s", id,
			e.Outcome, command.Undo(id)))
	}
	return nil
}
