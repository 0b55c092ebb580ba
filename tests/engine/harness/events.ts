// What the engine reports of an operation, read from the CLI's --event-log (one JSON object a line).
import { existsSync, readFileSync } from "node:fs";

export type Operation =
  | "create"
  | "update"
  | "delete"
  | "replace"
  | "same"
  | "read"
  | "refresh"
  | "import"
  | (string & {});

export interface PropertyDiff {
  readonly diffKind: string;
  readonly inputDiff?: boolean;
}

export interface ResourceMetadata {
  readonly op: Operation;
  readonly urn: string;
  readonly type: string;
  readonly diffs?: readonly string[] | null;
  readonly keys?: readonly string[] | null;
  readonly detailedDiff?: Readonly<Record<string, PropertyDiff>> | null;
}

/** One event. Each kind of event has its own member; the ones that tests ask for are spelled out. */
export interface EngineEvent {
  readonly sequence: number;
  readonly diagnosticEvent?: {
    readonly message: string;
    readonly severity: string;
    readonly urn?: string;
    readonly ephemeral?: boolean;
  };
  readonly stdoutEvent?: { readonly message: string };
  readonly resourcePreEvent?: { readonly metadata: ResourceMetadata; readonly planning?: boolean };
  readonly resOutputsEvent?: { readonly metadata: ResourceMetadata; readonly planning?: boolean };
  readonly resOpFailedEvent?: { readonly metadata: ResourceMetadata };
  readonly policyEvent?: {
    readonly policyName: string;
    readonly policyPackName: string;
    readonly message: string;
    readonly enforcementLevel: string;
    readonly resourceUrn?: string;
  };
  readonly summaryEvent?: { readonly resourceChanges: ChangeSummary; readonly durationSeconds?: number };
}

export type ChangeSummary = Readonly<Partial<Record<Operation, number>>>;

export function readEvents(file: string): readonly EngineEvent[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
}

/** The last summary: `up` without --skip-preview has two, the preview's and its own. */
export function changeSummary(events: readonly EngineEvent[]): ChangeSummary {
  return events.flatMap((event) => event.summaryEvent?.resourceChanges ?? []).at(-1) ?? {};
}

/** What is planned or done for each resource, in the engine's order. */
export function resourceSteps(events: readonly EngineEvent[]): readonly ResourceMetadata[] {
  return events.flatMap((event) => event.resourcePreEvent?.metadata ?? []);
}

/** What is said beside the steps, without the line end that some messages have and others do not. */
export function diagnostics(events: readonly EngineEvent[], severity?: string): readonly string[] {
  return events.flatMap(({ diagnosticEvent: event }) =>
    event === undefined || (severity !== undefined && event.severity !== severity) ? [] : event.message.trimEnd(),
  );
}

export function policyViolations(events: readonly EngineEvent[]): readonly NonNullable<EngineEvent["policyEvent"]>[] {
  return events.flatMap((event) => event.policyEvent ?? []);
}
