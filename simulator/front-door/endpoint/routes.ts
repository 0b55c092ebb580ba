import type { JsonObject } from "../../api/json";
import { faultShape } from "../../faults/fault-shape";
import type { Shape } from "../../schema/shape";
import { topologySchema } from "../../topology/schema";
import type { Simulator } from "../simulator";
import { connectionPatchShape, peerPatchOf, peerShape, settingsShape, tunnelPatchShape } from "./bodies";

/** Nothing there by that name: 404. */
export class NotThere extends Error {}

export interface Body {
  /** The body in this shape; the answer is 400 if it has mistakes. */
  as<T>(shape: Shape<T>): T;
  raw(): JsonObject;
}

export interface ControlRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** `:id` stands for one segment. */
  readonly path: string;
  readonly what: string;
  /** The answer, as JSON; undefined: `{"ok":true}`. */
  run(simulator: Simulator, id: string, body: Body, query: ReadonlyMap<string, string>): unknown;
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NotThere(`the simulator has no ${what}`);
  return value;
}

/** The methods of `Simulator` for programs in other languages, and for people with curl. */
export const controlRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/-/journal",
    what: "the last requests, secrets masked; ?after=SEQUENCE leaves out the older ones",
    run: (simulator, _, __, query) => simulator.journal.filter((one) => one.sequence > Number(query.get("after") ?? 0)),
  },
  { method: "DELETE", path: "/-/journal", what: "forgets them", run: (simulator) => simulator.clearJournal() },
  {
    method: "GET",
    path: "/-/faults",
    what: "the faults that may still act",
    run: (simulator) => simulator.faults.map(({ id, spec, hits }) => ({ id, hits, ...spec })),
  },
  {
    method: "POST",
    path: "/-/faults",
    what: 'sets a fault: {"kind": "throttle", "action": "ModifyTunnelAttribute", "call": 2, "times": 1 ...}',
    run: (simulator, _, body) => ({ id: simulator.fault(body.as(faultShape)).id }),
  },
  { method: "DELETE", path: "/-/faults", what: "removes all", run: (simulator) => simulator.clearFaults() },
  {
    method: "DELETE",
    path: "/-/faults/:id",
    what: "removes one",
    run: (simulator, id) =>
      found(
        simulator.faults.find((one) => String(one.id) === id),
        `fault ${id}`,
      ).remove(),
  },
  {
    method: "GET",
    path: "/-/settings",
    what: "modes and times",
    run: ({ modes, configuringMs, renegotiateMs }) => ({ ...modes, configuringMs, renegotiateMs }),
  },
  {
    method: "POST",
    path: "/-/settings",
    what: 'changes some: {"psk": "masked", "configuringMs": 0}',
    run(simulator, _, body) {
      const { configuringMs, renegotiateMs, ...modes } = body.as(settingsShape);
      Object.assign(simulator.modes, modes);
      if (configuringMs !== undefined) simulator.configuringMs = configuringMs;
      if (renegotiateMs !== undefined) simulator.renegotiateMs = renegotiateMs;
    },
  },
  {
    method: "GET",
    path: "/-/topology",
    what: "the state, as a topology",
    run: (simulator) => simulator.exportTopology(),
  },
  { method: "GET", path: "/-/schema", what: "the JSON schema of topologies", run: () => topologySchema },
  {
    method: "GET",
    path: "/-/tunnels/:id",
    what: "what is stored of a tunnel",
    run: (simulator, id) => found(simulator.tunnel(id), `tunnel ${id}`),
  },
  {
    method: "POST",
    path: "/-/tunnels/:id",
    what: 'changes a tunnel behind everybody\'s back: {"TunnelIkeConfig": {"IkeLifetime": 3600}}',
    run(simulator, id, body) {
      found(simulator.tunnel(id), `tunnel ${id}`);
      simulator.changeTunnel(id, body.as(tunnelPatchShape));
    },
  },
  {
    method: "PUT",
    path: "/-/connections",
    what: "adds or replaces a connection, as in a topology",
    run: (simulator, _, body) => simulator.putConnection(body.raw()),
  },
  {
    method: "GET",
    path: "/-/connections/:id",
    what: "what is stored of a connection",
    run: (simulator, id) => found(simulator.connection(id), `connection ${id}`),
  },
  {
    method: "POST",
    path: "/-/connections/:id",
    what: "changes Name, subnets, EffectImmediately, Traffic, FinancialLocked",
    run(simulator, id, body) {
      found(simulator.connection(id), `connection ${id}`);
      simulator.changeConnection(id, body.as(connectionPatchShape));
    },
  },
  {
    method: "DELETE",
    path: "/-/connections/:id",
    what: "removes a connection",
    run(simulator, id) {
      found(simulator.connection(id), `connection ${id}`);
      simulator.removeConnection(id);
    },
  },
  {
    method: "POST",
    path: "/-/connections/:id/traffic",
    what: "lets a packet through: what waits for one negotiates",
    run(simulator, id) {
      found(simulator.connection(id), `connection ${id}`);
      simulator.sendTraffic(id);
    },
  },
  {
    method: "GET",
    path: "/-/peers/:id",
    what: "the device behind a customer gateway",
    run: (simulator, id) => found(simulator.peer(id), `customer gateway ${id}`),
  },
  {
    method: "POST",
    path: "/-/peers/:id",
    what: 'changes it: {"Config": {"Psk": "wrong"}}, {"Down": true}, {"Mirror": false}, {"Symptom": "NoResponse"}',
    run(simulator, id, body) {
      found(simulator.peer(id), `customer gateway ${id}`);
      simulator.changePeer(id, peerPatchOf(body.as(peerShape)));
    },
  },
  { method: "POST", path: "/-/settle", what: "ends what is being configured or negotiated", run: (s) => s.settle() },
];
