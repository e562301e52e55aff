package exchange

import (
	"encoding/base64"
	"strings"
	"testing"
)

// What a file is, its beginning tells. A mail has its calendar in any of the ways in which programs send one.
func TestRead(t *testing.T) {
	const head = "From: Jo <jo@acme.test>\nTo: sam@home.test\nSubject: Invitation\nMIME-Version: 1.0\n"
	calendar := event("UID:a", "DTSTART:20261201T140000Z", "SUMMARY:Interview: clerk at Acme")
	encoded := base64.StdEncoding.EncodeToString([]byte(calendar))
	several := head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHi\n--b\n%s\n" +
		"--b--\n"
	inPart := func(header, body string) string {
		return strings.Replace(several, "%s", header+"\n\n"+body, 1)
	}
	mailbox := func(mails ...string) string {
		const from = "From jo@acme.test Tue Dec  1 09:05:28 2026\n"
		return from + strings.Join(mails, "\n"+from)
	}
	wide := func(s string) string { return "\xff\xfe" + strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	for _, row := range []struct{ why, name, file, want string }{
		{"a calendar", "a.ics", calendar, "clerk at Acme"},
		{"a calendar of another name", "a.txt", "\n" + calendar, "clerk at Acme"},
		{"a calendar between other lines", "-", "Begin\n" + calendar + "-- \nSent from my phone\n", "clerk at Acme"},
		{"in UTF-16", "a.ics", wide(calendar), "clerk at Acme"},
		{"with CR alone", "a.ics", strings.ReplaceAll(calendar, "\n", "\r"), "clerk at Acme"},
		{"in quoted-printable, as phones write it", "a.ics", strings.Replace(calendar,
			"SUMMARY:Interview: clerk at Acme",
			"SUMMARY;ENCODING=QUOTED-PRINTABLE:Interview: clerk at M=C3=BC=\nhle", 1), "clerk at Mühle"},
		{"a table", "a.csv", "company,role,start\nAcme,clerk,2026-12-01 14:00\n", "clerk at Acme"},
		{"a table whose separator is told in quotation marks", "a.csv",
			"\"sep=;\"\ncompany;role;start\nAcme;clerk;2026-12-01 14:00\n", "clerk at Acme"},
		{"a mail with a part", "a.eml", inPart("Content-Type: text/calendar; method=REQUEST", calendar),
			"clerk at Acme"},
		{"a mail with an encoded part", "-",
			inPart("Content-Type: text/calendar\nContent-Transfer-Encoding: base64", encoded), "clerk at Acme"},
		{"a mail with a file", "a.eml", inPart("Content-Type: application/octet-stream\n"+
			"Content-Disposition: attachment; filename=invite.ICS\nContent-Transfer-Encoding: base64", encoded),
			"clerk at Acme"},
		{"a mail that is a calendar", "a.eml", head + "Content-Type: text/calendar\n\n" + calendar, "clerk at Acme"},
		{"a mail of a mailbox file", "-", "From jo@acme.test Tue Dec  1\n" + head + "Content-Type: text/calendar\n\n" +
			calendar, "clerk at Acme"},
		{"a mail that another one forwards", "a.eml", inPart("Content-Type: message/rfc822", head+
			"Content-Type: text/calendar\n\n"+calendar), "clerk at Acme"},
		{"a mail whose text says From", "a.eml", head + "Content-Type: text/calendar\n\nX\n\n" +
			"From a@b.test at 10:00 2026\n" + calendar, "clerk at Acme"},
		{"mails of which one has a calendar", "all.mbox", mailbox(head+"\nFrom now on\n", head+
			"Content-Type: text/calendar\n\n"+calendar, head+"\nFrom below\n"), "clerk at Acme"},
		{"mails of which none has one", "all.mbox", mailbox(head+"\nHi\n", head+"\nHi\n"),
			"the mail has no calendar in it"},
		{"a mail of Outlook's own kind", "a.eml", inPart("Content-Type: application/ms-tnef; name=winmail.dat", "eJ8+"),
			"the invitation in the mail is in winmail.dat"},
		{"a mail without one", "a.eml", inPart("Content-Type: text/html", "Hi"), "the mail has no calendar in it"},
		{"a workbook", "a.xlsx", "PK\x03\x04xxxx", "this is a workbook"},
		{"a message of Outlook's", "a.msg", "\xd0\xcf\x11\xe0xxxx", "this is an Outlook message"},
		{"a PDF", "a.pdf", "%PDF-1.7", "this is a PDF"},
		{"no text", "a", "a\x00b", "this is no text"},
	} {
		t.Run(row.why, func(t *testing.T) {
			entries, err := Read(t.Context(), strings.NewReader(row.file), row.name, berlin(t))
			if err != nil || len(entries) != 1 {
				if err == nil || !strings.HasPrefix(err.Error(), row.want) || len(err.Error()) > 300 {
					t.Fatalf("%d entries, %v; want %q", len(entries), err, row.want)
				}
				return
			}
			if app := entries[0].Application; app.Role+" at "+app.Company != row.want {
				t.Errorf("%s at %s, want %s", app.Role, app.Company, row.want)
			}
		})
	}
}

// TestReadAMailboxFile: each of its mails is read, in whatever encoding.
func TestReadAMailboxFile(t *testing.T) {
	const from = "From jo@acme.test Tue Dec  1 09:05:28 2026\nFrom: Jo <jo@acme.test>\nTo: sam@home.test\n"
	mail := func(role, encoding string, encode func(string) string) string {
		return from + "Content-Type: text/calendar\nContent-Transfer-Encoding: " + encoding + "\n\n" +
			encode(event("UID:"+role, "DTSTART:20261201T140000Z", "SUMMARY:Interview: "+role+" at Acme")) + "\n"
	}
	asIs := func(s string) string { return s }
	file := mail("clerk", "8bit", asIs) + mail("porter", "base64", func(s string) string {
		return base64.StdEncoding.EncodeToString([]byte(s)) + "\n"
	}) + from + "\nFrom now on, see you.\n\n" + from + "Content-Type: application/ms-tnef\n\neJ8+\n\n" +
		mail("nurse", "7bit", asIs)
	for _, breaks := range []string{"\n", "\r\n"} {
		entries, err := Read(t.Context(), strings.NewReader(strings.ReplaceAll(file, "\n", breaks)), "a", berlin(t))
		if err != nil || len(entries) != 4 || entries[3].Application.Role != "nurse" {
			t.Fatalf("%d entries, %v", len(entries), err)
		}
		if left := entries[2]; !left.Skip || left.Summary != "mail 4" ||
			left.Line != strings.Count(file[:strings.Index(file, "Content-Type: application/ms-tnef")], "\n")-2 {
			t.Errorf("%+v", left)
		}
	}
}
