/**
 * The only place that knows how pop-core is loaded and typed. Its own type declaration lacks the second constructor
 * argument and the shape of what a verbose request gives, so the part that is used is declared here.
 */
import { createRequire } from "node:module";

/** What a verbose request resolves with. */
export type PopCoreAnswer = readonly [
  body: unknown,
  entry: { readonly response: { readonly statusCode: number; readonly headers: NodeJS.Dict<string | string[]> } },
];

/** The part of pop-core's RPCClient that is used. */
export interface PopCoreClient {
  request(
    action: string,
    parameters: Readonly<Record<string, string>>,
    options: Readonly<Record<string, unknown>>,
  ): Promise<PopCoreAnswer>;
}

/** Keys of a signed request, or a provider that gives none for the few requests that are not signed. */
export type PopCoreIdentity =
  | { accessKeyId: string; accessKeySecret: string; securityToken?: string }
  | { credentialsProvider: { getCredentials(): Promise<undefined> } };

type PopCoreConstructor = new (
  config: { endpoint: string; apiVersion: string } & PopCoreIdentity,
  verbose: true,
) => PopCoreClient;

let loaded: PopCoreConstructor | undefined;

/**
 * pop-core's RPCClient, loaded when the first request is made: it costs tens of milliseconds. Its own file, because the
 * package's entry loads a client for another style of API too, and an XML parser for it: twice the time.
 */
export function popCore(): PopCoreConstructor {
  if (loaded === undefined) {
    silenceBodyLogging("@alicloud/pop-core");
    const constructor: PopCoreConstructor = require("@alicloud/pop-core/lib/rpc");
    loaded = constructor;
  }
  return loaded;
}

const SILENCED = ",-httpx:*,-sign";

/**
 * With DEBUG=httpx:* (or DEBUG=*) the HTTP library under Alibaba's packages prints every body, so every pre-shared key;
 * the `sign` channel prints what is signed. Both are taken out of the selection, whatever it is; the rest stays.
 */
export function silenceBodyLogging(packageName: string): void {
  const selected = process.env["DEBUG"];
  if (selected === undefined || selected === "" || selected.endsWith(SILENCED)) return;
  const quiet = `${selected}${SILENCED}`;
  // A copy that is not loaded yet reads this, a copy inside a bundled program among them: nothing can be resolved
  // there.
  process.env["DEBUG"] = quiet;
  loadedDebug(packageName)?.enable(quiet);
}

interface Debug {
  enable(selection: string): void;
}

/** The copy of the library that writes the logs, where the packages are installed; undefined in a bundle. */
function loadedDebug(packageName: string): Debug | undefined {
  try {
    const requireAsPackage = createRequire(require.resolve(packageName));
    const requireAsHttpx = createRequire(requireAsPackage.resolve("httpx"));
    const debug: Debug = requireAsHttpx("debug");
    return debug;
  } catch {
    return undefined;
  }
}
