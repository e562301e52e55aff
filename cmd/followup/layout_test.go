package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// repository is the top of it, from here.
const repository = "../.."

// readPage returns a page of the documentation by its path in the repository.
func readPage(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	quoted  = regexp.MustCompile("`([^`\n]+)`")
	roomRow = regexp.MustCompile("^\\| `([a-z/]+)` \\|.*\\| ([^|]*) \\|$")
)

// TestImportDirections compares the imports of every package with the table of docs/architecture.md: what is imported
// is allowed, and what is allowed is imported.
func TestImportDirections(t *testing.T) {
	allowed := map[string][]string{}
	for line := range strings.Lines(readPage(t, "docs/architecture.md")) {
		row := roomRow.FindStringSubmatch(strings.TrimSpace(line))
		if row == nil {
			continue
		}
		allowed[row[1]] = []string{}
		for _, name := range quoted.FindAllStringSubmatch(row[2], -1) {
			allowed[row[1]] = append(allowed[row[1]], name[1])
		}
	}
	packages := importsByPackage(t)
	for _, name := range slices.Sorted(maps.Keys(packages)) {
		may, known := allowed[name]
		if !known {
			t.Errorf("%s is not in the table of docs/architecture.md; say there what it may import", name)
			continue
		}
		for _, path := range packages[name] {
			own, isOwn := strings.CutPrefix(path, "followup/")
			if isOwn && !slices.Contains(may, own) && !inFolders(own, may) {
				t.Errorf("%s imports %s; docs/architecture.md allows %v", name, own, may)
			}
			outside := !isOwn && strings.Contains(path, ".") && !strings.HasPrefix(path, "github.com/rickar/cal/") &&
				path != "golang.org/x/text/unicode/norm"
			if outside && (name == "rules" || strings.HasPrefix(name, "rules/")) {
				t.Errorf("%s imports %s; besides the standard library it may import the holiday calendar and norm",
					name, path)
			}
		}
	}
	for name, may := range allowed {
		if packages[name] == nil {
			t.Errorf("docs/architecture.md has %s, which is not a package", name)
		}
		for _, path := range may {
			used := func(imported string) bool {
				own, isOwn := strings.CutPrefix(imported, "followup/")
				return isOwn && (own == path || inFolders(own, []string{path}))
			}
			if !slices.ContainsFunc(packages[name], used) {
				t.Errorf("docs/architecture.md lets %s import %s, and it does not", name, path)
			}
		}
	}
}

// inFolders reports whether one of the names is a folder with "/…" after it that holds the package.
func inFolders(name string, folders []string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool {
		parent, all := strings.CutSuffix(folder, "/…")
		return all && strings.HasPrefix(name, parent+"/")
	})
}

// importsByPackage returns the imports of each package of the module, apart from those of its tests.
func importsByPackage(t *testing.T) map[string][]string {
	t.Helper()
	packages := map[string][]string{}
	err := filepath.WalkDir(repository, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != repository && (strings.HasPrefix(name, ".") || name == "testdata" || name == "dist") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		room, err := filepath.Rel(repository, filepath.Dir(path))
		if err != nil {
			return err
		}
		packages[room] = append(packages[room], "") // even if it imports nothing
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			packages[room] = append(packages[room], imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

// pages returns the paths of all pages of the documentation.
func pages(t *testing.T) (found []string) {
	t.Helper()
	for _, pattern := range []string{"*.md", "docs/*.md", "mailer/letters/*.md"} {
		paths, err := filepath.Glob(filepath.Join(repository, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			found = append(found, strings.TrimPrefix(path, repository+"/"))
		}
	}
	return found
}

var (
	link       = regexp.MustCompile(`\]\(([^)\s]+)\)|src="([^"]+)"`)
	heading    = regexp.MustCompile(`(?m)^#+ (.*)$`)
	notInASlug = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// TestPagesLinkToWhatIsThere follows every link of a page to another file or heading of the repository.
func TestPagesLinkToWhatIsThere(t *testing.T) {
	for _, page := range pages(t) {
		for _, match := range link.FindAllStringSubmatch(readPage(t, page), -1) {
			target := match[1] + match[2]
			if strings.Contains(target, "://") {
				continue
			}
			path, anchor, _ := strings.Cut(target, "#")
			to := page
			if path != "" {
				to = filepath.Join(filepath.Dir(page), path)
			}
			if _, err := os.Stat(filepath.Join(repository, to)); err != nil {
				t.Errorf("%s links to %s, which is not there", page, target)
			} else if anchor != "" && !hasHeading(readPage(t, to), anchor) {
				t.Errorf("%s links to %s; %s has no such heading", page, target, to)
			}
		}
	}
}

// hasHeading reports whether a page has a heading with the anchor that GitHub gives it.
func hasHeading(page, anchor string) bool {
	return slices.ContainsFunc(heading.FindAllStringSubmatch(page, -1), func(match []string) bool {
		slug := notInASlug.ReplaceAllString(strings.ToLower(match[1]), "")
		return strings.ReplaceAll(slug, " ", "-") == anchor
	})
}

// sourcePath matches a path below a folder of the repository, in backticks, without spaces.
var sourcePath = regexp.MustCompile(`^(\.ci|bench|cmd|docs|mailer|rules|scheduler|store|systemd)/[^ ]*$`)

// TestPagesNameFilesThatAreThere looks for each file and folder that the pages for contributors name.
func TestPagesNameFilesThatAreThere(t *testing.T) {
	for _, page := range []string{"CONTRIBUTING.md", "docs/architecture.md", "docs/reliability.md"} {
		for _, match := range quoted.FindAllStringSubmatch(readPage(t, page), -1) {
			if path := match[1]; sourcePath.MatchString(path) && !strings.HasSuffix(path, "/…") {
				if found, _ := filepath.Glob(filepath.Join(repository, path)); len(found) == 0 {
					t.Errorf("%s names %s, which is not there", page, path)
				}
			}
		}
	}
}

// testName matches the name of a test or a fuzz target, or the beginning of one.
var testName = regexp.MustCompile(`\b(Test|Fuzz)[A-Z]\w*`)

// TestPagesNameTestsThatAreThere looks for each test that a page for contributors names.
func TestPagesNameTestsThatAreThere(t *testing.T) {
	var tests []byte
	err := filepath.WalkDir(repository, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		tests = append(tests, text...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"CONTRIBUTING.md", "docs/architecture.md", "docs/reliability.md", "docs/rules.md"} {
		for _, name := range testName.FindAllString(readPage(t, page), -1) {
			if !strings.Contains(string(tests), "func "+name) {
				t.Errorf("%s names %s; no test has a name that begins like that", page, name)
			}
		}
	}
}
