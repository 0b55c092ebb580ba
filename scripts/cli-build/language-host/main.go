// Command pulumi-language-nodejs is a small language host: the process through which the Pulumi CLI runs Node programs,
// policy packs and provider plugins. The official one comes with every Pulumi release; it is not published as a Go
// module, so where the CLI has to be built from source this one takes its place (same name, same protocol).
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/logging"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// How often the host looks whether the CLI that started it is still there. A CLI that was killed cannot say goodbye, and
// a host that stays behind would keep its node process with it.
const engineWatchInterval = 3 * time.Second

func main() {
	showVersion := flag.Bool("version", false, "print the version and exit")
	// The CLI passes these two to every language host; there is nothing here to trace.
	flag.String("tracing", "", "accepted and ignored")
	flag.String("runtime", "nodejs", "accepted and ignored: this host runs Node only")
	flag.Parse()
	if *showVersion {
		fmt.Println(version.Version)
		return
	}
	logging.InitLogging(false, 0, false)
	if err := serve(flag.Arg(0)); err != nil {
		fmt.Fprintf(os.Stderr, "pulumi-language-nodejs: %v\n", err)
		os.Exit(1)
	}
}

func serve(engineAddress string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()

	stopServing := make(chan bool)
	go func() {
		<-ctx.Done()
		close(stopServing)
	}()

	host := &languageHost{stop: stop, running: ctx}
	if engineAddress != "" {
		if err := host.watchEngine(engineAddress); err != nil {
			return err
		}
	}
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: stopServing,
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, host)
			return nil
		},
	})
	if err != nil {
		return fmt.Errorf("could not start the language host: %w", err)
	}
	// The CLI reads the port from the first line of our output.
	fmt.Printf("%d\n", handle.Port)
	if err := <-handle.Done; err != nil {
		return fmt.Errorf("the language host stopped: %w", err)
	}
	return nil
}
