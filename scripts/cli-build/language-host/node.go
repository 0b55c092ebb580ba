package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"github.com/google/shlex"
	"google.golang.org/protobuf/types/known/structpb"
)

// Node gets this long to end by itself after it was asked to.
const nodeGracePeriod = 5 * time.Second

func findNode() (string, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return "", errors.New("node is not on PATH: install Node.js 20 or later")
	}
	return node, nil
}

// Resolves in node itself, because only node knows its own rules (links, workspaces, NODE_PATH).
const resolveScript = `try { process.stdout.write(require.resolve(process.argv[1])) }
catch (error) { process.stderr.write(String(error.code) + " " + error.message.split("\n")[0]); process.exit(1) }`

// locateRunner finds the script of @pulumi/pulumi that runs what lies in dir.
func locateRunner(ctx context.Context, node, runner, dir string) (string, error) {
	cmd := exec.CommandContext(ctx, node, "-e", resolveScript, runner)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err == nil {
		return string(out), nil
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return "", fmt.Errorf("could not start %s in %s: %w", node, dir, err)
	}
	reason := string(exit.Stderr)
	if strings.HasPrefix(reason, "MODULE_NOT_FOUND") {
		return "", fmt.Errorf(
			"the package @pulumi/pulumi is not installed where %s can find it: run `npm install @pulumi/pulumi` there", dir)
	}
	return "", fmt.Errorf("could not find %s from %s: %s", runner, dir, reason)
}

// runtimeOptions are the `runtime.options` of Pulumi.yaml, PulumiPolicy.yaml or PulumiPlugin.yaml that concern running.
type runtimeOptions struct {
	typescript bool
	tsconfig   string
	nodeArgs   []string
}

func readOptions(options *structpb.Struct) (runtimeOptions, error) {
	read := runtimeOptions{typescript: true}
	for name, value := range options.AsMap() {
		var ok bool
		switch name {
		case "typescript":
			read.typescript, ok = value.(bool)
			if !ok {
				return read, fmt.Errorf("runtime option typescript must be true or false, got %v", value)
			}
		case "tsconfig":
			read.tsconfig, ok = value.(string)
			if !ok {
				return read, fmt.Errorf("runtime option tsconfig must be a path, got %v", value)
			}
		case "nodeargs":
			line, ok := value.(string)
			if !ok {
				return read, fmt.Errorf("runtime option nodeargs must be a string, got %v", value)
			}
			args, err := shlex.Split(line)
			if err != nil {
				return read, fmt.Errorf("runtime option nodeargs is not a command line: %w", err)
			}
			read.nodeArgs = args
		}
	}
	return read, nil
}

// environment is what @pulumi/pulumi reads to decide whether ts-node compiles the program, and with which settings.
func (options runtimeOptions) environment() []string {
	var env []string
	if options.typescript {
		env = append(env, "PULUMI_NODEJS_TYPESCRIPT=true")
	}
	if options.tsconfig != "" {
		env = append(env, "PULUMI_NODEJS_TSCONFIG_PATH="+options.tsconfig)
	}
	return env
}

// nodeCommand is a node process that ends with ctx: first asked, then made to.
func nodeCommand(ctx context.Context, node string, args []string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, node, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = nodeGracePeriod
	return cmd
}
