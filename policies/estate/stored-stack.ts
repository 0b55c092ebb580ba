/** A stack as `pulumi stack export` writes it, as rules see it. */

import { resourceName, stackName } from "../report";
import { isRecord } from "../subjects/reading";
import { isInStack } from "../subjects/resource";
import type { JudgedResource } from "../subjects/resource";

export interface StoredStack {
  /** `net/prod`: project and stack; empty for a stack without resources. */
  readonly name: string;
  /** The resources that rules may ask about, with their outputs as properties. */
  readonly resources: readonly JudgedResource[];
}

/** The key and the value that Pulumi marks a secret with. */
const MARK = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
/** What `pulumi policy analyze` puts in the place of a secret that it cannot decrypt; the readers of keys know it. */
const UNDISCLOSED = "[secret]";

/** The value without marks. A secret is plain where the export has it so (`--show-secrets`). */
function disclosed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(disclosed);
  if (!isRecord(value)) return value;
  if (value[MARK] !== SECRET)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, disclosed(inner)]));
  const { plaintext } = value;
  if (typeof plaintext !== "string") return UNDISCLOSED;
  try {
    return disclosed(JSON.parse(plaintext));
  } catch {
    return UNDISCLOSED;
  }
}

const textsIn = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : [];

/** The stack in an export; undefined where the value is none. */
export function storedStack(state: unknown): StoredStack | undefined {
  const deployment = isRecord(state) ? state["deployment"] : undefined;
  if (!isRecord(deployment)) return undefined;
  const stored: unknown = deployment["resources"] ?? [];
  if (!Array.isArray(stored)) return undefined;
  const all = stored.filter(
    (one): one is Readonly<Record<string, unknown>> => isRecord(one) && typeof one["urn"] === "string",
  );
  // A resource that waits to be deleted has its successor beside it.
  const present = all.filter((one) => one["delete"] !== true);
  const inputsOf = new Map(present.map((one) => [one["urn"], disclosed(one["inputs"])]));
  const resources = present.flatMap((one): readonly JudgedResource[] => {
    const { urn, type, outputs, provider, propertyDependencies } = one;
    if (typeof urn !== "string" || typeof type !== "string" || !isInStack(type)) return [];
    // A reference to a provider is its URN and its id.
    const providerUrn = typeof provider === "string" ? provider.split("::").slice(0, -1).join("::") : undefined;
    const dependencies = isRecord(propertyDependencies) ? propertyDependencies : {};
    return [
      {
        type,
        urn,
        name: resourceName(urn),
        props: disclosed(outputs ?? {}),
        mayHideSecrets: true,
        madeFrom: (property) => textsIn(dependencies[property]),
        provider: { props: inputsOf.get(providerUrn) },
      },
    ];
  });
  const [first] = all;
  return { name: first === undefined ? "" : stackName(String(first["urn"])), resources };
}
