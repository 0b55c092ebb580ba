package main

import (
	"errors"

	rpc "github.com/alibabacloud-go/tea-rpc/client"
	util "github.com/alibabacloud-go/tea-utils/service"
	"github.com/alibabacloud-go/tea/tea"
)

// tea-rpc, the other transport of Terraform's provider: signature V1, parameters in query and form body at once.
func teaRpc(given settings) (call, error) {
	config := &rpc.Config{
		AccessKeyId:     tea.String(given.AccessKeyId),
		AccessKeySecret: tea.String(given.AccessKeySecret),
		RegionId:        tea.String("cn-hangzhou"),
		Endpoint:        tea.String(given.Host),
		Protocol:        tea.String("HTTP"),
	}
	if given.SecurityToken != "" {
		config.SecurityToken = tea.String(given.SecurityToken)
	}
	client, err := rpc.NewClient(config)
	if err != nil {
		return nil, err
	}
	return func(operation string, parameters map[string]any) (any, error) {
		query, body := map[string]any{}, map[string]any{}
		for name, value := range parameters {
			if name == "VpnConnectionId" {
				query[name] = value
			} else {
				body[name] = value
			}
		}
		answer, err := client.DoRequest(tea.String(operation), nil, tea.String("POST"), tea.String("2016-04-28"),
			tea.String("AK"), query, body, &util.RuntimeOptions{})
		var refused *tea.SDKError
		if errors.As(err, &refused) && refused.StatusCode != nil {
			return nil, &refusal{tea.StringValue(refused.Code), tea.IntValue(refused.StatusCode), tea.StringValue(refused.Message)}
		}
		// The SDK's own addition to the answer.
		delete(answer, "_headers")
		return answer, err
	}, nil
}
