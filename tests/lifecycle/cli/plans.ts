/** Plans as the Pulumi CLI writes them; `tests/engine/planned-configuration.test.ts` has real ones. */

export const SECRET = "[secret]";
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** A secret in a saved plan. */
export const CIPHERTEXT = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:a:b",
};

const TYPE = "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel";

export interface PlannedStep {
  readonly op: string;
  readonly inputs: object;
  readonly changed?: readonly string[];
  readonly type?: "VpnTunnel" | "VpnTunnelPair";
}

const urnOf = (name: string, { type = "VpnTunnel" }: PlannedStep): string =>
  `urn:pulumi:dev::app::${TYPE.replace(/VpnTunnel$/u, type)}::${name}`;

/** The output of `pulumi preview --json`. */
export function preview(steps: Readonly<Record<string, PlannedStep>>, diagnostics: readonly object[] = []): string {
  return JSON.stringify({
    config: { "app:key": SECRET },
    steps: [
      {
        op: "same",
        urn: "urn:pulumi:dev::app::pulumi:pulumi:Stack::app-dev",
        newState: { type: "pulumi:pulumi:Stack" },
      },
      ...Object.entries(steps).map(([name, step]) => ({
        op: step.op,
        urn: urnOf(name, step),
        [step.op === "delete" ? "oldState" : "newState"]: { inputs: step.inputs },
        detailedDiff:
          step.changed === undefined
            ? null
            : Object.fromEntries(step.changed.map((path) => [path, { kind: "update" }])),
      })),
    ],
    diagnostics,
  });
}

/** The file of `pulumi preview --save-plan`. */
export function savedPlan(steps: Readonly<Record<string, PlannedStep & { readonly updates?: object }>>): string {
  return JSON.stringify({
    manifest: {},
    resourcePlans: Object.fromEntries(
      Object.entries(steps).map(([name, step]) => [
        urnOf(name, step),
        {
          goal: { name, inputDiff: step.op === "create" ? { adds: step.inputs } : { updates: step.updates ?? {} } },
          steps: [step.op],
          state: step.inputs,
        },
      ]),
    ),
  });
}
