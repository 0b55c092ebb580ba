/** Reads one JSON object field by field; what is wrong is noted with its path, and reading goes on. */
export class Fields {
  private readonly seen = new Set<string>();

  constructor(
    private readonly source: Readonly<Record<string, unknown>>,
    private readonly path: string,
    private readonly problems: string[],
  ) {}

  static of(value: unknown, path: string, problems: string[]): Fields {
    if (isRecord(value)) return new Fields(value, path, problems);
    problems.push(`${path || "the topology"}: must be an object`);
    return new Fields({}, path, problems);
  }

  has(name: string): boolean {
    this.seen.add(name);
    return this.source[name] !== undefined && this.source[name] !== null;
  }

  /** undefined where the field is missing; wrong types are a problem. */
  text(name: string, pattern?: RegExp): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.source[name];
    if (typeof value !== "string") return this.wrong(name, "must be a string");
    if (pattern && !pattern.test(value)) return this.wrong(name, `does not match ${pattern.source}`);
    return value;
  }

  /** Those of the named texts that are there. */
  textsOf<T extends string>(names: readonly T[]): Partial<Record<T, string>> {
    const found: Partial<Record<T, string>> = {};
    for (const name of names) {
      const value = this.text(name);
      if (value !== undefined) found[name] = value;
    }
    return found;
  }

  integersOf<T extends string>(names: readonly T[], from: number, to: number): Partial<Record<T, number>> {
    const found: Partial<Record<T, number>> = {};
    for (const name of names) {
      const value = this.integer(name, from, to);
      if (value !== undefined) found[name] = value;
    }
    return found;
  }

  /** A map of texts. */
  texts(): Record<string, string> {
    return Object.fromEntries(Object.keys(this.source).map((name) => [name, this.text(name) ?? ""]));
  }

  requiredText(name: string, pattern?: RegExp): string {
    if (!this.has(name)) this.wrong(name, "is missing");
    return this.text(name, pattern) ?? "";
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    if (!this.has(name)) return undefined;
    const value = this.source[name];
    return values.find((one) => one === value) ?? this.wrong(name, `must be one of ${values.join(", ")}`);
  }

  /** true, false, or their texts. */
  boolean(name: string): boolean | undefined {
    if (!this.has(name)) return undefined;
    const value = this.source[name];
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    return this.wrong(name, "must be true or false");
  }

  /** A whole number, or its text. */
  integer(name: string, from: number, to: number): number | undefined {
    if (!this.has(name)) return undefined;
    const raw = this.source[name];
    const value = typeof raw === "string" && /^\d{1,15}$/.test(raw) ? Number(raw) : raw;
    if (typeof value === "number" && Number.isInteger(value) && value >= from && value <= to) return value;
    return this.wrong(name, `must be a whole number from ${from} to ${to}`);
  }

  object(name: string): Fields | undefined {
    if (!this.has(name)) return undefined;
    return Fields.of(this.source[name], this.at(name), this.problems);
  }

  raw(name: string): unknown {
    this.seen.add(name);
    return this.source[name];
  }

  list(name: string): Fields[] {
    if (!this.has(name)) return [];
    const value = this.source[name];
    if (!Array.isArray(value)) {
      this.wrong(name, "must be an array");
      return [];
    }
    return value.map((one, index) => Fields.of(one, `${this.at(name)}[${index}]`, this.problems));
  }

  /** Every member, each an object: for maps whose keys are ids. */
  members(): [string, Fields][] {
    return Object.keys(this.source).map((name) => {
      this.seen.add(name);
      return [name, Fields.of(this.source[name], this.at(name), this.problems)];
    });
  }

  isList(name: string): boolean {
    return Array.isArray(this.source[name]);
  }

  /** Fields that an answer of the API has and a topology has no use for. */
  ignore(...names: string[]): void {
    for (const name of names) this.seen.add(name);
  }

  problem(text: string): void {
    this.problems.push(this.path ? `${this.path}: ${text}` : text);
  }

  /** To be called last: whatever was not asked for is a mistake in the file. */
  done(): void {
    for (const name of Object.keys(this.source)) {
      if (this.seen.has(name)) continue;
      this.problems.push(`${this.at(name)}: no such field; there are ${[...this.seen].sort().join(", ")}`);
    }
  }

  private at(name: string): string {
    return this.path ? `${this.path}.${name}` : name;
  }

  private wrong(name: string, why: string): undefined {
    this.problems.push(`${this.at(name)}: ${why}`);
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
