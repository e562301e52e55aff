package outbox

import "fmt"

// An Outcome is the result of one attempt to deliver a reminder.
type Outcome int

// The outcomes. Only Accepted means that the server has taken the message.
const (
	Accepted     Outcome = iota + 1 // 250 to the final dot
	Denied                          // 5xx about the text of this message: permanent
	Deferred                        // 4xx: the server does not have it; try again
	Broken                          // the connection broke before the final dot: the server does not have it
	Lost                            // no answer after the final dot was sent: the server may or may not have it
	ChannelFault                    // dial, TLS, greeting, login or envelope failed, whatever the message
	AccountFault                    // 5xx to the final dot that may be about the account rather than the message
)

func (o Outcome) String() string {
	switch o {
	case Accepted:
		return "accepted"
	case Denied:
		return "denied"
	case Deferred:
		return "deferred"
	case Broken:
		return "broken"
	case Lost:
		return "lost"
	case ChannelFault:
		return "channel fault"
	case AccountFault:
		return "account fault"
	}
	return fmt.Sprintf("Outcome(%d)", int(o))
}

// A Reply is an Outcome with what the server answered, or the text of the error.
type Reply struct {
	Outcome Outcome
	Text    string
}
