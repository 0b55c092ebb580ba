// Calls the simulator through a Go SDK: one line of JSON in for each call, one line of JSON out for its answer.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

type settings struct {
	Sdk             string `json:"sdk"`
	Host            string `json:"host"`
	AccessKeyId     string `json:"accessKeyId"`
	AccessKeySecret string `json:"accessKeySecret"`
	SecurityToken   string `json:"securityToken"`
}

// A call of one operation with parameters in the API's own nesting. What the service refuses is a *refusal.
type call func(operation string, parameters map[string]any) (answer any, err error)

// An error of the service, as the SDK tells it.
type refusal struct {
	Code    string `json:"code"`
	Status  int    `json:"status"`
	Message string `json:"message"`
}

func (r *refusal) Error() string { return r.Code + ": " + r.Message }

func main() {
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve() error {
	var given settings
	if err := json.Unmarshal([]byte(os.Args[1]), &given); err != nil {
		return err
	}
	makers := map[string]func(settings) (call, error){"tea-rpc": teaRpc, "alibaba-cloud-sdk-go": classic}
	send, err := makers[given.Sdk](given)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked struct {
			Operation  string         `json:"operation"`
			Parameters map[string]any `json:"parameters"`
		}
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			return err
		}
		answer, err := send(asked.Operation, asked.Parameters)
		reply := map[string]any{"answer": answer}
		if refused, ok := err.(*refusal); ok {
			reply = map[string]any{"error": refused}
		} else if err != nil {
			return err
		}
		if err := out.Encode(reply); err != nil {
			return err
		}
	}
	return lines.Err()
}
