// A smaller run of `npm run bench -- simulator`, for what has to be right at any speed.
import { benchSimulator } from "../bench/simulator-bench";
import { simulatorTable } from "../bench/simulator-table";

/** A multiple of the journal's size, so that it is as full after these requests as it was before. */
const DESCRIBES = 10_000;
/** A nonce is remembered for half an hour. A request that stays in memory is several hundred bytes more. */
const MOST_BYTES_PER_REQUEST = 250;

it("the simulator answers thousands of signed requests without an error, in bounded memory", async () => {
  const size = { describes: DESCRIBES, modifies: 1_000, connections: 2_000, startUps: 1 };
  const result = await benchSimulator(size);
  for (const { load } of result.rows) expect(load).toMatchObject({ errors: 0, firstError: undefined });
  expect(result.rows.map(({ load }) => load.requests)).toEqual([DESCRIBES, 1_000, DESCRIBES]);
  expect(result.topology.pages).toMatchObject({ requests: 40, errors: 0 });
  expect(result.memory.bytesPerRequest).toBeLessThan(MOST_BYTES_PER_REQUEST);
  expect(simulatorTable(result)).toContain("ModifyTunnelAttribute ");
}, 120_000);
