package rules

import "time"

// window is when a step may go out.
type window struct {
	first func(time.Time) time.Time // the first moment in it at or after one
	name  string
}

func (v *view) wakingHours() window { return window{v.p.firstWaking, v.p.wakingInWords()} }

func (v *view) officeHours() window {
	return window{v.p.firstOffice, v.p.officeInWords()}
}

// waitsForPause reports whether a step with the given base waits for the end of a pause, or did when that is over. One whose
// hours come too late by then does not, unless the pause holds all.
func (v *view) waitsForPause(s Step, base time.Time, w window) bool {
	return v.p.Pause.Until.After(base) && (v.p.Pause.All || !s.tooLateAt(w.first(v.p.Pause.Until)))
}

// tooLateAt reports whether the step would be past its time if it went out then.
func (s Step) tooLateAt(t time.Time) bool {
	return !s.Deadline.IsZero() && !t.Before(s.Deadline) || !s.Expires.IsZero() && t.After(s.Expires)
}

// place finds when a step with the given base goes out: at the first moment of its window at or after the base, a
// snooze, a pause, and now. It continues the sentence with what moved it, and counts the step's round. What the step's time
// ends at must be known by then.
func (v *view) place(s *Step, base time.Time, w window) {
	s.base, s.Round = base, v.nextRound(s.Key, s.To, base)
	if v.snooze.After(base) {
		base = v.snooze
		s.Why += "; snoozed until " + v.stamp(base)
	}
	if s.Paused = v.waitsForPause(*s, base, w); s.Paused {
		base = v.p.Pause.Until
		s.Why += "; paused until " + v.stamp(base)
	}
	planned := w.first(base)
	s.Due = w.first(later(base, v.now))
	s.Why += v.moved(base, planned, w.name)
	if s.whyDelayed = ""; s.Due.Sub(planned) > slack {
		s.whyDelayed = "; that has passed, so " + v.stamp(s.Due)
	}
}
