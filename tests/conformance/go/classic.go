package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"
	sdkerrors "github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
)

// alibaba-cloud-sdk-go, which the vendor's CLI and much of Terraform's provider are built on: signature V1, parameters in
// the query of a POST.
func classic(given settings) (call, error) {
	var key auth.Credential = credentials.NewAccessKeyCredential(given.AccessKeyId, given.AccessKeySecret)
	if given.SecurityToken != "" {
		key = credentials.NewStsTokenCredential(given.AccessKeyId, given.AccessKeySecret, given.SecurityToken)
	}
	client, err := sdk.NewClientWithOptions("cn-hangzhou", sdk.NewConfig().WithAutoRetry(false), key)
	if err != nil {
		return nil, err
	}
	return func(operation string, parameters map[string]any) (any, error) {
		request := requests.NewCommonRequest()
		request.Method = "POST"
		request.Scheme = "http"
		request.Domain = given.Host
		request.Version = "2016-04-28"
		request.ApiName = operation
		flatten(request.QueryParams, "", parameters)
		response, err := client.ProcessCommonRequest(request)
		var refused sdkerrors.Error
		if errors.As(err, &refused) && refused.HttpStatus() != 0 {
			return nil, &refusal{refused.ErrorCode(), refused.HttpStatus(), refused.Message()}
		}
		if err != nil {
			return nil, err
		}
		return json.RawMessage(response.GetHttpContentBytes()), nil
	}, nil
}

// The SDK leaves nesting to the caller of a common request: A.B for members, A.1 for elements.
func flatten(into map[string]string, name string, value any) {
	join := func(part string) string {
		if name == "" {
			return part
		}
		return name + "." + part
	}
	switch v := value.(type) {
	case map[string]any:
		for key, member := range v {
			flatten(into, join(key), member)
		}
	case []any:
		for index, element := range v {
			flatten(into, join(strconv.Itoa(index+1)), element)
		}
	case float64:
		into[name] = strconv.FormatFloat(v, 'f', -1, 64)
	default:
		into[name] = fmt.Sprint(v)
	}
}
