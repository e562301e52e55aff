package message

import (
	"net/mail"
	"slices"
	"strings"

	"github.com/emersion/go-message"

	"followup/pattern"
	"followup/rules"
)

// readHeader returns what the header says.
func readHeader(h message.Header, authserv string) (m rules.Mail) {
	m.ID = strings.Join(head(ids(h, "Message-Id"), 1), "")
	m.InReplyTo, m.References = ids(h, "In-Reply-To"), ids(h, "References")
	m.From = people(h, "From", &m.Unread)
	m.To = append(people(h, "To", &m.Unread), people(h, "Bcc", &m.Unread)...)
	m.Cc = people(h, "Cc", &m.Unread)
	m.Subject = rules.OneLine(decodeWords(strings.Join(head(fields(h, "Subject"), 1), "")))
	if at, err := mail.ParseDate(h.Get("Date")); err == nil && at.Year() >= 1970 && at.Year() <= rules.LastYear {
		m.Date = at
	}
	m.Automatic, m.OutOfOffice = automatic(h)
	m.Authentic = vouches(h, authserv, m.From)
	return m
}

// A messageID is what stands between angle brackets, without anything in it that could end a header line.
var messageID = pattern.Lazy(`<[!-;=?-~]{1,996}>`)

// maxIDs is how many Message-IDs of a field are taken. The first and the latest are those that matter.
const maxIDs = 100

// ids returns the Message-IDs in a field.
func ids(h message.Header, name string) (list []string) {
	for _, v := range fields(h, name) {
		list = append(list, messageID.FindAllString(v, -1)...)
	}
	if n := len(list); n > maxIDs {
		list = append(list[:1:1], list[n-maxIDs+1:]...)
	}
	return list
}

// people returns the addresses in all fields of a name. Two fields of one name are against the rules, and some mail
// programs show the first and some the second, so they all count. If one cannot be read, its name is added to unread.
func people(h message.Header, name string, unread *[]string) (list []rules.Person) {
	parser := mail.AddressParser{WordDecoder: words}
	for _, v := range h.Values(name) {
		if strings.TrimSpace(v) == "" {
			continue
		}
		if len(v) > maxField {
			*unread = append(*unread, name)
			continue
		}
		addresses, err := parser.ParseList(v)
		if err != nil && !isEmptyGroup(v) {
			*unread = append(*unread, name)
		}
		for _, a := range addresses {
			list = append(list, rules.NewPerson(a.Name, a.Address))
		}
	}
	return list
}

// isEmptyGroup reports whether a field with addresses has none, such as "undisclosed-recipients:;".
func isEmptyGroup(v string) bool {
	name, rest, ok := strings.Cut(strings.TrimSpace(v), ":")
	return ok && strings.TrimSpace(rest) == ";" && !strings.ContainsAny(name, `<>@,"()`)
}

// automatic returns how a header shows that no person wrote the mail: RFC 3834 has Auto-Submitted, RFC 2919 and RFC
// 2369 the fields of lists, and the others are older than these.
func automatic(h message.Header) (how rules.Automatic, away bool) {
	submitted, precedence := field(h, "Auto-Submitted"), field(h, "Precedence")
	replied := slices.ContainsFunc([]string{"X-Autoreply", "X-Autorespond"}, h.Has) || precedence == "auto_reply"
	away = strings.HasPrefix(submitted, "auto-replied") || replied
	isList := slices.ContainsFunc([]string{"List-Id", "List-Post", "List-Unsubscribe", "List-Help"}, h.Has)
	switch {
	case submitted != "" && submitted != "no" && !strings.HasPrefix(submitted, "no;"), replied:
		return rules.AutoSubmitted, away
	case h.Has("Return-Path") && field(h, "Return-Path") == "<>":
		return rules.NoReturnPath, away
	case isList, precedence == "list":
		return rules.FromList, away
	case precedence == "bulk", precedence == "junk":
		return rules.Bulk, away
	}
	return "", away
}

// head returns at most the first n elements.
func head(list []string, n int) []string { return list[:min(n, len(list))] }
