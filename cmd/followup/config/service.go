package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"followup/cmd/followup/service"
	"followup/pattern"
)

// CheckService returns an error for each file that the service's config names but the service cannot read or write,
// because of its unit or its user. Trying to open them would prove nothing: the check runs as root.
func (c *Config) CheckService(system service.System, u service.Unit) (faults []error) {
	look := func(key, path string, rights uint32) {
		if path == "" {
			return
		}
		if err := system.CheckReach(u, path, rights, strings.HasSuffix(key, ".password_file")); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", key, err))
		}
	}
	look("the config", c.Path, service.Read)
	for _, s := range c.passwordSources() {
		look(s.fileKey(), s.file, service.Read)
	}
	look("smtp.ca_file", c.SMTP.CAFile, service.Read)
	look("mailbox.ca_file", c.Mailbox.CAFile, service.Read)
	if letters := c.Letters.TemplatesDir; letters != "" {
		before := len(faults)
		look(templatesDir, letters, service.Read|service.Enter)
		for _, path := range letterFiles(letters) {
			if _, err := os.Stat(path); err == nil && len(faults) == before { // one error for the folder is enough
				look(templatesDir, path, service.Read)
			}
		}
	}
	dir := filepath.Dir(c.Store.Path)
	if u.Writes(dir) {
		look("store.path", dir, service.Read|service.Write|service.Enter)
		return faults
	}
	return append(faults, fmt.Errorf("store.path: the service may not write in %s (ProtectSystem=strict); "+
		"leave the key empty, or run `sudo systemctl edit followup` and add:\n  [Service]\n  ReadWritePaths=%s",
		dir, dir))
}

// absolutePath matches an absolute path in a shell command.
var absolutePath = pattern.Lazy("(?:^|[\\s\"'=(<|;&`])(/[^\\s\"'|;&<>()$`]+)")

// CheckServiceCommand returns a warning for each path in the password commands that the service cannot read. These are
// not errors, because only the shell knows what it makes of a command.
func (c *Config) CheckServiceCommand(system service.System, u service.Unit) (warnings []string) {
	for _, s := range c.passwordSources() {
		for _, m := range absolutePath.FindAllStringSubmatch(s.command, -1) {
			if err := system.CheckReach(u, m[1], service.Read, false); err != nil {
				warnings = append(warnings, s.table+".password_command: "+err.Error())
			}
		}
	}
	return warnings
}
