package setup

import (
	"os"
	"path/filepath"
	"strings"

	"followup/cmd/followup/service"
	"followup/mailer/shell"
)

// isForService reports whether root is writing a file of the service: its config, or a file beside it.
func (i Init) isForService(path string) bool {
	_, err := i.System.IDs()
	return err == nil && os.Geteuid() == 0 && filepath.Dir(path) == filepath.Dir(i.System.Config)
}

// command returns a command line that reads the config.
func (i Init) command(what, config string) string {
	switch {
	case i.isForService(config):
		return "sudo followup " + what
	case config == i.System.Config || config == i.Own():
		return "followup " + what
	}
	return "followup " + what + " --config " + shell.Word(config)
}

// startOfDaemon returns the command line that starts the daemon: through systemd if one of its units reads the config.
func (i Init) startOfDaemon(config string) string {
	there := func(unit string) bool { _, err := os.Stat(unit); return err == nil }
	own := filepath.Join(filepath.Dir(filepath.Dir(i.Own())), "systemd", "user", "followup.service")
	switch {
	case config == i.System.Config && there(i.System.Unit):
		return "sudo systemctl enable --now followup"
	case config == i.Own() && (there(own) || there(i.System.LoginUnit)):
		return "systemctl --user enable --now followup"
	case config == i.System.Config && !service.InContainer(): // where the environment names it
		return "followup run --config " + shell.Word(config)
	}
	return i.command("run", config)
}

// reloadOfDaemon returns the command line that lets the daemon read the config anew: through systemd if one of its
// units reads it.
func (i Init) reloadOfDaemon(config string) string {
	start := i.startOfDaemon(config)
	if reload := strings.Replace(start, "enable --now", "reload", 1); reload != start {
		return reload
	}
	return "kill -HUP PID   # of followup run; or restart it"
}
