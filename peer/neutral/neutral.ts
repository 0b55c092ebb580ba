/** What the forms for no device in particular share: they can express every value, under the API's own names. */

import { GROUPS, INTEGRITY, sameInBothPhases } from "../renderer/algorithm-names";
import type { DeviceSpec } from "../renderer/spec";

const NAMES = sameInBothPhases({
  encryption: { aes: "aes", aes192: "aes192", aes256: "aes256", des: "des", "3des": "3des" },
  integrity: INTEGRITY,
  group: GROUPS,
});

const ANY_LIFETIME = { min: 1, max: Number.MAX_SAFE_INTEGER };

export const NEUTRAL = {
  proof: "values",
  writes: "tunnels and BGP",
  bfd: true,
  algorithmNames: () => NAMES,
  ikeLifetime: ANY_LIFETIME,
  espLifetime: ANY_LIFETIME,
  selectors: "several",
  handling: {
    apply: () => ["# enter these values on the device, and save them"],
    reset: ({ cloud }) => [
      `# end the device's security associations with ${cloud}, and those of no other peer: it negotiates again`,
    ],
  },
  key: { write: (psk) => psk },
} as const satisfies Partial<DeviceSpec>;
