import { ApiError } from "../../api/errors";
import { notComparedText } from "../../resources/vpn-tunnel/preview/comparison";
import { TunnelError } from "../../resources/vpn-tunnel/tunnel-error";
import { IncompleteChange } from "../../resources/vpn-tunnel/converge";

/**
 * An error as the user is to see it. Pulumi prints errors of some verbs twice, once with their whole stack, so the
 * stack is a short pointer, and the sentence stands in the message only.
 */
export class VpnTunnelError extends Error {
  constructor(
    message: string,
    readonly verb: string,
  ) {
    super(message);
    this.name = "VpnTunnelError";
    this.stack = "the reason follows";
  }

  override toString(): string {
    return `VpnTunnel could not be ${this.verb}`;
  }
}

/** The same for a change that was sent before it went wrong: Pulumi keeps `properties`. */
export class VpnTunnelIncomplete extends VpnTunnelError {
  constructor(
    message: string,
    verb: string,
    readonly id: string,
    readonly properties: Record<string, unknown>,
    readonly reasons: readonly string[],
  ) {
    super(message, verb);
  }
}

/** Names the tunnel and the action, and keeps nothing of the original that is not meant for users. */
export function trimError(error: unknown, tunnel: string, verb: string): VpnTunnelError {
  if (error instanceof TunnelError && error.problem === "not compared")
    return new VpnTunnelError(notComparedText(tunnel, error.message), verb);
  // What diff refuses was compared, and would be refused by up.
  if (error instanceof TunnelError && error.problem === "refused" && verb === "compared")
    return new VpnTunnelError(`VPN tunnel ${tunnel} would not work as declared: ${error.message}`, verb);
  const message = `VPN tunnel ${tunnel} could not be ${verb}: ${reasonOf(error)}`;
  if (error instanceof IncompleteChange)
    return new VpnTunnelIncomplete(message, verb, error.id, error.properties, [message]);
  return new VpnTunnelError(message, verb);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown error";
  const expected = error instanceof ApiError || error instanceof TunnelError || error instanceof IncompleteChange;
  return expected || error.name === "ConfigurationError" || error.name === "CredentialsError"
    ? error.message
    : `${error.message} (unexpected; please report it with what you were doing)`;
}
