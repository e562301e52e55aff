package outbox

import "testing"

// TestNoticeAfter: a notice is tried again as it is until the server takes it, refuses it for good, or it is old.
func TestNoticeAfter(t *testing.T) {
	for outcome, settled := range map[Outcome]bool{
		Accepted: true, Denied: true, Deferred: false, Broken: false, Lost: false, AccountFault: false,
		ChannelFault: false,
	} {
		n := Notice{ID: 1}.After(Reply{Outcome: outcome}, noon, "x")
		if n.NextAttempt.IsZero() != settled || !settled && !n.NextAttempt.After(noon) || n.Attempts != 1 {
			t.Errorf("after %v: %+v", outcome, n)
		}
	}
	n := Notice{ID: 1}
	for range maxNoticeAttempts {
		n = n.After(Reply{Outcome: Lost}, noon, "x")
	}
	if !n.NextAttempt.IsZero() {
		t.Errorf("it is tried for ever: %+v", n)
	}
}
