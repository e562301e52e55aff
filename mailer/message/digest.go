package message

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"followup/rules"
)

// Digest returns a hash of what anybody sees of a mail: its Message-ID, its people, its subject, all its texts and how
// many parts it has. A server may fold or encode a mail anew, and the digest stays; whoever changes a word changes it.
// It is "" for a mail that cannot be read.
func Digest(mail []byte) rules.MailHash {
	e, err := open(bytes.NewReader(mail), Default)
	if err != nil {
		return ""
	}
	m := readHeader(e.Header, "")
	var t texts
	t.walk(e, Default.Depth, Default.Parts)
	hash := sha256.New()
	for _, part := range []any{m.ID, m.From, m.To, m.Cc, m.Unread, m.Subject, t.parts, seen(t.plain), seen(t.html)} {
		fmt.Fprintf(hash, "%q\n", fmt.Sprint(part))
	}
	return rules.MailHash(hex.EncodeToString(hash.Sum(nil)))
}

// seen returns texts without the blanks at the ends of lines.
func seen(texts []string) (list []string) {
	for _, text := range texts {
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			lines[i] = strings.TrimRight(line, " \t")
		}
		list = append(list, strings.TrimSpace(strings.Join(lines, "\n")))
	}
	return list
}
