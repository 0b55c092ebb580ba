package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

const programRunner = "@pulumi/pulumi/cmd/run"

// The exit code with which @pulumi/pulumi says: the reason has been reported already, add nothing.
const exitReported = 32

// Run runs a Pulumi program and answers when it has ended. A failure of the program is an answer, not an RPC error.
func (host *languageHost) Run(ctx context.Context, req *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	if host.engineAddress() == "" {
		return nil, errors.New("the CLI asked for a run before it said where its engine is")
	}
	if req.GetAttachDebugger() {
		return &pulumirpc.RunResponse{Error: "this language host has no debugger support: leave --attach-debugger out"}, nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(host.running, cancel)()

	cmd, err := host.programCommand(ctx, req)
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	err = cmd.Run()
	// What the program printed has to reach the CLI before our answer does.
	_, _ = os.Stdout.Sync(), os.Stderr.Sync()
	return programResult(err), nil
}

func (host *languageHost) programCommand(ctx context.Context, req *pulumirpc.RunRequest) (*exec.Cmd, error) {
	info := req.GetInfo()
	node, err := findNode()
	if err != nil {
		return nil, err
	}
	runner, err := locateRunner(ctx, node, programRunner, info.GetProgramDirectory())
	if err != nil {
		return nil, err
	}
	options, err := readOptions(info.GetOptions())
	if err != nil {
		return nil, err
	}
	config, err := configEnvironment(req)
	if err != nil {
		return nil, err
	}
	args := append(options.nodeArgs, runner)
	args = append(args, host.programFlags(req)...)
	cmd := nodeCommand(ctx, node, append(args, req.GetArgs()...))
	cmd.Env = append(append(os.Environ(), config...), options.environment()...)
	// Node sets the files that it inherits to non-blocking, which would break our own; a plain writer makes Go put a pipe
	// in between.
	cmd.Stdout, cmd.Stderr = struct{ io.Writer }{os.Stdout}, struct{ io.Writer }{os.Stderr}
	return cmd, nil
}

// programFlags is the command line of @pulumi/pulumi's cmd/run: flags with a value, then the entry point.
func (host *languageHost) programFlags(req *pulumirpc.RunRequest) []string {
	info := req.GetInfo()
	var args []string
	flag := func(name, value string) {
		if value != "" {
			args = append(args, "--"+name, value)
		}
	}
	flag("monitor", req.GetMonitorAddress())
	flag("engine", host.engineAddress())
	flag("organization", req.GetOrganization())
	flag("project", req.GetProject())
	flag("stack", req.GetStack())
	flag("root-directory", info.GetRootDirectory())
	flag("pwd", info.GetProgramDirectory())
	flag("parallel", strconv.Itoa(int(req.GetParallel())))
	if req.GetDryRun() {
		args = append(args, "--dry-run")
	}
	return append(args, info.GetEntryPoint())
}

// configEnvironment hands the stack's configuration over. It goes by the environment and not by the command line, which
// every user of the machine can read.
func configEnvironment(req *pulumirpc.RunRequest) ([]string, error) {
	values, secretKeys := req.GetConfig(), req.GetConfigSecretKeys()
	if values == nil {
		values = map[string]string{}
	}
	if secretKeys == nil {
		secretKeys = []string{}
	}
	config, err := json.Marshal(values)
	if err != nil {
		return nil, fmt.Errorf("could not write the configuration as JSON: %w", err)
	}
	secrets, err := json.Marshal(secretKeys)
	if err != nil {
		return nil, fmt.Errorf("could not write the list of secret configuration keys as JSON: %w", err)
	}
	return []string{"PULUMI_CONFIG=" + string(config), "PULUMI_CONFIG_SECRET_KEYS=" + string(secrets)}, nil
}

func programResult(err error) *pulumirpc.RunResponse {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return &pulumirpc.RunResponse{}
	case errors.As(err, &exit) && exit.ExitCode() == exitReported:
		return &pulumirpc.RunResponse{Bail: true}
	case errors.As(err, &exit) && exit.ExitCode() >= 0:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program exited with code %d", exit.ExitCode())}
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program did not run to its end: %v", err)}
	}
}
