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
		d, err := startDaemon(ctx, flags.Args())
		if err == nil {
			err = d.stop()
		}
		if err != nil {
			return err
		}
		took = append(took, d.took)
	}
	fmt.Printf("%.3f\n", milliseconds(median(took)))
	return nil
}

// idleCommand starts a daemon and leaves it alone. It prints its memory in kB and the part of it that is not backed by
// the program's file; and then how often it woke up, its processor time in milliseconds, and the bytes that it made the
// disk write, each for a minute.
func idleCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("idle", flag.ExitOnError)
	settle := flags.Duration("settle", 15*time.Second, "how long to wait after its start")
	watch := flags.Duration("for", time.Minute, "how long to watch")
	_ = flags.Parse(args) // it exits
	d, err := startDaemon(ctx, flags.Args())
	if err != nil {
		return err
	}
	time.Sleep(*settle)
	before, err := readUse(d.cmd.Process.Pid)
	time.Sleep(*watch)
	after, err2 := readUse(d.cmd.Process.Pid)
	minutes := watch.Minutes()
	fmt.Printf("%d %d %.1f %.2f %.0f\n", after.memory, after.own, float64(after.wakes-before.wakes)/minutes,
		milliseconds(after.cpu-before.cpu)/minutes, float64(after.written-before.written)/minutes)
	return errors.Join(err, err2, d.stop())
}

// A use is what a process has used, by /proc.
type use struct {
	memory, own int // kB
	wakes       int
	written     int // bytes that it made the disk write
	cpu         time.Duration
}

func readUse(pid int) (u use, err error) {
	proc := fmt.Sprintf("/proc/%d/", pid)
	var errs [5]error
	u.memory, errs[0] = field(proc+"status", "VmRSS")
	u.own, errs[1] = field(proc+"status", "RssAnon")
	u.wakes, errs[2] = wakeUps(pid)
	u.written, errs[3] = field(proc+"io", "write_bytes")
	u.cpu, errs[4] = cpuTime(pid)
	return u, errors.Join(errs[:]...)
}

// cpuTime returns the processor time of the threads of a process. /proc/PID/stat has it in hundredths of a second only.
func cpuTime(pid int) (all time.Duration, err error) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	for _, path := range threads {
		text, err := os.ReadFile(path)
		if err != nil {
			return 0, err
		}
		ns, _, _ := strings.Cut(string(text), " ")
		one, err := strconv.Atoi(ns)
		if err != nil {
			return 0, err
		}
		all += time.Duration(one)
	}
	return all, err
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

// A daemon runs, and is listened to as systemd does. Nobody listens to one under a socket that is gone: it would warn
// after every pass.
type daemon struct {
	cmd    *exec.Cmd
	took   time.Duration // until it was ready
	socket *net.UnixConn
	dir    string
}

// startDaemon starts a daemon and waits until it says that it is ready.
func startDaemon(ctx context.Context, args []string) (d *daemon, err error) {
	d = &daemon{}
	if d.dir, err = os.MkdirTemp("", "bench-*"); err != nil {
		return nil, err
	}
	name := filepath.Join(d.dir, "notify")
	d.socket, err = net.ListenUnixgram("unixgram", &net.UnixAddr{Name: name, Net: "unixgram"})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(d.dir))
	}
	d.cmd = exec.CommandContext(ctx, args[0], args[1:]...)
	// The watchdog of the service unit.
	d.cmd.Env = append(os.Environ(), "NOTIFY_SOCKET="+name, "WATCHDOG_USEC=600000000")
	begun := time.Now()
	if err := d.cmd.Start(); err != nil {
		return nil, errors.Join(err, d.close())
	}
	_ = d.socket.SetReadDeadline(begun.Add(time.Minute))
	for message := make([]byte, 4096); ; {
		n, err := d.socket.Read(message)
		if err != nil {
			return nil, errors.Join(err, d.cmd.Process.Kill(), d.cmd.Wait(), d.close())
		}
		if strings.Contains(string(message[:n]), "READY=1") {
			d.took = time.Since(begun)
			go d.listen()
			return d, nil
		}
	}
}

// listen takes what the daemon says, until the socket is closed.
func (d *daemon) listen() {
	_ = d.socket.SetReadDeadline(time.Time{})
	for message := make([]byte, 4096); ; {
		if _, err := d.socket.Read(message); err != nil {
			return
		}
	}
}

func (d *daemon) stop() error {
	err := d.cmd.Process.Signal(syscall.SIGTERM)
	return errors.Join(err, d.cmd.Wait(), d.close())
}

func (d *daemon) close() error { return errors.Join(d.socket.Close(), os.RemoveAll(d.dir)) }
