/** One block of one tunnel that is changed for a while, and that gets its values back whatever happens. */
import { ApiError } from "../../provider/api/errors";
import { type Call, type Raw, type Time, hasStatus, isUp, members, text, tunnelsOf } from "./findings";

const POLL_MS = 1_000;
const PATIENCE_MS = 300_000;

export const BLOCKS = {
  TunnelIpsecConfig: ["IpsecEncAlg", "IpsecAuthAlg", "IpsecPfs", "IpsecLifetime"],
  TunnelIkeConfig: [
    "IkeVersion",
    "IkeMode",
    "IkeEncAlg",
    "IkeAuthAlg",
    "IkePfs",
    "IkeLifetime",
    "LocalId",
    "RemoteId",
    "Psk",
  ],
} as const;

export type BlockName = keyof typeof BLOCKS;
export type Block = { readonly [name: string]: string };

/** Why a tunnel had better not be changed, or what is wrong with it now. */
export class NotNow extends Error {}

/** What may be changed: one tunnel, and with `omitKey` and `sharedGateways` even its pre-shared key for a moment. */
export interface Write {
  readonly tunnelId: string;
  readonly omitKey?: boolean | undefined;
  readonly sharedGateways?: boolean | undefined;
  /** Also where the other tunnel is not up, or where no status tells whether it is. */
  readonly mayInterrupt?: boolean | undefined;
}

export interface Experiment {
  readonly original: Block;
  modify(block: Block): Promise<Raw>;
  /** False while something is being configured. */
  isSettled(): Promise<boolean>;
  /** Waits until nothing is being configured; the block as it is then. */
  settled(): Promise<Block>;
  /** Does nothing where nothing was changed: where every change was refused. */
  restore(): Promise<void>;
}

/** Refuses a tunnel that may carry its connection alone, and a block that could not be given back. */
export function prepare(
  call: Call,
  time: Time,
  connections: readonly Raw[],
  { tunnelId, mayInterrupt = false }: Write,
  name: BlockName,
): Experiment {
  const connection = connections.find((one) => tunnelsOf(one).some((tunnel) => tunnel["TunnelId"] === tunnelId));
  const tunnel = connection && tunnelsOf(connection).find((one) => one["TunnelId"] === tunnelId);
  if (!connection || !tunnel) throw new NotNow(`No connection of this region has the tunnel ${tunnelId}.`);
  if (connection["State"] !== "active") throw new NotNow(`The connection is ${text(connection, "State")}: try later.`);
  const other = tunnelsOf(connection).find((one) => one !== tunnel);
  const mayBeUp = isUp(tunnel) || !hasStatus(tunnel);
  if (mayBeUp && (!other || !isUp(other)) && !mayInterrupt) {
    const why = isUp(tunnel) ? "the other tunnel is not up" : "no status tells otherwise";
    throw new NotNow(`${tunnelId} may carry the connection alone: ${why}. --may-interrupt allows it.`);
  }
  const original = blockOf(tunnel, name);
  const lost = BLOCKS[name].filter(
    (leaf) => original[leaf] === "" || (leaf === "Psk" && original[leaf]?.endsWith("****")),
  );
  if (lost.length > 0) throw new NotNow(`It could not be restored: ${lost.join(", ")} did not come back whole.`);

  const VpnConnectionId = text(connection, "VpnConnectionId");
  let isChanged = false;
  const modify = async (block: Block): Promise<Raw> => {
    try {
      const reply = await call("ModifyTunnelAttribute", {
        VpnConnectionId,
        TunnelId: tunnelId,
        TunnelOptionsSpecification: { [name]: block },
      });
      isChanged = true;
      return reply;
    } catch (error) {
      // Only a refusal is sure to have changed nothing.
      isChanged ||= !(error instanceof ApiError && error.httpStatus !== undefined && error.httpStatus < 500);
      throw error;
    }
  };
  const look = async (): Promise<{ state: string; settled: Block | undefined }> => {
    const now = await call("DescribeVpnConnection", { VpnConnectionId });
    const mine = tunnelsOf(now).find((one) => one["TunnelId"] === tunnelId);
    const isSettled = now["State"] === "active" && mine?.["State"] === "active";
    return { state: text(now, "State"), settled: mine && isSettled ? blockOf(mine, name) : undefined };
  };
  const isSettled = async (): Promise<boolean> => (await look()).settled !== undefined;
  const settled = async (): Promise<Block> => {
    const deadline = time.now() + PATIENCE_MS;
    for (;;) {
      const now = await look();
      if (now.settled) return now.settled;
      if (time.now() > deadline) throw new NotNow(`Still ${now.state} after ${PATIENCE_MS / 1000} s.`);
      await time.wait(POLL_MS);
    }
  };
  const restore = async (): Promise<void> => {
    if (!isChanged) return;
    try {
      await settled();
      await modify(original);
      const now = await settled();
      if (JSON.stringify(now) === JSON.stringify(original)) return;
    } catch (error) {
      throw new NotNow(notRestored(tunnelId, name, original), { cause: error });
    }
    throw new NotNow(notRestored(tunnelId, name, original));
  };
  return { original, modify, isSettled, settled, restore };
}

/** The key is not printed: who runs this can look it up where it is kept. */
function notRestored(tunnelId: string, name: BlockName, original: Block): string {
  const { Psk: key, ...shown } = original;
  const also = key === undefined ? "" : ", and the pre-shared key that it had";
  return `${tunnelId} is NOT AS IT WAS. Its ${name} has to be ${JSON.stringify(shown)}${also}.`;
}

function blockOf(tunnel: Raw, name: BlockName): Block {
  const block = members(tunnel, name);
  return Object.fromEntries(BLOCKS[name].map((leaf) => [leaf, text(block, leaf)]));
}
