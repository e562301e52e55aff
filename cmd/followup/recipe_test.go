package main

import (
	"encoding/json"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"followup/cmd/followup/service"
	"followup/cmd/followup/term"
)

const recipeFolder = "docs/container"

// A recipe has the instructions of a Containerfile, by name, in their order.
type recipe map[string][]string

// readRecipe reads docs/container/Containerfile.
func readRecipe(t *testing.T) recipe {
	t.Helper()
	text := strings.ReplaceAll(readPage(t, recipeFolder+"/Containerfile"), "\\\n", " ")
	found := recipe{}
	for line := range strings.Lines(text) {
		if name, rest, ok := strings.Cut(strings.TrimSpace(line), " "); ok && name != "#" {
			found[name] = append(found[name], rest)
		}
	}
	return found
}

// environment returns what ENV sets.
func (r recipe) environment() map[string]string {
	set := map[string]string{}
	for _, line := range r["ENV"] {
		name, value, _ := strings.Cut(line, "=")
		set[name] = value
	}
	return set
}

// execForm returns the words of a command that no shell reads.
func execForm(t *testing.T, list string) (words []string) {
	t.Helper()
	if err := json.Unmarshal([]byte(list), &words); err != nil || len(words) == 0 {
		t.Fatalf("%s is no list of words, and the image has no shell: %v", list, err)
	}
	return words
}

// isCommand reports whether the words after the name of the program are a command with its flags.
func isCommand(words []string) bool {
	cmd, rest, err := rootCommand(&world{Terminal: &term.Terminal{Out: io.Discard, Err: io.Discard}}).Find(words)
	return err == nil && cmd.HasParent() && cmd.ParseFlags(rest) == nil && (cmd.Args == nil || !cmd.HasSubCommands())
}

// TestTheContainerRecipe holds docs/container/Containerfile to the program: what it builds, the paths, the variables
// that the program reads, and the commands.
func TestTheContainerRecipe(t *testing.T) {
	r := readRecipe(t)
	build := strings.Join(r["RUN"], "\n")
	start := execForm(t, r["ENTRYPOINT"][0])
	if !strings.Contains(build, " -o /image"+start[0]+" ./cmd/followup") || !strings.Contains(build, "CGO_ENABLED=0 ") {
		t.Errorf("%s is started, and no static binary is built for it:\n%s", start[0], build)
	}
	if words := execForm(t, r["CMD"][0]); !slices.Equal(words, []string{"run"}) || !isCommand(words) {
		t.Errorf("it does %q, want the daemon", words)
	}
	_, list, _ := strings.Cut(r["HEALTHCHECK"][0], "CMD ")
	if words := execForm(t, list); words[0] != start[0] || words[1] != "status" || !isCommand(words[1:]) {
		t.Errorf("its health is %q, want followup status", words)
	}
	for _, file := range []string{"LICENSE", "cmd/followup/main.go"} {
		if _, err := os.Stat(filepath.Join(repository, file)); err != nil {
			t.Error(err)
		}
	}
	if !slices.Contains(strings.Fields(build), "/image/etc/ssl/certs/ca-certificates.crt") { // where crypto/x509 looks
		t.Error("it has no root certificates")
	}
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(readPage(t, "go.mod"))
	if !strings.HasSuffix(r["ARG"][0], ":"+version[1]) {
		t.Errorf("it is built with %s, and go.mod says go %s", r["ARG"][0], version[1])
	}

	state, config := service.Machine.State, service.Machine.Config
	last := map[string]string{"WORKDIR": state, "VOLUME": state, "FROM": "scratch", "USER": "10001:10001"}
	for name, want := range last {
		if got := r[name][len(r[name])-1]; got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	for _, dir := range []string{state, path.Dir(config)} {
		if !slices.Contains(r["COPY"], "--from=build --chown=10001:10001 /mine "+dir) {
			t.Errorf("%s does not belong to the user of the image", dir)
		}
	}
	want := map[string]string{"FOLLOWUP_CONFIG": config, "CREDENTIALS_DIRECTORY": "/run/secrets", "container": "oci"}
	for name, value := range want {
		if got := r.environment()[name]; got != value {
			t.Errorf("$%s is %q, want %q", name, got, value)
		}
	}
}

// TestTheComposeFile holds docs/container/compose.yaml to the Containerfile beside it.
func TestTheComposeFile(t *testing.T) {
	var file struct {
		Services map[string]struct {
			Build       struct{ Context, Dockerfile string }
			Container   string `yaml:"container_name"`
			Secrets     []string
			Volumes     []string
			Healthcheck struct{ Test []string }
			Tmpfs       []string
		}
		Secrets, Volumes map[string]any
	}
	if err := yaml.Unmarshal([]byte(readPage(t, recipeFolder+"/compose.yaml")), &file); err != nil {
		t.Fatal(err)
	}
	s, r := file.Services["followup"], readRecipe(t)
	context := path.Join(recipeFolder, s.Build.Context)
	if context != "." || path.Join(context, s.Build.Dockerfile) != recipeFolder+"/Containerfile" {
		t.Errorf("it builds %s from %s", s.Build.Dockerfile, context)
	}
	wantVolumes := []string{"./config:" + path.Dir(service.Machine.Config) + ":ro", "followup:" + service.Machine.State}
	if _, named := file.Volumes["followup"]; !slices.Equal(s.Volumes, wantVolumes) || !named {
		t.Errorf("its volumes are %v of %v, want %v", s.Volumes, file.Volumes, wantVolumes)
	}
	if _, named := file.Secrets["smtp_password"]; !slices.Equal(s.Secrets, []string{"smtp_password"}) || !named {
		t.Errorf("its secrets are %v of %v", s.Secrets, file.Secrets)
	}
	_, list, _ := strings.Cut(r["HEALTHCHECK"][0], "CMD ")
	if want := append([]string{"CMD"}, execForm(t, list)...); !slices.Equal(s.Healthcheck.Test, want) {
		t.Errorf("its health is %q, want %q", s.Healthcheck.Test, want)
	}
	if s.Container != "followup" {
		t.Errorf("the container is called %s, and the page calls it followup", s.Container)
	}
}

// inContainer matches a command of followup on the page about containers.
var inContainer = regexp.MustCompile("(?m)(?:^|exec followup |  |[\"`])followup ([a-z-]+)([^\"`\n#]*)")

// TestTheContainerPage checks that docs/container.md names commands and flags that exist, and the paths of the recipe.
func TestTheContainerPage(t *testing.T) {
	page := strings.ReplaceAll(readPage(t, "docs/container.md"), "\\\n", "")
	commands := 0
	for _, m := range inContainer.FindAllStringSubmatch(page, -1) {
		rest, _, _ := strings.Cut(m[2], "<")
		rest, _, _ = strings.Cut(rest, ">")
		if m[1] == "followup" || m[1] == "in" { // the container or the prose
			continue
		}
		if commands++; !isCommand(append([]string{m[1]}, strings.Fields(rest)...)) {
			t.Errorf("it names `followup %s%s`, which is no command", m[1], rest)
		}
	}
	if commands < 8 {
		t.Errorf("only %d commands were found on it", commands)
	}
	r := readRecipe(t)
	names := []string{execForm(t, r["ENTRYPOINT"][0])[0], r["VOLUME"][0], "user 10001"}
	for name, value := range r.environment() {
		names = append(names, "$"+name)
		if strings.HasPrefix(value, "/") {
			names = append(names, value)
		}
	}
	for _, name := range names {
		if !strings.Contains(page, name) {
			t.Errorf("it does not tell of %s", name)
		}
	}
}
