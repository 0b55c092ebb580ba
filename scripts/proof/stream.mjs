// One end of a TCP stream: `send ADDRESS PORT` until SIGTERM, or `receive ADDRESS PORT` until the stream ends. Each
// prints, at the end, a digest of all bytes; the receiver also the longest time in which nothing arrived.
import { createHash } from "node:crypto";
import { connect, createServer } from "node:net";

const EVERY_MS = 20;
const RECORD_BYTES = 1000;
const [role, address = "", port = ""] = process.argv.slice(2);
const hash = createHash("sha256");
const say = (/** @type {object} */ report) => void process.stdout.write(`${JSON.stringify(report)}\n`);

/** A record that no other is like. @param {number} number */
function record(number) {
  const bytes = Buffer.alloc(RECORD_BYTES, number % 251);
  bytes.writeUInt32BE(number, 0);
  return bytes;
}

function send() {
  const socket = connect({ host: address, port: Number(port), noDelay: true });
  let number = 0;
  socket.once("connect", () => {
    process.stdout.write("connected\n");
    const timer = setInterval(() => {
      const bytes = record(number);
      number += 1;
      hash.update(bytes);
      socket.write(bytes);
    }, EVERY_MS);
    process.once("SIGTERM", () => {
      clearInterval(timer);
      say({ digest: hash.digest("hex") });
      socket.end();
    });
  });
}

function receive() {
  const server = createServer((socket) => {
    server.close();
    let last = performance.now();
    let longestStallMs = 0;
    socket.on("data", (bytes) => {
      hash.update(bytes);
      const now = performance.now();
      longestStallMs = Math.max(longestStallMs, now - last);
      last = now;
    });
    socket.once("end", () => {
      socket.end();
      say({ digest: hash.digest("hex"), longestStallMs });
    });
  });
  server.listen(Number(port), address, () => void process.stdout.write("listening\n"));
}

if (role === "send") send();
else receive();
