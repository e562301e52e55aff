package smtp

import (
	"net/textproto"
	"strings"

	"followup/pattern"
	"followup/rules/outbox"
)

// stage is the point in a session at which the server answers.
type stage int

// The stages at which a server can refuse.
const (
	anywhere stage = iota
	atLogin
	atSender
	atRecipient
	atData // before the server has any of the message
	atDot
)

// String returns what is refused at the stage.
func (s stage) String() string {
	return []string{"it", "the login", "the sender", "the recipient", "the message", "the message"}[s]
}

// verdict returns the outcome for a message that the server refused, for now (4xx) or for good (5xx).
//
// Sender and recipient are always the user, so a refusal before the final dot is never about one message. At the
// dot it is if the enhanced code says so. Everything else may be about the account: the mailbox is full (5.2.2),
// the daily limit is reached (5.4.5 at Gmail, 5.1.90 at Microsoft), the account is blocked or may not send as that
// address (5.7.1, 5.7.60, 5.2.252, or a bare 550 or 554), the system is full (5.3.1). It may also be a filter that
// dislikes this one mail. The answer does not tell, and one mail that waits is better than giving up all of them.
//
// After any 4xx the message is tried again later. Greylisting (RFC 6647) is one reason for it.
func verdict(at stage, code int, status string) outbox.Outcome {
	switch {
	case code/100 == 4:
		return outbox.Deferred
	case at != atDot:
		return outbox.ChannelFault
	case aboutTheText(status):
		return outbox.Denied
	}
	return outbox.AccountFault
}

// aboutTheText reports whether an enhanced code of RFC 3463 and the IANA registry is about the content of the message.
func aboutTheText(status string) bool {
	return under(status, "6") || // its content or media, malformed for instance
		status == "3.4" || status == "2.3" // too big for the system or the mailbox
}

// under reports whether an enhanced code is the given one or has the given subject.
func under(status, of string) bool { return status == of || strings.HasPrefix(status, of+".") }

var enhancedCode = pattern.Lazy(`^([245])\.([0-9]{1,3}\.[0-9]{1,3})\b`)

// statusOf returns the subject and detail of the enhanced code that begins a reply, such as "7.1". It returns "" if
// there is none, or if its class is not that of the reply.
func statusOf(reply *textproto.Error) string {
	found := enhancedCode.FindStringSubmatch(reply.Msg)
	if found == nil || int(found[1][0]-'0') != reply.Code/100 {
		return ""
	}
	return found[2]
}

// advice says what to do about a refusal. The first row that fits applies; anywhere, 0 and "" fit everything.
var advice = []struct {
	at     stage
	code   int
	status string
	do     string
}{
	{anywhere, 530, "", "set smtp.username and a password, or check smtp.auth and smtp.tls"},
	{anywhere, 538, "", `set smtp.tls = "starttls" or "implicit"`},
	{anywhere, 534, "", "make an app password in the security settings of the account and use it as the password"},
	{anywhere, 535, "7.139", microsoftAdvice},
	{anywhere, 0, "7.30", microsoftAdvice},
	{atLogin, 0, "", "check smtp.username and the password"},
	{anywhere, 0, "7.60", senderAdvice},
	{anywhere, 0, "2.252", senderAdvice},
	{anywhere, 0, "2.2", "make room in the mailbox"},
	{anywhere, 0, "4.5", "wait until the provider lets the account send again"},
	{anywhere, 0, "1.90", "wait until the provider lets the account send again"},
	{atSender, 0, "", senderAdvice},
	{atRecipient, 0, "1", "check user.email"},
	{atRecipient, 0, "", "check user.email, smtp.host and smtp.username, or ask the provider why"},
	{atDot, 0, "", "ask the provider why; if it is this one mail alone, `followup skip` takes it out of the way"},
	{anywhere, 0, "", "ask the provider why"},
}

const (
	microsoftAdvice = `Microsoft may take no password here: set smtp.auth = "oauth" and run ` + "`followup login`, " +
		"or have an administrator allow SMTP AUTH"
	senderAdvice = "user.email must be an address that this account may send from; otherwise set smtp.from to one"
)

// whatToDo returns the advice about a 5xx reply.
func whatToDo(at stage, reply *textproto.Error) string {
	status := statusOf(reply)
	for _, a := range advice {
		fits := (a.at == anywhere || a.at == at) && (a.code == 0 || a.code == reply.Code)
		if fits && (a.status == "" || under(status, a.status)) {
			return a.do
		}
	}
	return ""
}
