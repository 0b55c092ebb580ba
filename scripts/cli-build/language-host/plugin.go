package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

const (
	policyPackRunner = "@pulumi/pulumi/cmd/run-policy-pack"
	pluginRunner     = "@pulumi/pulumi/cmd/run-plugin"
)

// RunPlugin runs a plugin that is written in Node: a policy pack (kind "analyzer") or a provider. It answers with the
// plugin's output, and ends when the plugin does.
func (host *languageHost) RunPlugin(
	req *pulumirpc.RunPluginRequest, server pulumirpc.LanguageRuntime_RunPluginServer,
) error {
	if req.GetAttachDebugger() {
		return errors.New("this language host has no debugger support: leave --attach-debugger out")
	}
	ctx, cancel := context.WithCancel(server.Context())
	defer cancel()
	defer context.AfterFunc(host.running, cancel)()

	closer, stdout, stderr, err := rpcutil.MakeRunPluginStreams(server, false)
	if err != nil {
		return err
	}
	defer closer.Close()

	if req.GetKind() == string(apitype.AnalyzerPlugin) {
		err = runPolicyPack(ctx, req, stdout, stderr)
	} else {
		err = runProvider(ctx, req, stdout, stderr)
	}
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) && exit.ExitCode() >= 0 {
			return fmt.Errorf("the plugin %s exited with code %d", req.GetInfo().GetProgramDirectory(), exit.ExitCode())
		}
		return err
	}
	return closer.Close()
}

func runProvider(ctx context.Context, req *pulumirpc.RunPluginRequest, stdout, stderr io.Writer) error {
	args := append([]string{req.GetInfo().GetProgramDirectory()}, req.GetArgs()...)
	cmd, err := pluginCommand(ctx, req, pluginRunner, args)
	if err != nil {
		return err
	}
	cmd.Dir = req.GetPwd()
	cmd.Stdout, cmd.Stderr = stdout, stderr
	return cmd.Run()
}

// A policy pack written with @pulumi/policy wants the stack's name and configuration in its environment, which the CLI
// only tells once it talks to the pack. The SDK's proxy stands in until then, and forwards afterwards.
func runPolicyPack(ctx context.Context, req *pulumirpc.RunPluginRequest, stdout, stderr io.Writer) error {
	// A pack takes its folder as the last argument, a provider as the first.
	directory := req.GetInfo().GetProgramDirectory()
	args := append(append([]string{}, req.GetArgs()...), directory)
	cmd, err := pluginCommand(ctx, req, policyPackRunner, args)
	if err != nil {
		return err
	}
	proxy, packOutput, err := sdk.NewPolicyProxy(ctx, stdout)
	if err != nil {
		return fmt.Errorf("could not start the policy pack's proxy: %w", err)
	}
	stack, err := proxy.AwaitConfiguration(ctx)
	if err != nil {
		return fmt.Errorf("the CLI did not configure the policy pack: %w", err)
	}
	stackEnv, err := policyPackEnvironment(stack)
	if err != nil {
		return err
	}
	cmd.Env = append(cmd.Env, stackEnv...)
	// Packs read their own files relative to their folder.
	cmd.Dir = directory
	cmd.Stdout, cmd.Stderr = packOutput, stderr
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("could not start the policy pack: %w", err)
	}
	return proxy.Attach(ctx, cmd)
}

// policyPackEnvironment is empty when nobody configured a stack, as when a pack is only asked for its description.
func policyPackEnvironment(stack *pulumirpc.AnalyzerStackConfigureRequest) ([]string, error) {
	if stack == nil {
		return nil, nil
	}
	values := stack.GetConfig()
	if values == nil {
		values = map[string]string{}
	}
	config, err := json.Marshal(values)
	if err != nil {
		return nil, fmt.Errorf("could not write the configuration as JSON: %w", err)
	}
	return []string{
		"PULUMI_NODEJS_ORGANIZATION=" + stack.GetOrganization(),
		"PULUMI_NODEJS_PROJECT=" + stack.GetProject(),
		"PULUMI_NODEJS_STACK=" + stack.GetStack(),
		"PULUMI_NODEJS_DRY_RUN=" + strconv.FormatBool(stack.GetDryRun()),
		"PULUMI_CONFIG=" + string(config),
	}, nil
}

func pluginCommand(
	ctx context.Context, req *pulumirpc.RunPluginRequest, runner string, args []string,
) (*exec.Cmd, error) {
	node, err := findNode()
	if err != nil {
		return nil, err
	}
	path, err := locateRunner(ctx, node, runner, req.GetInfo().GetProgramDirectory())
	if err != nil {
		return nil, err
	}
	options, err := readOptions(req.GetInfo().GetOptions())
	if err != nil {
		return nil, err
	}
	cmd := nodeCommand(ctx, node, append(append(options.nodeArgs, path), args...))
	cmd.Env = append(append([]string{}, req.GetEnv()...), options.environment()...)
	return cmd, nil
}
