//go:build tools

package clibuild

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
