package mailer

import "followup/mailer/mailto"

// maxLink is the greatest length of a link in bytes. Some mail apps and browsers cut a longer one short or ignore it.
const maxLink = 1900

// fitting says how much of a draft a link carries.
type fitting int

const (
	fitsAll     fitting = iota
	fitsNoQuote         // the earlier email did not fit
	fitsNoText          // the text did not fit either; the link opens an empty mail
)

// A linkMaker returns a link that opens a mail app with a draft in it.
type linkMaker func(to, subject, body string) string

// link returns the longest link to a draft within the limit. It leaves out the quoted email first, then the text, then
// the subject.
func link(make linkMaker, to string, d Draft) (string, fitting) {
	for _, try := range []struct {
		subject, body string
		fitting       fitting
	}{
		{d.Subject, d.Body, fitsAll},
		{d.Subject, d.withoutQuote, fitsNoQuote},
		{d.Subject, "", fitsNoText},
	} {
		if s := make(to, try.subject, try.body); len(s) <= maxLink {
			return s, try.fitting
		}
	}
	return make(to, "", ""), fitsNoText
}

func gmail(to, subject, body string) string {
	return "https://mail.google.com/mail/?view=cm&fs=1" + mailto.Query("&", "to", to, "su", subject, "body", body)
}

func outlook(to, subject, body string) string {
	return "https://outlook.live.com/mail/0/deeplink/compose" +
		mailto.Query("?", "to", to, "subject", subject, "body", body)
}
