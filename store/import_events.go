package store

import (
	"cmp"
	"database/sql"
	"slices"
	"strings"
	"time"

	"followup/rules"
)

// A version is what was last read of an interview's calendar event.
type version struct {
	sequence  int
	start     time.Time
	duration  time.Duration
	organizer string
	byUID     bool // the interview was matched by UID, not by company, role and start
	calledOff bool
	people    sql.NullString // as peopleOf spells them
	another   bool           // it is another event, at the same time
}

// peopleOf spells the people of an event to compare them with those of its next version.
func peopleOf(people []rules.Person) string {
	var all []string
	for _, p := range people {
		all = append(all, strings.ToLower(cmp.Or(p.Email, p.Name)))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// names reports whether all people of the event are among those of an interview.
func (i Import) names(iv rules.Interview) bool {
	return !slices.ContainsFunc(i.Interview.Interviewers, func(p rules.Person) bool { return iv.IndexOf(p) < 0 })
}

// repeats reports whether the event has nothing new: it was called off before, or is an older version that came late,
// or the version that was last read. The last of these has something new if it names the first organizer.
func (i Import) repeats(last version) bool {
	if i.Cancelled {
		return last.calledOff || 0 <= i.Sequence && i.Sequence < last.sequence
	}
	same := i.Sequence == last.sequence && i.Interview.Start.Equal(last.start) && i.Interview.Duration == last.duration
	if last.people.Valid {
		same = same && last.people.String == peopleOf(i.Interview.Interviewers)
	}
	return i.Sequence < last.sequence || same && (last.organizer != "" || i.Organizer == "")
}

// undoes reports whether the event denies that an interview has begun: it was called off, or moved to the future.
// Anyone who knows the organizer's address can send such an event.
func (i Import) undoes(last version, now time.Time) bool {
	moved := !last.start.IsZero() && !i.Interview.Start.Equal(last.start)
	return i.Cancelled || moved && i.Interview.Start.After(now)
}

// isForeign reports whether a change does not come from the organizer. If no organizer is stored, the sender of a
// change becomes the organizer, but not by calling the event off.
func (i Import) isForeign(last version) bool {
	if last.organizer != "" {
		return i.Organizer != last.organizer
	}
	return i.Cancelled && (i.Organizer != "" || !last.byUID)
}

func storeVersion(tx *transaction, id int64, item Import) error {
	if item.UID == "" {
		return nil
	}
	return tx.exec(`
		UPDATE interviews
		SET uid = ?, sequence = ?, told_at = ?, told_duration = ?, organizer = coalesce(nullif(?, ''), organizer),
			told_people = ?
		WHERE id = ?`,
		item.UID, item.Sequence, seconds(item.Interview.Start), int64(item.Interview.Duration/time.Second),
		item.Organizer, peopleOf(item.Interview.Interviewers), id)
}

// importCancellation records that an interview was called off.
func importCancellation(tx *transaction, now time.Time, item Import, old *existing) (ImportOutcome, error) {
	// If the user added the interview, its time is the last one known of the event.
	err := tx.exec(`
		UPDATE interviews
		SET uid = ?, sequence = max(sequence, ?), told_at = coalesce(told_at, starts_at),
			told_duration = CASE WHEN told_at IS NULL THEN duration ELSE told_duration END,
			organizer = coalesce(nullif(?, ''), organizer)
		WHERE id = ?`, item.UID, item.Sequence, item.Organizer, old.Interview.ID)
	if err != nil {
		return "", err
	}
	at, err := beforeTheEnd(tx, old.Application.ID, now)
	if err != nil {
		return "", err
	}
	return ImportStopped, record(tx, now, rules.Event{
		ApplicationID: old.Application.ID, InterviewID: old.Interview.ID, Kind: rules.Stopped, At: at,
		FromCalendar: true, Detail: "the calendar event was called off",
	})
}

// beforeTheEnd returns now, or the moment before the event that ended the application. Calling off its last interview
// must not replace that event: an offer still calls for thanks and an answer.
func beforeTheEnd(tx *transaction, applicationID int64, now time.Time) (time.Time, error) {
	c, err := loadCase(tx, applicationID)
	if err != nil || c.Ending() == "" {
		return now, err
	}
	if before := c.LastWord().At.Add(-time.Second); before.Before(now) {
		return before, nil
	}
	return now, nil
}

// importChange moves an interview whose event was moved since the last version, takes over who came and who went, and
// reinstates one whose event was called off and now is not. A time that the user corrected stays while the event does
// not change.
func importChange(tx *transaction, now time.Time, item Import, old *existing, done *Imported) error {
	restored, err := restoreEvent(tx, now, item, old)
	if err != nil {
		return err
	}
	moved, err := moveEvent(tx, item, old)
	if err != nil {
		return err
	}
	if err := changePeople(tx, item, old, done); err != nil {
		return err
	}
	if err := storeVersion(tx, old.Interview.ID, item); err != nil {
		return err
	}
	detail := moved
	switch people := done.Came+done.Went != ""; {
	case restored:
		done.Outcome, detail = ImportRestored, cmp.Or(moved, "the calendar event takes place after all")
	case moved != "":
		done.Outcome = ImportMoved
	case people:
		done.Outcome, detail = ImportChanged, "other people are in the calendar event"
	default:
		done.Outcome = ImportUnchanged
		return nil
	}
	return record(tx, now, rules.Event{
		ApplicationID: old.Application.ID, InterviewID: old.Interview.ID, Kind: rules.Edited, At: now, Detail: detail,
	})
}

// changePeople takes over who came and who went since the last version of an event, unless that is not known. Those
// whom the user named or removed stay as they are.
func changePeople(tx *transaction, item Import, old *existing, done *Imported) error {
	if !old.last.people.Valid {
		return nil
	}
	if err := matchByAddress(tx, &item); err != nil {
		return err
	}
	iv, told := old.Interview, strings.Split(old.last.people.String, "\n")
	var came, went []string
	wasTold := func(p rules.Person) bool { return slices.Contains(told, peopleOf([]rules.Person{p})) }
	iv.Interviewers = slices.DeleteFunc(slices.Clone(iv.Interviewers), func(p rules.Person) bool {
		gone := wasTold(p) && item.Interview.IndexOf(p) < 0
		if gone {
			went = append(went, p.String())
		}
		return gone
	})
	for _, p := range item.Interview.Interviewers {
		if !wasTold(p) && iv.IndexOf(p) < 0 {
			came, iv.Interviewers = append(came, p.String()), append(iv.Interviewers, p)
		}
	}
	if len(came)+len(went) == 0 {
		return nil
	}
	done.Came, done.Went = strings.Join(came, ", "), strings.Join(went, ", ")
	old.Interview.Interviewers = iv.Interviewers
	return updateInterview(tx, old.Application.ID, iv)
}

// restoreEvent reports whether a newer version of an event took back that the calendar called the interview off.
func restoreEvent(tx *transaction, now time.Time, item Import, old *existing) (bool, error) {
	if item.Sequence <= old.last.sequence {
		return false, nil
	}
	n, err := tx.change(`
		UPDATE events SET taken_back_at = ?
		WHERE application_id = ? AND interview_id = ? AND from_calendar AND taken_back_at IS NULL`,
		seconds(now), old.Application.ID, old.Interview.ID)
	return n > 0, err
}

// moveEvent moves an interview whose event was moved and returns a description of the change, or "".
func moveEvent(tx *transaction, item Import, old *existing) (detail string, err error) {
	event, last := item.Interview, old.last
	if last.start.IsZero() || last.start.Equal(event.Start) && last.duration == event.Duration {
		return "", nil
	}
	iv := old.Interview
	iv.Start, iv.Duration, iv.Zone = event.Start, event.Duration, event.Zone
	detail = "the calendar event was moved"
	if by := iv.DecisionBy; !by.IsZero() && by.Before(rules.DateOf(event.Start, time.UTC).AddDays(-1)) {
		iv.DecisionBy = rules.Date{}
		detail += ", beyond the day by which they meant to decide"
	}
	old.Interview = iv
	return detail, updateInterview(tx, old.Application.ID, iv)
}
