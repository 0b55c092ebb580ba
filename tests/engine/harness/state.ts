// The exported state of a stack.

export interface StoredResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** The line of the program that declares it. */
  readonly sourcePosition?: string;
}

export interface Deployment {
  readonly resources: readonly StoredResource[];
  /** Resources of one type, without the stack and the providers. */
  ofType(type: string): readonly StoredResource[];
  /** The resource whose URN ends with this name. */
  named(name: string): StoredResource;
  /** The whole export as text. */
  readonly text: string;
}

// A constant of Pulumi: an object with this key stands for a secret (or for something else that JSON cannot say).
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

export function parseDeployment(text: string): Deployment {
  const exported = JSON.parse(text) as { deployment?: { resources?: readonly StoredResource[] } };
  const resources = exported.deployment?.resources ?? [];
  return {
    text,
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    named: (name) => {
      const found = resources.find((resource) => resource.urn.endsWith(`::${name}`));
      if (found === undefined) throw new Error(`no resource ${name} in ${resources.map(({ urn }) => urn).join(", ")}`);
      return found;
    },
  };
}

/** Whether a stored value is encrypted. */
export function isStoredSecret(value: unknown): value is { readonly ciphertext: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    SIGNATURE_KEY in value &&
    value[SIGNATURE_KEY] === SECRET_SIGNATURE &&
    "ciphertext" in value
  );
}
