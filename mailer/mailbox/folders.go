package mailbox

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"golang.org/x/text/unicode/norm"

	"followup/pattern"
	"followup/rules"
)

// A Folder is a folder that is read.
type Folder struct {
	Name string
	Role rules.Folder
}

// uses are the attributes of RFC 6154 by which a server says what a folder is for.
var uses = []struct {
	attribute imap.MailboxAttr
	role      rules.Folder
}{
	{imap.MailboxAttrSent, rules.FolderSent},
	{imap.MailboxAttrAll, rules.FolderArchive}, // has everything that an archive has
	{imap.MailboxAttrArchive, rules.FolderArchive},
	{imap.MailboxAttrJunk, rules.FolderJunk},
}

// names are those that mail programs and providers give to folders, in lower case, for servers that do not say what
// a folder is for: Thunderbird, Outlook, Apple Mail, Roundcube, Horde and the providers of `config init`, in English,
// German, French, Spanish, Italian, Dutch, Portuguese, Polish, Swedish, Danish, Norwegian and Finnish.
var names = map[rules.Folder][]string{
	rules.FolderSent: {
		"sent", "sent items", "sent mail", "sent messages", "sent-mail", "sentbox", "outbox sent",
		"gesendet", "gesendete", "gesendete elemente", "gesendete objekte", "gesendete nachrichten",
		"gesendete e-mails",
		"envoyés", "envoyes", "éléments envoyés", "messages envoyés", "courrier envoyé", "objets envoyés",
		"enviados", "enviadas", "elementos enviados", "correo enviado", "mensajes enviados", "itens enviados",
		"mensagens enviadas", "inviati", "inviata", "posta inviata", "elementi inviati", "messaggi inviati",
		"verzonden", "verzonden items", "verzonden berichten", "wysłane", "elementy wysłane", "skickat", "skickade",
		"sendt", "sendt post", "sendte elementer", "lähetetyt",
	},
	rules.FolderArchive: {
		"archive", "archives", "archived", "all mail", "archiv", "archivierte", "alle nachrichten", "archivé",
		"archivés",
		"tous les messages", "archivo", "archivados", "todos", "archivio", "archivi", "archief", "arquivo", "arquivos",
		"archiwum", "arkiv", "arkisto",
	},
	rules.FolderJunk: {
		"junk", "junk e-mail", "junk email", "junk mail", "spam", "bulk mail", "spamverdacht", "unerwünscht",
		"junk-e-mail", "werbung", "courrier indésirable", "indésirables", "pourriel", "spams", "correo no deseado",
		"no deseado", "correo basura", "posta indesiderata", "indesiderata", "ongewenste e-mail", "ongewenst",
		"lixo eletrônico", "lixo eletrónico", "wiadomości-śmieci", "skräppost", "uønsket post", "søppelpost",
		"roskaposti",
	},
}

// parents are where such a folder lies. Elsewhere a folder of that name may be somebody else's, or a part of another
// one.
var parents = []string{"", "inbox", "[gmail]", "[google mail]"}

// choose returns the folders to read, in the order of [rules.Folders]. What the server says of a folder comes before
// its name. There is always an INBOX.
func choose(list []*imap.ListData, since time.Time) []Folder {
	chosen := []Folder{{Name: "INBOX", Role: rules.FolderInbox}}
	list = others(list)
	found := map[rules.Folder]bool{}
	add := func(role rules.Folder, is func(*imap.ListData) bool) {
		before := found[role]
		for _, f := range list {
			if !before && is(f) {
				chosen = append(chosen, Folder{Name: f.Mailbox, Role: role})
				found[role] = true
			}
		}
	}
	for _, use := range uses {
		add(use.role, func(f *imap.ListData) bool { return slices.Contains(f.Attrs, use.attribute) })
	}
	for role := range names {
		add(role, func(f *imap.ListData) bool { return hasRole(f, role, since) })
	}
	slices.SortFunc(chosen, func(a, b Folder) int {
		return cmp.Or(slices.Index(rules.Folders, a.Role)-slices.Index(rules.Folders, b.Role),
			strings.Compare(a.Name, b.Name))
	})
	return slices.CompactFunc(chosen, func(a, b Folder) bool { return a.Name == b.Name })
}

// others returns the folders beside the INBOX that can be opened.
func others(list []*imap.ListData) []*imap.ListData {
	return slices.DeleteFunc(list, func(f *imap.ListData) bool {
		return f.Mailbox == "INBOX" || slices.Contains(f.Attrs, imap.MailboxAttrNoSelect) ||
			slices.Contains(f.Attrs, imap.MailboxAttrNonExistent)
	})
}

var year = pattern.Lazy(`^20[0-9][0-9]$`)

// hasRole reports whether the name of a folder says that it has the role. Thunderbird archives mail by its year.
func hasRole(f *imap.ListData, role rules.Folder, since time.Time) bool {
	if parent, leaf := split(f); role == rules.FolderArchive && year.MatchString(leaf) &&
		leaf >= since.Format("2006") {
		f = &imap.ListData{Mailbox: parent, Delim: f.Delim}
	}
	return isNamed(f, names[role])
}

// isNamed reports whether a folder has one of the names, and lies where such folders do.
func isNamed(f *imap.ListData, names []string) bool {
	parent, leaf := split(f)
	return slices.Contains(names, leaf) && slices.Contains(parents, parent)
}

// split returns the name of a folder and that of the one it lies in, in lower case.
func split(f *imap.ListData) (parent, leaf string) {
	name := strings.ToLower(norm.NFC.String(f.Mailbox))
	if at := strings.LastIndex(name, string(f.Delim)); f.Delim != 0 && at >= 0 {
		return name[:at], name[at+len(string(f.Delim)):]
	}
	return "", name
}
