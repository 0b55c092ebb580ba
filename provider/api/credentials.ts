/** Credentials as a value, and the one provider that all calls of an account share. */
import { ApiError, ConfigurationError, CredentialsError } from "./errors";

/** What a request is signed with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

/** Something that has credentials, and renews them when they expire. */
export interface CredentialsSource {
  getCredentials(): Promise<Credentials>;
}

/** The credentials of an account. */
export interface CredentialsProvider extends CredentialsSource {
  /** Drops what is known, because the service refused it: the next call starts from the source again. */
  forget(): void;
}

/**
 * Shares one source among all calls: opened when first asked, asked once by callers that come at the same time (two
 * first calls at once make the vendor's chain fail), and opened anew after a failure (the vendor's chain would ask only
 * its last member again).
 */
export function shareCredentials(open: () => Promise<CredentialsSource>): CredentialsProvider {
  return new SharedCredentials(open);
}

class SharedCredentials implements CredentialsProvider {
  readonly #open: () => Promise<CredentialsSource>;
  #source: Promise<CredentialsSource> | undefined;
  #flight: Promise<Credentials> | undefined;

  constructor(open: () => Promise<CredentialsSource>) {
    this.#open = open;
  }

  getCredentials(): Promise<Credentials> {
    this.#flight ??= this.#ask().finally(() => (this.#flight = undefined));
    return this.#flight;
  }

  forget(): void {
    this.#source = undefined;
  }

  async #ask(): Promise<Credentials> {
    try {
      this.#source ??= this.#open();
      const source = await this.#source;
      return complete(await source.getCredentials());
    } catch (error) {
      this.forget();
      throw asCredentialsError(error);
    }
  }
}

/** A source that always has the same credentials. */
export function fixedCredentials(credentials: Credentials): CredentialsSource {
  return { getCredentials: () => Promise.resolve(credentials) };
}

function complete(credentials: Credentials): Credentials {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  if (accessKeyId === "" || accessKeySecret === "") {
    throw new CredentialsError("The credentials are incomplete: access key id or secret is empty.");
  }
  return securityToken === undefined || securityToken === ""
    ? { accessKeyId, accessKeySecret }
    : { accessKeyId, accessKeySecret, securityToken };
}

/** Errors of libraries may quote a credentials file, a URL with a token or an answer: nothing of them gets out. */
function asCredentialsError(error: unknown): Error {
  const ours = error instanceof ApiError || error instanceof ConfigurationError || error instanceof CredentialsError;
  return ours ? error : new CredentialsError(`The credentials could not be read: ${shortCause(error)}.`);
}

/** What can be said about a foreign error without repeating any of its text. */
export function shortCause(error: unknown): string {
  if (typeof error !== "object" || error === null) return "unknown cause";
  if ("code" in error && typeof error.code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(error.code)) return error.code;
  const message = "message" in error ? String(error.message) : "";
  if ("name" in error && String(error.name).startsWith("RequestTimeout")) return "no answer in time";
  const serverCode = /"Code"\s*:\s*"([\w.-]{1,80})"/.exec(message)?.[1];
  if (serverCode !== undefined) return `the server answered ${serverCode}`;
  const httpStatus = /(?:httpStatus:|failed with|failed: GET \S+) (\d{3})\b/.exec(message)?.[1];
  return httpStatus === undefined ? "unusable answer" : `HTTP status ${httpStatus}`;
}
