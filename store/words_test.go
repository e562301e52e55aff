package store

import (
	"fmt"
	"slices"
	"testing"

	"followup/rules"
)

// words has, for each version of the schema, the kinds of notes, the kinds of events and the states that its databases
// may hold. The line of a released version never changes.
var words = map[int]string{
	10: "[no-show offer-answer offer-thanks rejection-thanks second-request stay-in-touch thank-you undecided-reply " +
		"update-request withdrawal] " +
		"[edited next-round no-show offer rejected sent skipped snoozed stopped undecided] " +
		"[cancelled delivered expired refused sending waiting]",
	11: "[no-show offer-answer offer-thanks rejection-thanks second-request stay-in-touch thank-you undecided-reply " +
		"update-request withdrawal] " +
		"[edited next-round no-show offer rejected sent skipped snoozed stopped undecided] " +
		"[cancelled delivered expired refused sending waiting]",
	12: "[no-show offer-answer offer-thanks rejection-thanks second-request stay-in-touch thank-you undecided-reply " +
		"update-request withdrawal] " +
		"[edited next-round no-show offer rejected sent skipped snoozed stopped undecided] " +
		"[cancelled delivered expired refused sending waiting]",
	13: "[no-show offer-answer offer-thanks rejection-thanks second-request stay-in-touch thank-you undecided-reply " +
		"update-request withdrawal] " +
		"[edited next-round no-show offer rejected sent skipped snoozed stopped undecided] " +
		"[cancelled delivered expired refused sending waiting]",
	14: "[answer-seen no-show offer-answer offer-thanks rejection-thanks second-request stay-in-touch thank-you " +
		"undecided-reply update-request withdrawal] " +
		"[answered away edited next-round no-show offer rejected sent skipped snoozed stopped undecided wrote] " +
		"[cancelled delivered expired refused sending waiting]",
	15: "[answer-seen no-show offer-answer offer-thanks rejection-thanks second-request stay-in-touch thank-you " +
		"undecided-reply update-request withdrawal] " +
		"[answered away edited next-round no-show offer rejected sent skipped snoozed stopped undecided wrote] " +
		"[cancelled delivered expired refused sending waiting]",
	16: "[answer-seen no-show offer-answer offer-thanks rejection-thanks second-request stay-in-touch thank-you " +
		"undecided-reply update-request withdrawal] " +
		"[answered away edited next-round no-show offer rejected sent skipped snoozed stopped undecided wrote] " +
		"[cancelled delivered expired refused sending waiting]",
	17: "[answer-seen no-show offer-answer offer-thanks rejection-thanks second-request stay-in-touch thank-you " +
		"undecided-reply update-request withdrawal] " +
		"[answered away edited next-round no-show offer rejected sent skipped snoozed stopped undecided wrote] " +
		"[cancelled delivered expired refused sending waiting]",
	18: "[answer-seen no-show offer-answer offer-thanks rejection-thanks second-request stay-in-touch thank-you " +
		"undecided-reply update-request withdrawal] " +
		"[answered away edited next-round no-show offer rejected sent skipped snoozed stopped undecided wrote] " +
		"[cancelled delivered expired refused sending waiting]",
}

// TestNewWordsNeedAMigration: an older program refuses a database because of its version. A new word in a database of
// its own version would look like damage to it.
func TestNewWordsNeedAMigration(t *testing.T) {
	newest := newestOf(embedded)
	got := fmt.Sprint(slices.Sorted(slices.Values(rules.Kinds)), slices.Sorted(slices.Values(rules.EventKinds)),
		slices.Sorted(slices.Values(rules.States)))
	switch want, known := words[newest]; {
	case !known:
		t.Errorf("add a line for version %d:\n%s", newest, got)
	case got != want:
		t.Errorf("the words of version %d were\n%s\nand now are\n%s\nadd a script to migrations, "+
			"which may be empty, and a line here", newest, want, got)
	}
}
