package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"
)

// languageHost answers the CLI. What it does not implement (code generation, packing) answers "unimplemented", as
// the embedded server does.
type languageHost struct {
	pulumirpc.UnimplementedLanguageRuntimeServer

	// Ends the whole host, and with it every node process that it started.
	stop context.CancelFunc
	// Done when the host is to end.
	running context.Context

	mutex  sync.Mutex
	engine string
}

func (host *languageHost) engineAddress() string {
	host.mutex.Lock()
	defer host.mutex.Unlock()
	return host.engine
}

func (host *languageHost) watchEngine(address string) error {
	host.mutex.Lock()
	host.engine = address
	host.mutex.Unlock()
	if err := rpcutil.Healthcheck(host.running, address, engineWatchInterval, host.stop); err != nil {
		return fmt.Errorf("could not reach the Pulumi engine at %s: %w", address, err)
	}
	return nil
}

// Handshake is how a CLI that started us without an engine address (pulumi install, plugins in a host process) says
// where its engine is.
func (host *languageHost) Handshake(
	_ context.Context, req *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	if err := host.watchEngine(req.GetEngineAddress()); err != nil {
		return nil, err
	}
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

// Cancel asks for the end of whatever is running.
func (host *languageHost) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	host.stop()
	return &emptypb.Empty{}, nil
}

func (host *languageHost) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version.Version}, nil
}

// GetRequiredPackages names no provider plugins to download in advance: the CLI still finds those that are installed or
// named in Pulumi.yaml, and this host is for machines that cannot download any.
func (host *languageHost) GetRequiredPackages(
	context.Context, *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	return &pulumirpc.GetRequiredPackagesResponse{}, nil
}

// About is what `pulumi about` shows of the runtime.
func (host *languageHost) About(
	ctx context.Context, req *pulumirpc.AboutRequest,
) (*pulumirpc.AboutResponse, error) {
	node, err := findNode()
	if err != nil {
		return nil, err
	}
	out, err := exec.CommandContext(ctx, node, "--version").Output()
	if err != nil {
		return nil, fmt.Errorf("could not ask %s for its version: %w", node, err)
	}
	return &pulumirpc.AboutResponse{Executable: node, Version: strings.TrimSpace(string(out))}, nil
}

// InstallDependencies serves `pulumi install`.
func (host *languageHost) InstallDependencies(
	req *pulumirpc.InstallDependenciesRequest, server pulumirpc.LanguageRuntime_InstallDependenciesServer,
) error {
	closer, stdout, stderr, err := rpcutil.MakeInstallDependenciesStreams(server, req.GetIsTerminal())
	if err != nil {
		return err
	}
	defer closer.Close()

	npm, err := exec.LookPath("npm")
	if err != nil {
		return errors.New("npm is not on PATH: install Node.js 20 or later, which brings it")
	}
	cmd := exec.CommandContext(server.Context(), npm, "install")
	cmd.Dir = req.GetInfo().GetProgramDirectory()
	cmd.Stdout, cmd.Stderr = stdout, stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("npm install failed in %s: %w", cmd.Dir, err)
	}
	return closer.Close()
}
