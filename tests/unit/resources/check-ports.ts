import type { Properties } from "../../../provider/core/property-tree";
import { observe, type TunnelSelector } from "../../../provider/resources/vpn-tunnel/observation";
import { checkInputs, type CheckPorts } from "../../../provider/resources/vpn-tunnel/preview/check-inputs";
import type { Compare } from "../../../provider/resources/ports";
import type { KeyRead } from "../../../provider/resources/vpn-tunnel/psk-source";
import { observedOf } from "../../../provider/resources/vpn-tunnel/state/observed";
import { CONNECTION, connectionWire, MASTER, slaveWire, tunnelWire, withKey } from "./connections";

/** What checks of the tests declare, and what they look at. */

export const declared = { vpnConnectionId: CONNECTION, role: "master" };
export const named = { ...declared, __resourceName: "office" };

/** How a text about the tunnel begins, and one about adopting it. */
export const HEAD = `office: ${CONNECTION} "office" master (${MASTER}), up now`;
export const ADOPTING = `${HEAD}: adopting changes the LIVE tunnel (before policies remediate anything):`;

const seen = observe(declared, connectionWire());

/** What is observed of the tunnel beside these declared paths. */
export const observedBeside = (...paths: string[]): Properties => observedOf(seen, (path) => paths.includes(path));

/** A connection whose API masks the key. */
export const masked = connectionWire({
  TunnelOptionsSpecification: [withKey(tunnelWire(), "l1veKe****"), slaveWire()],
});

export interface TestCheckPorts extends CheckPorts {
  readonly asked: TunnelSelector[];
}

/** Ports over one connection, and the tunnels that were read. Keys are read from the given places. */
export function observer(connection = connectionWire(), keys: Record<string, KeyRead> = {}): TestCheckPorts {
  const asked: TunnelSelector[] = [];
  return {
    asked,
    observe(selector) {
      asked.push(selector);
      return Promise.resolve().then(() => observe(selector, connection));
    },
    keys: { read: ({ from }) => Promise.resolve(keys[from] ?? { missing: `${from} is not there` }) },
    compare: "required",
    surroundings: { reads: { seenOf: () => [] } },
  };
}

/** Ports whose every read fails. */
export const failing = (error: Error, compare: Compare): TestCheckPorts => {
  const ports = observer();
  return {
    ...ports,
    compare,
    observe(selector) {
      ports.asked.push(selector);
      return Promise.reject(error);
    },
  };
};

/** The check of a tunnel that is not stored yet. */
export const first = (inputs: Properties, ports: CheckPorts = observer()): ReturnType<typeof checkInputs> =>
  checkInputs({}, inputs, ports);
