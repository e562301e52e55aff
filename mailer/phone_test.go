package mailer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	htmlpkg "html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"followup/rules"
)

// The screen of a phone, in CSS pixels, and how far down the first button may end: within the first look, whatever the
// mail program has above the mail.
const (
	phoneWidth  = 390
	phoneHeight = 844
	firstLook   = 500
)

// measure runs in a browser. It says of each mail where the first thing to tap or to copy ends, and how wide the mail
// is.
const measure = `<script>
addEventListener('load', () => {
	const found = {};
	for (const frame of document.querySelectorAll('iframe')) {
		const page = frame.contentDocument;
		const first = page.querySelector('td.open') || page.querySelector('a') || page.querySelector('code');
		found[frame.name] = {
			what: first.textContent, bottom: first.getBoundingClientRect().bottom,
			width: page.documentElement.scrollWidth,
		};
	}
	document.body.textContent = JSON.stringify(found);
});
</script>`

// A sight is what the script found in a mail.
type sight struct {
	What          string
	Bottom, Width float64
}

// TestTheButtonIsOnTheFirstScreen shows each mail in a browser that is as narrow as a phone, as it is and without
// <style>.
func TestTheButtonIsOnTheFirstScreen(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes seconds to start")
	}
	m := mustNew(t, config())
	panel, oneWord := fiveOnAPanel(), acme()
	oneWord.Interviews[0].Topic = "You showed me https://acme.test/" + strings.Repeat("x", 300) + "."
	oneWord.Interviews[0].Interviewers[0].Name = "Jana " + strings.Repeat("x", 100)
	mails := map[string]string{}
	for _, g := range append(goldens(t, m), golden{"panel-of-five", panel, toPanel(panel), december(1, 17)},
		golden{"one-long-word", oneWord, step(oneWord, rules.ThankYou), december(1, 17)}) {
		mails[g.name] = parse(t, mustCompose(t, m, g.c, g.s, g.now).Bytes).html
	}
	var page strings.Builder
	for name, html := range mails {
		for suffix, html := range map[string]string{"": html, " without <style>": aStyle.ReplaceAllString(html, "")} {
			fmt.Fprintf(&page, `<iframe name="%s" width="%d" height="%d" srcdoc="%s"></iframe>`+"\n",
				htmlpkg.EscapeString(name+suffix), phoneWidth, phoneHeight, htmlpkg.EscapeString(html))
		}
	}
	found := inBrowser(t, "<!DOCTYPE html><meta charset=utf-8><body>"+page.String()+measure)
	if len(found) != 2*len(mails) {
		t.Errorf("%d pages were measured, want 2 of each of %d", len(found), len(mails))
	}
	for name, s := range found {
		t.Logf("%s: %q ends at %.0f px", name, s.What, s.Bottom)
		if s.Bottom > firstLook || s.Bottom < 1 {
			t.Errorf("%s: %q ends at %.0f px, want at most %d", name, s.What, s.Bottom, firstLook)
		}
		if s.Width > phoneWidth {
			t.Errorf("%s: it is %.0f px wide, so it has to be moved sideways", name, s.Width)
		}
	}
}

var result = regexp.MustCompile(`<body>(\{.*\})</body>`)

// inBrowser shows a page with the script in a browser, and returns what that found.
func inBrowser(t *testing.T, page string) (found map[string]sight) {
	t.Helper()
	dir, err := os.MkdirTemp("", "browser") // TempDir would fail the test if the browser still wrote while it ends
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	file := filepath.Join(dir, "page.html")
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // it takes four seconds, but the machine may be busy
	defer cancel()
	cmd := exec.CommandContext(ctx, browser(t), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
		"--no-first-run", "--hide-scrollbars", "--disable-background-networking", "--disable-component-update",
		"--disable-sync", "--disable-dev-shm-usage", "--user-data-dir="+filepath.Join(dir, "profile"),
		"--dump-dom", "file://"+file)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // it consists of many processes
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil && len(out) == 0 && ctx.Err() == nil {
		t.Skipf("the browser does not start: %v\n%s", err, said.String())
	}
	body := result.FindSubmatch(out)
	if body == nil {
		t.Fatalf("the script did not run: %v\n%s\n%.2000s", errors.Join(err, ctx.Err()), said.String(), out)
	}
	if err := json.Unmarshal([]byte(htmlpkg.UnescapeString(string(body[1]))), &found); err != nil {
		t.Fatal(err)
	}
	return found
}

// browser returns the path of a browser that can be run without a screen, or skips the test.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium or Chrome is installed")
	return ""
}

// fiveOnAPanel is an interview with five people, each with a long name and address.
func fiveOnAPanel() rules.Case {
	c := onePanel()
	iv := &c.Interviews[0]
	iv.Interviewers = nil
	for i, name := range []string{"Dr. Annegret", "Prof. Wilhelmine", "Bartholomäus", "Maria Magdalena", "Jean-Marie"} {
		iv.Interviewers = append(iv.Interviewers, rules.Person{Name: name + " von Württemberg-Hohenlohe",
			Email: fmt.Sprintf("p%d.wuerttemberg-hohenlohe@careers.acme-international.test", i)})
	}
	return c
}
