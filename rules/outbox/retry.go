package outbox

import (
	"fmt"
	"hash/fnv"
	"time"

	"followup/rules"
)

// retryAfter lists the waits between attempts. The last one repeats.
var retryAfter = []time.Duration{
	1 * time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour,
}

// lostAfter lists the waits after attempts that the server did not answer. The last one repeats. The server
// probably has the mail, so each further attempt may give the user another copy.
var lostAfter = []time.Duration{15 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour}

// LongestRetry returns a duration longer than any wait between two attempts to deliver r. A next attempt that is
// further away was set while the clock was ahead.
func LongestRetry(r rules.Reminder) time.Duration {
	if r.Uncertain {
		return 30 * time.Hour
	}
	return 2 * time.Hour
}

// lastTryBefore is how long before its deadline a reminder is tried once more, whatever the schedule says.
const lastTryBefore = 10 * time.Minute

// RetryAt returns when to try again after a failure at now that was the failures-th in a row, counted from 1:
// after 1, 2, 5, 15 and 30 minutes, then hourly, each ±20 %, or at the last try before the deadline. The jitter
// depends only on seed and failures, so the same history gives the same answer while different installations
// spread out.
func RetryAt(now time.Time, failures int, seed string, deadline time.Time) time.Time {
	return retryBy(retryAfter, now, failures, seed, deadline)
}

// retryBy is RetryAt with the given waits.
func retryBy(schedule []time.Duration, now time.Time, failures int, seed string, deadline time.Time) time.Time {
	step := schedule[min(max(failures, 1), len(schedule))-1]
	h := fnv.New32a()
	fmt.Fprintf(h, "%s/%d", seed, failures)
	jitter := float64(h.Sum32()%401)/1000 - 0.2 // -0.200 … +0.200
	return LastTry(now, now.Add(step+time.Duration(jitter*float64(step))).Truncate(time.Second), deadline)
}

// LastTry returns at, the time of the next attempt as seen at now, or ten minutes before the deadline if that is
// sooner and still to come. A zero deadline means none.
func LastTry(now, at, deadline time.Time) time.Time {
	if last := deadline.Add(-lastTryBefore); !deadline.IsZero() && now.Before(last) && at.After(last) {
		return last
	}
	return at
}
