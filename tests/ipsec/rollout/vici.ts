import { connect } from "node:net";
import type { Socket } from "node:net";
import type { Section } from "../raw-answer";

/**
 * strongSwan's own protocol (VICI), as far as a look at its SAs needs it. `swanctl` would be a process for each look,
 * and several looks a second would cost the traffic that is measured its processor.
 */
const PACKET = { request: 0, response: 1, register: 3, confirm: 5, event: 7 } as const;
const ELEMENT = { sectionStart: 1, sectionEnd: 2, keyValue: 3, listStart: 4, listItem: 5, listEnd: 6 } as const;

export interface Vici {
  /** All IKE SAs, each as a section under the name of its connection. */
  readonly sas: () => Promise<readonly (readonly [name: string, ike: Section])[]>;
  readonly close: () => void;
}

/** Connects to a daemon's socket. */
export async function openVici(path: string): Promise<Vici> {
  const socket = await open(path);
  const packets = packetsOf(socket);
  socket.write(named(PACKET.register, "list-sa"));
  if ((await packets())?.[0] !== PACKET.confirm) throw new Error("strongSwan does not tell its SAs");
  return {
    async sas() {
      socket.write(named(PACKET.request, "list-sas"));
      const found: (readonly [string, Section])[] = [];
      for (;;) {
        const packet = await packets();
        if (packet === undefined || packet[0] === PACKET.response) return found;
        if (packet[0] !== PACKET.event) continue;
        for (const [name, ike] of Object.entries(messageOf(packet.subarray(2 + (packet[1] ?? 0)))))
          if (typeof ike === "object") found.push([name, ike]);
      }
    },
    close: () => void socket.destroy(),
  };
}

function open(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => resolve(socket));
    socket.once("error", reject);
  });
}

/** One packet after the other, without its length; undefined once the daemon is gone. */
function packetsOf(socket: Socket): () => Promise<Buffer | undefined> {
  let rest = Buffer.alloc(0);
  let isOver = false;
  let wake: () => void = () => undefined;
  socket.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    wake();
  });
  socket.on("close", () => {
    isOver = true;
    wake();
  });
  socket.on("error", () => undefined);
  const isWhole = (): boolean => rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0);
  return async () => {
    while (!isWhole()) {
      if (isOver) return undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const end = 4 + rest.readUInt32BE(0);
    const packet = rest.subarray(4, end);
    rest = rest.subarray(end);
    return packet;
  };
}

function named(type: number, name: string): Buffer {
  const packet = Buffer.concat([Buffer.alloc(4), Buffer.from([type, name.length]), Buffer.from(name)]);
  packet.writeUInt32BE(packet.length - 4, 0);
  return packet;
}

/** The sections and values of a message; lists are left out. */
function messageOf(bytes: Buffer): Section {
  let at = 0;
  const short = (): string => {
    const length = bytes.readUInt8(at);
    at += 1 + length;
    return bytes.toString("utf8", at - length, at);
  };
  const long = (): string => {
    const length = bytes.readUInt16BE(at);
    at += 2 + length;
    return bytes.toString("utf8", at - length, at);
  };
  function section(): Section {
    const entries: Record<string, string | Section> = {};
    while (at < bytes.length) {
      const element = bytes.readUInt8(at);
      at += 1;
      if (element === ELEMENT.sectionEnd) break;
      else if (element === ELEMENT.sectionStart) {
        const name = short();
        entries[name] = section();
      } else if (element === ELEMENT.keyValue) {
        const name = short();
        entries[name] = long();
      } else if (element === ELEMENT.listStart) short();
      else if (element === ELEMENT.listItem) long();
    }
    return entries;
  }
  return section();
}
