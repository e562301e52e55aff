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
