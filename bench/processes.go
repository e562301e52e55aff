package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// timeCommand runs commands, separated by "--", in turns. It prints the median time of each in milliseconds, one per
// line. Each {n} in an argument is replaced by a number that is different every time.
func timeCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("time", flag.ExitOnError)
	n := flags.Int("n", 21, "how many times")
	most := flags.Duration("most", time.Minute, "stop after so long, when each had a turn")
	anyCode := flags.Bool("any", false, "whatever the exit codes")
	_ = flags.Parse(args) // it exits
	commands := split(flags.Args())
	took := make([][]time.Duration, len(commands))
	begun := time.Now()
	for round := 0; round < *n && (round == 0 || time.Since(begun) < *most); round++ {
		for i, command := range commands {
			d, err := timed(ctx, command, round)
			if exit := new(exec.ExitError); err != nil && !(*anyCode && errors.As(err, &exit)) {
				return err
			}
			took[i] = append(took[i], d)
		}
	}
	for _, all := range took {
		fmt.Printf("%.3f\n", milliseconds(median(all)))
	}
	return nil
}

func split(args []string) (commands [][]string) {
	for {
		i := slices.Index(args, "--")
		if i < 0 {
			return append(commands, args)
		}
		commands, args = append(commands, args[:i]), args[i+1:]
	}
}

func timed(ctx context.Context, command []string, round int) (time.Duration, error) {
	number := strconv.Itoa(os.Getpid()) + "-" + strconv.Itoa(round)
	args := make([]string, len(command))
	for i, arg := range command {
		args[i] = strings.ReplaceAll(arg, "{n}", number)
	}
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	var said bytes.Buffer
	cmd.Stderr = &said
	begun := time.Now()
	err := cmd.Run()
	took := time.Since(begun)
	if err != nil {
		err = fmt.Errorf("%q: %w: %s", args, err, said.String())
	}
	return took, err
}

func median[T time.Duration | float64](all []T) T {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// readyCommand starts a daemon repeatedly and prints the median time, in milliseconds, until it says READY=1.
func readyCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("ready", flag.ExitOnError)
	n := flags.Int("n", 21, "how many times")
	_ = flags.Parse(args) // it exits
	var took []time.Duration
	for range *n {
		cmd, d, err := startDaemon(ctx, flags.Args())
		if err == nil {
			err = stopDaemon(cmd)
		}
		if err != nil {
			return err
		}
		took = append(took, d)
	}
	fmt.Printf("%.3f\n", milliseconds(median(took)))
	return nil
}

// idleCommand starts a daemon and leaves it alone. It prints its memory in kB, the part of it that is not backed by
// the program's file, and how often it woke up in a minute.
func idleCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("idle", flag.ExitOnError)
	settle := flags.Duration("settle", 15*time.Second, "how long to wait after its start")
	watch := flags.Duration("for", time.Minute, "how long to watch")
	_ = flags.Parse(args) // it exits
	cmd, _, err := startDaemon(ctx, flags.Args())
	if err != nil {
		return err
	}
	time.Sleep(*settle)
	before, err := wakeUps(cmd.Process.Pid)
	time.Sleep(*watch)
	after, err2 := wakeUps(cmd.Process.Pid)
	status := fmt.Sprintf("/proc/%d/status", cmd.Process.Pid)
	memory, err3 := field(status, "VmRSS")
	own, err4 := field(status, "RssAnon")
	fmt.Printf("%d %d %.1f\n", memory, own, float64(after-before)*float64(time.Minute)/float64(*watch))
	return errors.Join(err, err2, err3, err4, stopDaemon(cmd))
}

// wakeUps returns how often the threads of a process were woken up, which is how often they went to sleep voluntarily.
func wakeUps(pid int) (n int, err error) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", pid))
	for _, path := range threads {
		one, err := field(path, "voluntary_ctxt_switches")
		if err != nil {
			return 0, err
		}
		n += one
	}
	return n, err
}

// field returns a number from a file of lines such as "VmRSS:  1234 kB".
func field(path, name string) (n int, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			return strconv.Atoi(strings.Fields(rest)[0])
		}
	}
	return 0, fmt.Errorf("there is no %s in %s", name, path)
}

// startDaemon starts a daemon and waits until it says that it is ready, as systemd does.
func startDaemon(ctx context.Context, args []string) (*exec.Cmd, time.Duration, error) {
	dir, err := os.MkdirTemp("", "bench-*")
	if err != nil {
		return nil, 0, err
	}
	defer os.RemoveAll(dir)
	socket, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: filepath.Join(dir, "notify"), Net: "unixgram"})
	if err != nil {
		return nil, 0, err
	}
	defer socket.Close()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "NOTIFY_SOCKET="+filepath.Join(dir, "notify"))
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, 0, err
	}
	_ = socket.SetReadDeadline(begun.Add(time.Minute))
	for message := make([]byte, 4096); ; {
		n, err := socket.Read(message)
		if err != nil {
			return nil, 0, errors.Join(err, cmd.Process.Kill(), cmd.Wait())
		}
		if strings.Contains(string(message[:n]), "READY=1") {
			return cmd, time.Since(begun), nil
		}
	}
}

func stopDaemon(cmd *exec.Cmd) error {
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return cmd.Wait()
}
