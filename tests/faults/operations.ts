// What the matrix breaks: each operation of a stack, from a given start to an end that no fault may change. One more
// operation is one more row.
import type { Scene } from "./scene";
import type { Outcome, Program } from "./stack";

export interface StackOperation {
  readonly name: string;
  /** Logical changes that it makes, together with `again`: each to be committed once, however many runs it takes. */
  readonly changes: number;
  /** It changes there and back where nothing disturbs it; a run that stops before has fewer changes to make. */
  readonly mayStopShort?: true;
  /** Brings the stack to where the operation starts. */
  readonly arrange: (scene: Scene) => Promise<unknown>;
  readonly run: (scene: Scene) => Promise<Outcome>;
  /** What the user runs after a failure; the same again unless told. */
  readonly again?: (scene: Scene) => Promise<Outcome>;
  /** The program that must have nothing left to do in the end. */
  readonly program?: Program;
  /** The error that it ends with where no fault hits it. */
  readonly failsWith?: RegExp;
}

const BRANCH = "vco-sim0000000000000002";
const BRANCH_MASTER = "tun-sim0000000000000021";
const BRANCH_DEVICE = "cgw-sim0000000000000003";
const FIRST_KEY = "Planted-first-key";

const declare = (role: string, more: object): Program[string] => ({ vpnConnectionId: BRANCH, role, ...more });
const FIRST = { tunnelIkeConfig: { ikeLifetime: 7200, psk: FIRST_KEY } };
const SECOND = { ...FIRST, tunnelIpsecConfig: { ipsecPfs: "group14" }, enableDpd: false };

const one = (more: object): Program => ({ master: declare("master", more) });
const both = (more: object): Program => ({ master: declare("master", more), slave: declare("slave", more) });
const WAITED_FOR = one({ ...SECOND, waitFor: "established" });
const ROLLED_BACK = one({ ...SECOND, waitFor: "established", onFailure: "rollback" });
const RESTORED = both({ ...SECOND, onDestroy: "restore" });
/** As the tunnel is. */
const AS_IT_IS = one({ tunnelIkeConfig: { ikeVersion: "ikev1", ikeEncAlg: "aes" } });

export const OPERATIONS: readonly StackOperation[] = [
  {
    name: "preview of a new tunnel",
    changes: 0,
    arrange: () => Promise.resolve(),
    run: ({ stack }) => stack.preview(one(FIRST)),
  },
  {
    name: "create that changes the tunnel",
    changes: 1,
    arrange: () => Promise.resolve(),
    run: ({ stack }) => stack.up(one(FIRST)),
    program: one(FIRST),
  },
  {
    name: "create that finds it as declared",
    changes: 0,
    arrange: () => Promise.resolve(),
    run: ({ stack }) => stack.up(AS_IT_IS),
    program: AS_IT_IS,
  },
  {
    name: "update",
    changes: 1,
    arrange: ({ stack }) => stack.up(one(FIRST)),
    run: ({ stack }) => stack.up(one(SECOND)),
    program: one(SECOND),
  },
  {
    name: "update of both tunnels",
    changes: 2,
    arrange: ({ stack }) => stack.up(both(FIRST)),
    run: ({ stack }) => stack.up(both(SECOND)),
    program: both(SECOND),
  },
  {
    name: "update after which the tunnel does not come up",
    changes: 1,
    arrange: async ({ sim, stack }) => {
      await stack.up(one(FIRST));
      sim.changePeer(BRANCH_DEVICE, { Mirror: false });
    },
    run: ({ stack }) => stack.up(WAITED_FOR),
    again: ({ sim, stack }) => {
      sim.changePeer(BRANCH_DEVICE, { Mirror: true });
      return stack.up(WAITED_FOR);
    },
    program: WAITED_FOR,
    failsWith: /the tunnel is not up/u,
  },
  {
    name: "update that is rolled back because the tunnel does not come up",
    changes: 3,
    mayStopShort: true,
    arrange: async ({ sim, stack }) => {
      await stack.up(one(FIRST));
      sim.changePeer(BRANCH_DEVICE, { Mirror: false });
    },
    run: ({ stack }) => stack.up(ROLLED_BACK),
    again: ({ sim, stack }) => {
      sim.changePeer(BRANCH_DEVICE, { Mirror: true });
      return stack.up(ROLLED_BACK);
    },
    program: ROLLED_BACK,
    failsWith: /the tunnel is not up .* the values from before are back, and the tunnel is up again/u,
  },
  {
    name: "destroy that puts back what was found on both tunnels",
    changes: 2,
    arrange: ({ stack }) => stack.up(RESTORED),
    run: ({ stack }) => stack.destroy(),
  },
  {
    name: "look-up",
    changes: 0,
    arrange: () => Promise.resolve(),
    run: ({ stack }) => stack.lookUp("looked-up", `${BRANCH}:${BRANCH_MASTER}`),
  },
  {
    name: "refresh that finds drift",
    changes: 0,
    arrange: async ({ sim, stack }) => {
      await stack.up(one(FIRST));
      sim.changeTunnel(BRANCH_MASTER, { TunnelIkeConfig: { IkeLifetime: 1200 } });
    },
    run: ({ stack }) => stack.refresh(),
  },
];

/** Keys that the scenes hold: none of them may be in an error. */
export const PLANTED = [FIRST_KEY, "Branch-shared-key", "simulator-access-key-secret", "planted-temporary"];
