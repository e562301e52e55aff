package term

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"

	"followup/cmd/followup/usage"
)

// RunEditor opens the user's editor with a file. As in other programs, its name may have arguments.
func (t *Terminal) RunEditor(path string) error {
	editor := cmp.Or(os.Getenv("VISUAL"), os.Getenv("EDITOR"))
	if editor == "" {
		return usage.Errorf("no editor is named; set $VISUAL or $EDITOR, as in: EDITOR=nano followup edit …")
	}
	cmd := exec.Command("/bin/sh", "-c", editor+` "$1"`, "sh", path)
	cmd.Stdout, cmd.Stderr = t.Out, t.Err
	if out, ok := t.Out.(*Output); ok {
		cmd.Stdout = out.Writer // the terminal itself
	}
	if in, ok := t.In.(*os.File); ok { // anything else would be read to its end
		cmd.Stdin = in
	}
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("the editor %q failed: %w", editor, err)
	}
	return nil
}
