import { fieldsOf, type Field } from "../../../core/field";
import { vpnTunnelTable } from "./fields";

const pathsOf = (fields: readonly Field[]): ReadonlySet<string> => new Set(fields.map(({ path }) => path));
const IDENTITY = pathsOf(fieldsOf(vpnTunnelTable, "identity"));
const SETTINGS = pathsOf(fieldsOf(vpnTunnelTable, "setting"));
const OPTIONS = pathsOf(fieldsOf(vpnTunnelTable, "option"));
const OUTPUTS = pathsOf(fieldsOf(vpnTunnelTable, "output"));
const SECRETS = pathsOf(vpnTunnelTable.fields.filter(({ secret }) => secret));

/** The names at the top under which settings stand. */
export const SETTING_NAMES: ReadonlySet<string> = new Set([...SETTINGS].map((path) => path.split(".")[0] ?? path));

/** True for what selects the tunnel. */
export const isIdentity = (path: string): boolean => IDENTITY.has(path);

/** True for a value of the tunnel that the API can change. */
export const isSetting = (path: string): boolean => SETTINGS.has(path);

/** True for a property that steers this program only. */
export const isOption = (path: string): boolean => OPTIONS.has(path);

/** True for what is reported and never declared. */
export const isOutput = (path: string): boolean => OUTPUTS.has(path);

/** True for a value that must not be shown. */
export const isSecret = (path: string): boolean => SECRETS.has(path);

/** True for what may be shown of a tunnel as it is: its settings, and what is reported beside them. */
export const isReported = (path: string): boolean => (isSetting(path) || isOutput(path)) && !isSecret(path);
