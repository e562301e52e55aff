package outbox

import "fmt"

// Outcome is the result of one attempt to deliver a reminder.
type Outcome int

// The outcomes. Only Accepted says that the message was taken.
const (
	Accepted     Outcome = iota + 1 // 250 to the final dot
	Denied                          // 5xx about this message's text: for good
	Deferred                        // 4xx: the server does not have it; try again
	Broken                          // the connection broke before the final dot: the server does not have it
	Lost                            // no answer after the final dot was sent: the server may or may not have it
	ChannelFault                    // dial, TLS, greeting, login, envelope: no message's fault
	AccountFault                    // 5xx to the final dot that may be about the account as well as about this message
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

// Reply is an Outcome with what the server answered, or the text of the error.
type Reply struct {
	Outcome Outcome
	Text    string
}
