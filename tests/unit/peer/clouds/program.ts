/** Runs a generated program in this process, with Pulumi's mocks in the place of the engine and of the clouds. */

import { runInNewContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { transformSync } from "@swc/core";
import * as sdk from "../../../../sdk";

/** A package of a cloud: every class that a program names is a resource of the type that it has in the real package. */
function stand(prefix: string): unknown {
  const classOf = (path: string): unknown =>
    class extends pulumi.CustomResource {
      constructor(name: string, args: pulumi.Inputs, options?: pulumi.CustomResourceOptions) {
        // Outputs that the program reads have to be among the properties.
        super(`${prefix}:${path}`, name, { tunnel1Address: undefined, detailedStatus: undefined, ...args }, options);
      }
    };
  const lookup = (path: string): unknown =>
    path.startsWith("get")
      ? () => pulumi.output({ id: "gateway", ipConfigurations: [{ id: "0" }, { id: "1" }] })
      : classOf(path);
  const room = (name: string): unknown =>
    new Proxy(
      {},
      { get: (_, type) => lookup(type === "then" ? "" : `${name}:${String(type)}`.replace(/^\w+:get/u, "get")) },
    );
  return new Proxy({}, { get: (_, name) => (name === "__esModule" ? true : room(String(name))) });
}

export interface Step {
  readonly type: string;
  readonly name: string;
  readonly event: "begins" | "ends";
}

/** A run of a program against mocked clouds. */
export interface Run {
  readonly steps: readonly Step[];
  /** Every resource of the program is made. */
  readonly done: Promise<void>;
}

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Long enough for the runtime to register whatever waits for nothing. */
export const aWhile = (): Promise<void> => turns(500);

/** Runs the program. Each resource takes some turns of the event loop, and longer if `holds` gives it a promise. */
export async function runProgram(
  text: string,
  holds: (step: Omit<Step, "event">) => Promise<void> | undefined = () => undefined,
): Promise<Run> {
  const steps: Step[] = [];
  // The configuration is no resource.
  const resources = [...text.matchAll(/\bnew (?!pulumi\.Config)[\w.]+\(/gu)].length;
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  await pulumi.runtime.setMocks(
    {
      async newResource({ type, name, inputs }) {
        steps.push({ type, name, event: "begins" });
        await turns(20);
        await holds({ type, name });
        steps.push({ type, name, event: "ends" });
        if (steps.filter(({ event }) => event === "ends").length === resources) finish();
        return { id: `${name}-id`, state: inputs };
      },
      call: () => ({}),
    },
    "clouds",
    "test",
  );
  pulumi.runtime.setAllConfig(
    Object.fromEntries(
      ["key1", "key2", "gateway", "region", "router", "resourceGroup"].map((key) => [`clouds:${key}`, `some-${key}`]),
    ),
  );
  const { code } = transformSync(text, {
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  });
  const packages: Readonly<Record<string, unknown>> = {
    "@pulumi/pulumi": pulumi,
    "pulumi-alicloud-vpn": sdk,
    "@pulumi/aws": stand("aws"),
    "@pulumi/azure-native": stand("azure-native"),
    "@pulumi/gcp": stand("gcp"),
  };
  const exports = {};
  runInNewContext(code, {
    exports,
    require(name: string): unknown {
      if (Object.hasOwn(packages, name)) return packages[name];
      throw new Error(`the program imports ${name}`);
    },
  });
  return { steps, done };
}
