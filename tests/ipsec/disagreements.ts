import type { Outcome } from "./pairs";

interface Disagreement {
  readonly daemons: Outcome;
  /** Why the simulator keeps to what it says. */
  readonly reason: string;
}

const NARROWING: Disagreement = {
  daemons: "up",
  reason:
    "strongSwan narrows the networks to what both sides have, in IKEv1 too. Alibaba Cloud's documentation says that " +
    "IKEv1 needs equal networks, and IKEv2 a device whose networks contain the cloud's.",
};

/** Where two strongSwans do something else than the simulator says, by the pair's title. */
export const DISAGREEMENTS: Readonly<Record<string, Disagreement>> = {
  "ikev1 main: a wider network behind the device": NARROWING,
  "ikev1 main: a narrower network behind the device": NARROWING,
  "ikev1 main: everything on the device": NARROWING,
  "ikev1 aggressive: a wider network behind the device": NARROWING,
  "ikev1 aggressive: a narrower network behind the device": NARROWING,
  "ikev1 aggressive: everything on the device": NARROWING,
  "ikev2: a narrower network behind the device": NARROWING,
};
