package rules

import "time"

// A window is a set of hours in which a step may go out.
type window struct {
	first func(time.Time) time.Time // the first moment of the window at or after the given one
	name  string                    // as used in a Why
}

func (v *vantage) wakingHours() window { return window{v.p.firstWaking, v.p.wakingInWords()} }

func (v *vantage) officeHours() window {
	return window{v.p.firstOffice, v.p.officeInWords()}
}

// waitsForPause reports whether the pause delays, or has delayed, a step with the given base. A step that would be
// too late after the pause is not delayed, unless the pause holds everything.
func (v *vantage) waitsForPause(s Step, base time.Time, w window) bool {
	return v.p.Pause.Until.After(base) && (v.p.Pause.All || !s.tooLateAt(w.first(v.p.Pause.Until)))
}

// tooLateAt reports whether t is past the deadline or the expiry of the step.
func (s Step) tooLateAt(t time.Time) bool {
	return !s.Deadline.IsZero() && !t.Before(s.Deadline) || !s.Expires.IsZero() && t.After(s.Expires)
}

// plan sets when a step with the given base goes out: at the first moment of its window that is not before the
// base, the end of a snooze or pause, or now. It adds to Why what delayed the step, and sets the round. The
// deadline and expiry of the step must already be set.
func (v *vantage) plan(s *Step, base time.Time, w window) {
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
		if s.Due.After(v.now) {
			s.whyDelayed = "; that has passed, and it is now outside " + w.name + ", so " + v.stamp(s.Due)
		}
	}
}
