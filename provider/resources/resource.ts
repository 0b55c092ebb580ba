import type { Failure, FieldTable } from "../core/field";
import type { Properties } from "../core/property-tree";

/**
 * One kind of resource, as every front door calls it. A front door is a way in which Pulumi reaches this provider: it
 * translates Pulumi's protocol and calls these verbs, and no verb knows which front door calls it.
 *
 * One `pulumi up` is one process, and one process has one `Session`. Verbs leave notes in it for later verbs of the
 * same process: `check` and `diff` note which objects the program manages, so that `delete` leaves those alone, and how
 * each one is called, so that `diff` reports a change once. A front door therefore passes the same session to every
 * verb of every resource, in the order in which Pulumi asks.
 *
 * Each verb throws where it cannot do its work. `failureOf` says any such error in words for the user.
 */
export interface Resource<Session> {
  /** The rows of its properties. */
  readonly table: FieldTable;

  /** The object that a program declares, as messages name it: its identities as far as they are known. */
  nameOf(inputs: Properties): string;

  /**
   * The live objects that checked inputs name, by each of their names: two resources that share one of these names
   * would undo each other's changes. Empty while a name is not known yet.
   */
  objectsOf(inputs: Properties): readonly string[];

  /**
   * Judges the inputs of one resource and completes them. It changes nothing in the cloud.
   * @param olds Inputs as Pulumi stored them; empty for a new resource.
   * @param news Inputs as the program declares them; a value may be unknown.
   */
  check(olds: Properties, news: Properties, session: Session): Promise<CheckResult>;

  /**
   * Compares a stored resource with its declaration. It changes nothing in the cloud.
   * @param olds Outputs as Pulumi stored them.
   * @param news Inputs as `check` completed them, and as policies and transformations left them.
   */
  diff(id: string, olds: Properties, news: Properties, session: Session): Promise<DiffResult>;

  /**
   * What `create` or `update` would answer, as far as anybody can know before; an unknown value stands for the rest. It
   * changes nothing in the cloud.
   * @param inputs Inputs as `check` completed them.
   * @param stored The stored resource; undefined for a new one.
   */
  foresee(
    inputs: Properties,
    stored: { readonly id: string; readonly olds: Properties } | undefined,
    session: Session,
  ): Promise<{ readonly id: string | undefined; readonly outs: Outputs }>;

  /** Brings the object to the declaration for the first time. @param inputs Inputs as `check` completed them. */
  create(inputs: Properties, session: Session): Promise<{ readonly id: string; readonly outs: Outputs }>;

  /**
   * Reads the object.
   * @param props Outputs as Pulumi stored them; only the account and the region where a program looks an object up.
   */
  read(id: string, props: Properties, session: Session): Promise<ReadResult>;

  /**
   * Reads an object that a program is to declare from here on. Its inputs declare every setting as it is live, except a
   * key: whoever writes a program from them must not write a key down.
   * @param props The account and the region, where these are not the configured ones.
   */
  adopt(id: string, props: Properties, session: Session): Promise<ReadResult>;

  /**
   * Brings the object to a changed declaration.
   * @param olds Outputs as Pulumi stored them.
   * @param news Inputs as `check` completed them.
   */
  update(id: string, olds: Properties, news: Properties, session: Session): Promise<{ readonly outs: Outputs }>;

  /** Ends managing the object. @param props Outputs as Pulumi stored them. */
  delete(id: string, props: Properties, session: Session): Promise<void>;

  /**
   * An error of a verb, or of opening the session for it, as the user is to read it. It keeps nothing of the original
   * that is not meant for users.
   * @param name The resource's id, or what `nameOf` answers while it has none.
   */
  failureOf(error: unknown, verb: Verb, name: string): VerbFailure;
}

/** What Pulumi asks of a resource. */
export type Verb = "check" | "diff" | "create" | "read" | "update" | "delete";

/** Outputs to store. A value that is secret carries Pulumi's mark. */
export type Outputs = Record<string, unknown>;

export interface CheckResult {
  /** Inputs to store and to hand to the later verbs. */
  readonly inputs: Properties;
  /** Every problem with the declaration; empty where it is valid. */
  readonly failures: readonly Failure[];
}

export interface DiffResult {
  /** `in inputs`: the stored inputs differ from the declared ones, so that Pulumi can show the difference by itself. */
  readonly changes: boolean | "in inputs";
  /** Paths that are declared otherwise than they are stored. What only the provider can see has no path. */
  readonly differing: readonly string[];
  /** Those of them whose change replaces the resource. */
  readonly replaces: readonly string[];
}

export type ReadResult =
  /** The API says that the object does not exist. An object that merely cannot be seen is an error instead. */
  | { readonly gone: true }
  | {
      readonly gone: false;
      readonly id: string;
      readonly props: Properties;
      /** Live values of the declared properties; undefined where none of them changed. */
      readonly inputs: Outputs | undefined;
    };

/** Why a verb failed. */
export interface VerbFailure {
  /** What could not be done, in a few words. */
  readonly summary: string;
  /** The whole sentence: the object, what could not be done, the reason and the next step. */
  readonly message: string;
  /**
   * Set where a change was sent before the verb failed. Pulumi has to store it, and the next update goes on from there.
   */
  readonly incomplete?: { readonly id: string; readonly outs: Outputs };
}

/** Lines for the user while an operation runs. Each front door writes them to its engine. */
export interface Progress {
  /** Writes a line that is kept after the run. */
  info(line: string): void;
  /** Writes a line that is shown during a wait, and is gone after it. */
  status(line: string): void;
  /** Writes a line that somebody has to act on. It is kept, and the CLI shows it again at the end. */
  warning(line: string): void;
}
