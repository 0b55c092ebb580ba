import * as pulumi from "@pulumi/pulumi";
import { SECRET_SETTINGS, type ProviderArgs } from "../generated/native-settings";

/** An account and a region of their own for the resources that take it as their `provider`. */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts: pulumi.ResourceOptions = {}) {
    super("alicloud-vpn", name, settingsIn(args), opts);
  }
}

/** Pulumi passes the settings of a provider as texts: what is none is passed as JSON. */
function settingsIn(args: ProviderArgs): pulumi.Inputs {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]): [string, pulumi.Input<unknown>] => {
      const setting: pulumi.Output<unknown> = pulumi.output(value);
      const text = setting.apply((resolved) =>
        typeof resolved === "string" || resolved === undefined ? resolved : JSON.stringify(resolved),
      );
      return [name, SECRET_SETTINGS.includes(name) ? pulumi.secret(text) : text];
    }),
  );
}
