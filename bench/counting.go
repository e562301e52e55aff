package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"followup/store"
)

// instructionsCommand runs a command repeatedly under valgrind's cachegrind and prints the fewest instructions that it
// took, in user mode. Now and then Go's threads wait for each other there by spinning, billions of instructions long,
// because valgrind runs one thread at a time. {n} in an argument is another number each time.
func instructionsCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("instructions", flag.ExitOnError)
	n := flags.Int("n", 3, "how many times")
	unwell := flags.Bool("unwell", false, "the command ends with 1, as status does without a daemon")
	_ = flags.Parse(args) // it exits
	var took []int
	for round := range *n {
		one, err := instructions(ctx, flags.Args(), round, *unwell)
		if err != nil {
			return err
		}
		took = append(took, one)
	}
	fmt.Println(slices.Min(took))
	return nil
}

var referred = regexp.MustCompile(`I\s+refs:\s+([\d,]+)`)

func instructions(ctx context.Context, command []string, round int, unwell bool) (int, error) {
	number := strconv.Itoa(os.Getpid()) + "-" + strconv.Itoa(round)
	args := []string{"--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"}
	for _, arg := range command {
		args = append(args, strings.ReplaceAll(arg, "{n}", number))
	}
	said, err := exec.CommandContext(ctx, "valgrind", args...).CombinedOutput()
	m := referred.FindSubmatch(said)
	var exit *exec.ExitError
	if unwell && errors.As(err, &exit) && exit.ExitCode() == 1 {
		err = nil
	}
	if err != nil {
		return 0, fmt.Errorf("%q under valgrind: %w: %s", command, err, said)
	}
	if m == nil {
		return 0, fmt.Errorf("valgrind counted nothing of %q: %s", command, said)
	}
	return strconv.Atoi(strings.ReplaceAll(string(m[1]), ",", ""))
}

// peakCommand runs a command and prints the most memory that it had at a time, in MB, and its page faults.
func peakCommand(ctx context.Context, args []string) error {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...) // what it prints is dropped
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return err
	}
	use := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	fmt.Printf("%.1f %d\n", float64(use.Maxrss)/1024, use.Minflt+use.Majflt)
	return nil
}

// mailCommand starts a daemon, lets one mail become due, and prints what that mail cost: the bytes that the daemon made
// the disk write, and, where there is strace, its fsyncs, and those after the server had taken it.
func mailCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("mail", flag.ExitOnError)
	db := flags.String("db", "", "the database")
	settle := flags.Duration("settle", 15*time.Second, "how long to wait after its start, and after the mail")
	trace := flags.String("trace", "", "a file for what strace sees; none without strace")
	sink := flags.String("sink", "", "the directory of the mail server")
	_ = flags.Parse(args) // it exits
	d, err := startDaemon(ctx, flags.Args())
	if err != nil {
		return err
	}
	err = d.mail(ctx, *db, *sink+"/counts", *trace, *settle)
	return errors.Join(err, d.stop())
}

func (d *daemon) mail(ctx context.Context, db, sink, trace string, settle time.Duration) error {
	time.Sleep(settle)
	pid := d.cmd.Process.Pid
	stopTracing := func() error { return nil }
	if trace != "" {
		strace := exec.CommandContext(ctx, "strace", "-f", "-s", "16", "-e", "trace=fsync,fdatasync,read", "-o", trace,
			"-p", strconv.Itoa(pid))
		if err := strace.Start(); err != nil {
			return err
		}
		stopTracing = func() error {
			_ = strace.Process.Signal(os.Interrupt)
			_ = strace.Wait() // it says that it was interrupted
			return nil
		}
		time.Sleep(time.Second) // it attaches
	}
	before, err := field(fmt.Sprintf("/proc/%d/io", pid), "write_bytes")
	if err == nil {
		err = comesDue(ctx, db, sink)
	}
	time.Sleep(settle)
	after, err2 := field(fmt.Sprintf("/proc/%d/io", pid), "write_bytes")
	if err := errors.Join(err, err2, stopTracing()); err != nil {
		return err
	}
	fmt.Printf("%d", after-before)
	if trace != "" {
		all, later, err := syncs(trace)
		if err != nil {
			return err
		}
		fmt.Printf(" %d %d", all, later)
	}
	fmt.Println()
	return nil
}

// comesDue lets a thank-you become due, and waits until the mail server has it.
func comesDue(ctx context.Context, db, sink string) error {
	was, err := os.ReadFile(sink)
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, db)
	if err != nil {
		return err
	}
	err = seed(ctx, st, time.Now().Truncate(time.Second), seeding{due: 1})
	if err := errors.Join(err, st.Close()); err != nil {
		return err
	}
	for range 3 * 60 {
		time.Sleep(time.Second)
		if now, err := os.ReadFile(sink); err != nil || string(now) != string(was) {
			return err
		}
	}
	return errors.New("no mail came within three minutes")
}

// syncs counts the fsyncs that strace saw, and those after the server said that it had the mail.
func syncs(trace string) (all, later int, err error) {
	f, err := os.Open(trace)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	taken := false
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		taken = taken || strings.Contains(line, `"250 taken`)
		if strings.Contains(line, "sync(") {
			all++
			if taken {
				later++
			}
		}
	}
	if !taken {
		err = errors.New("strace did not see the server take the mail")
	}
	return all, later, err
}
