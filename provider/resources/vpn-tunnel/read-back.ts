import { pick, type Properties } from "../../core/property-tree";
import type { Outputs } from "../resource";
import { isSeenUpSince } from "./change/seen-up";
import type { Observation } from "./observation";
import type { TunnelPorts } from "./ports";
import { PSK } from "./psk-source";
import { keyDayOfLive } from "./state/key-day";
import { refreshedProof } from "./state/psk-proof";
import { hasMoved, refreshedInputs } from "./state/refreshed";
import type { TunnelState } from "./state/shape";
import { outputsOf, readState, stateOf, type Declaration } from "./state/tunnel-state";
import { isOption } from "./table/path-kinds";
import { TunnelError } from "./tunnel-error";

/** Reading a tunnel back: what a refresh stores of it. */

/** True where a stored object is gone. A program that looks it up for the first time must not go on without it. */
export function isGone(error: unknown, props: Properties): boolean {
  const isFirstLookUp = !("managed" in props) && readState(props).declared.length === 0;
  return error instanceof TunnelError && error.isGone && !isFirstLookUp;
}

/** A tunnel as a refresh read it. */
export interface ReadBack {
  readonly props: Outputs;
  /** The declaration, with each declared value as it is live. */
  readonly inputs: Outputs;
  /** False where nothing has changed since the tunnel was stored: Pulumi then keeps the inputs that it has. */
  readonly hasMoved: boolean;
}

/** What a refresh stores of a tunnel as it is now. @param props Outputs as they are stored. */
export function readBack(observation: Observation, props: Properties, ports: TunnelPorts): ReadBack {
  const state = readState(props);
  const now = stateOf(observation, declarationOf(state), ports.region, {
    restorePoint: state.restorePoint,
    pskProof: refreshedProof(state.pskProof, liveKeyOf(observation)),
    keyDay: keyDayOfLive(state, liveKeyOf(observation), ports.clock),
    unconfirmed: isSeenUp(observation, state, ports) ? undefined : state.unconfirmed,
    drained: state.drained,
    stoppedAt: state.stoppedAt,
  });
  return {
    props: outputsOf(now),
    inputs: refreshedInputs(observation, state),
    hasMoved: hasMoved(observation, state),
  };
}

function liveKeyOf({ values }: Observation): string | undefined {
  const key = values[PSK];
  return key === undefined ? undefined : String(key);
}

/** True where nobody waits for the tunnel to come up: it was up by a negotiation after its last change. */
const isSeenUp = (seen: Observation, { unconfirmed }: TunnelState, ports: TunnelPorts): boolean =>
  unconfirmed === undefined || isSeenUpSince(seen, unconfirmed, ports);

/**
 * The declaration that an earlier operation stored, with its options. A look-up declares nothing, but it names an
 * account.
 */
function declarationOf({ values, declared, secretPaths }: TunnelState): Declaration {
  return {
    values: pick(values, (path) => isOption(path) || declared.includes(path)),
    paths: declared,
    secretPaths,
  };
}
