package smtp

import (
	"fmt"
	"net/textproto"
	"strings"
	"testing"

	"followup/rules/outbox"
)

// TestVerdict is the matrix of what a server says, at which stage, and what becomes of the message. The codes are those
// of RFC 5321 and 4954, the enhanced ones those of RFC 3463 and IANA's registry, and the texts what Gmail, Microsoft,
// Postfix, Exim and others really say.
func TestVerdict(t *testing.T) {
	const (
		never    = outbox.Outcome(0) // no server says this at that stage
		deferred = outbox.Deferred   // waits on its own schedule
		channel  = outbox.ChannelFault
		account  = outbox.AccountFault
		denied   = outbox.Denied
	)
	for _, tt := range []struct {
		reply                 string
		mail, rcpt, data, dot outbox.Outcome
	}{
		// Temporary failures. Nothing is lost by trying again, whatever the reason.
		{"421 4.3.0 Temporary System Problem", deferred, deferred, deferred, deferred},
		{"421 4.7.0 unusual rate of unsolicited mail", deferred, deferred, deferred, deferred},
		{"450 4.2.1 receiving mail too quickly", never, deferred, never, deferred},
		{"451 4.7.1 greylisted", never, deferred, deferred, deferred},
		{"452 4.2.2 over quota", never, deferred, deferred, deferred},
		{"452 4.3.1 insufficient system storage", deferred, deferred, deferred, deferred},
		{"454 4.7.0 temporary authentication failure", deferred, never, never, deferred},
		{"450", deferred, deferred, deferred, deferred},

		// The login.
		{"530 5.7.0 authentication required", channel, channel, channel, account},
		{"530 5.7.57 client was not authenticated", channel, channel, channel, account},
		{"535 5.7.8 bad credentials", channel, channel, channel, account},
		{"550 5.7.30 basic authentication is not supported", channel, channel, channel, account},

		// The sender, which is always the same address.
		{"553 5.7.1 Sender address rejected: not owned by user", channel, channel, channel, account},
		{"550 5.7.60 client does not have permissions to send as this sender", channel, channel, channel, account},
		{"554 5.2.252 SendAsDenied", channel, channel, channel, account},
		{"550 5.1.8 access denied, bad outbound sender", channel, channel, channel, account},
		{"550 5.7.27 sender address has null MX", channel, channel, channel, account},

		// The recipient, the same address.
		{"550 5.1.1 no such user", never, channel, channel, account},
		{"550 5.2.1 account disabled", never, channel, channel, account},
		{"552 5.2.2 over quota", channel, channel, channel, account},
		{"551 user not local", never, channel, channel, account},
		{"556 5.1.10 domain does not accept mail", never, channel, channel, account},

		// Limits of the account.
		{"550 5.4.5 daily user sending limit exceeded", channel, channel, channel, account},
		{"550 5.1.90 daily limit for message recipients", channel, channel, channel, account},
		{"554 5.7.1 you have exceeded your quota", channel, channel, channel, account},
		{"552 exceeded storage allocation", channel, channel, channel, account},

		// Policy. It may be about one mail only; that cannot be told.
		{"550 5.7.1 client host rejected", channel, channel, channel, account},
		{"554 5.7.1 spam message rejected", channel, channel, channel, account},
		{"550 5.7.26 this mail has been blocked because the sender is unauthenticated", never, never, never, account},
		{"552 5.7.0 illegal attachment", never, never, never, account},
		{"550 administrative prohibition", channel, channel, channel, account},
		{"554 Reject due to policy restrictions", channel, channel, channel, account},

		// The system.
		{"521 5.3.2 host does not accept mail", channel, channel, channel, account},
		{"554 5.3.0 something is wrong", channel, channel, channel, account},
		{"552 5.3.1 mail system full", channel, channel, channel, account},
		{"554 5.4.6 routing loop", never, channel, channel, account},
		{"503 5.5.1 bad sequence of commands", channel, channel, channel, account},
		{"555 5.5.2 syntax error", channel, channel, channel, account},
		{"500", channel, channel, channel, account},
		{"554 transaction failed", channel, channel, channel, account},

		// The content of the mail. Trying it again is useless, but other mails may be accepted. Only the text can be
		// the cause.
		{"554 5.6.0 mail message is malformed", channel, channel, channel, denied},
		{"550 5.6.11 invalid characters", channel, channel, channel, denied},
		{"552 5.3.4 message too big for system", channel, channel, channel, denied},
		{"552 5.2.3 message exceeds the mailbox's limit", channel, channel, channel, denied},
		{"554-5.6.0 mail message is\n5.6.0 malformed", channel, channel, channel, denied},

		// Invalid enhanced codes are not read.
		{"554 4.6.0 of another class", channel, channel, channel, account},
		{"554 5.6000.1 out of range", channel, channel, channel, account},
		{"554 text before 5.6.0", channel, channel, channel, account},
		{"554 5.60.1 another subject", channel, channel, channel, account},
		{"554 5.3.44 another detail", channel, channel, channel, account},
	} {
		for at, want := range map[stage]outbox.Outcome{atSender: tt.mail, atRecipient: tt.rcpt, atData: tt.data,
			atDot: tt.dot} {
			reply := new(textproto.Error)
			if _, err := fmt.Sscanf(tt.reply, "%d", &reply.Code); err != nil {
				t.Fatal(err)
			}
			reply.Msg = strings.TrimLeft(tt.reply[3:], "- ")
			if got := verdict(at, reply.Code, statusOf(reply)); want != never && got != want {
				t.Errorf("%s to %s: %s, want %s", tt.reply, at, got, want)
			}
		}
	}
}

// TestWhatToDo: a refusal says what helps.
func TestWhatToDo(t *testing.T) {
	for _, tt := range []struct{ stage, reply, want string }{
		{"AUTH",
			"535 5.7.139 Authentication unsuccessful, basic authentication is disabled",
			`Microsoft may take no password here: set smtp.auth = "oauth" and run ` + "`followup login`"},
		{"AUTH", "550 5.7.30 Basic authentication is not supported for Client Submission", `set smtp.auth = "oauth"`},
		{"AUTH",
			"534-5.7.9 Application-specific password required\r\n534 5.7.9 https://support.google.com",
			"make an app password"},
		{"AUTH", "530 5.7.0 Must issue a STARTTLS command first", "check smtp.auth and smtp.tls"},
		{"AUTH", "538 5.7.11 encryption required", `set smtp.tls = "starttls" or "implicit"`},
		{"AUTH",
			"535 5.7.8 wrong",
			"refused the username or password (535 5.7.8 wrong); check smtp.username and the password"},
		{"MAIL", "530 5.7.0 authentication required", "set smtp.username and a password"},
		{"MAIL", "553 5.7.1 not owned by user", "user.email must be an address that this account may send from"},
		{"RCPT", "552 5.2.2 over quota", "make room in the mailbox"},
		{"RCPT", "550 5.4.5 daily limit", "wait until the provider lets the account send again"},
		{"RCPT", "550 5.1.1 no such user", "; check user.email"},
		{"RCPT", "550 5.7.1 client host rejected", "check user.email, smtp.host and smtp.username"},
		{".", "550 5.7.60 may not send as", "user.email must be an address that this account may send from"},
		{".", "554 5.2.252 SendAsDenied", "user.email must be an address that this account may send from"},
		{".", "554 5.7.1 spam", "if it is this one mail alone, `followup skip`"},
		{"DATA", "554 no", "ask the provider why"},
	} {
		server, cfg := plainServer(t, script{tt.stage: tt.reply})
		reply := mustNew(t, cfg).Deliver(t.Context(), note(1))
		if !strings.Contains(reply.Text, tt.want) {
			t.Errorf("%s to %s:\n%s\nwant … %s", tt.reply, tt.stage, reply.Text, tt.want)
		}
		checkReply(t, reply)
		server.waitClosed(t)
	}
}

// TestCheckGoesUpToTheRecipient: an account that may log in but not send is reported.
func TestCheckGoesUpToTheRecipient(t *testing.T) {
	for _, tt := range []struct {
		name   string
		script script
		want   string // "" means that all is well
	}{
		{"nothing is wrong", nil, ""},
		{"no RSET, which does not matter", script{"RSET": "502 what"}, ""},
		{"the sender is refused",
			script{"MAIL": "553 5.7.1 not owned by user"},
			"the server refused the sender (553 5.7.1 not owned by user)"},
		{"a full mailbox", script{"RCPT": "552 5.2.2 over quota"}, "make room in the mailbox"},
		{"not now", script{"RCPT": "450 4.7.1 greylisted"}, "the server put the recipient off (450 4.7.1 greylisted)"},
		{"the connection drops", script{"RCPT": "drop"}, "the connection broke"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server, cfg := plainServer(t, tt.script)
			err := mustNew(t, cfg).Check(t.Context())
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			server.waitClosed(t)
			said := strings.Join(server.commands, " ")
			if strings.Contains(said, "DATA") || tt.want == "" && said != "EHLO AUTH MAIL RCPT RSET QUIT" {
				t.Errorf("it said %s", said)
			}
		})
	}
}
