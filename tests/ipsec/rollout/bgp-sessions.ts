import { connect } from "node:net";
import type { Socket } from "node:net";

/**
 * What FRR's bgpd says on its own command socket: the one that vtysh speaks to, without a process for each question.
 * An answer ends with three bytes of zero and one with the result.
 */
export interface BgpSessions {
  /** The neighbours whose session is up, by their address. */
  readonly established: () => Promise<ReadonlySet<string>>;
  readonly close: () => void;
}

export async function openBgpSessions(path: string): Promise<BgpSessions> {
  const socket = await open(path);
  const ask = answersOf(socket);
  return {
    async established() {
      const text = await ask("show bgp ipv4 unicast summary json");
      return new Set(text === undefined ? [] : establishedIn(text));
    },
    close: () => void socket.destroy(),
  };
}

function establishedIn(text: string): readonly string[] {
  try {
    const { peers = {} } = JSON.parse(text) as { peers?: Readonly<Record<string, { state?: string }>> };
    return Object.entries(peers)
      .filter(([, { state }]) => state === "Established")
      .map(([address]) => address);
  } catch {
    return [];
  }
}

function open(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => resolve(socket));
    socket.once("error", reject);
  });
}

function answersOf(socket: Socket): (command: string) => Promise<string | undefined> {
  let text = "";
  let done: (answer: string | undefined) => void = () => undefined;
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    text += chunk;
    const end = text.indexOf("\0\0\0");
    if (end < 0 || text.length < end + 4) return;
    done(text.slice(0, end));
    text = text.slice(end + 4);
  });
  socket.on("close", () => done(undefined));
  socket.on("error", () => done(undefined));
  return (command) =>
    new Promise((resolve) => {
      done = resolve;
      if (socket.destroyed) resolve(undefined);
      else socket.write(`${command}\0`);
    });
}
