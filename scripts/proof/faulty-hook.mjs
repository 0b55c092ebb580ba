// Calls the hook of examples/rollout, and writes down each call. It makes one mistake where it is told to, once:
//   ROLLOUT_FAULT   "hang PHASE", "fail PHASE" (after it was done), "die PHASE" (by SIGKILL), or "wrong-key";
//                   "skip PHASE" is no mistake: that phase does nothing, each time
//   ROLLOUT_LOG     where the calls are written down: "begin PHASE ROLE" and "end PHASE ROLE"
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const HOOK = fileURLToPath(new URL("../../examples/rollout/hook.mjs", import.meta.url));
const log = process.env["ROLLOUT_LOG"] ?? "";
const [fault, faultyPhase] = (process.env["ROLLOUT_FAULT"] ?? "").split(" ");
const input = readFileSync(0, "utf8");
const { phase, tunnel } = JSON.parse(input);
const note = (/** @type {string} */ text) => appendFileSync(log, `${text} ${phase} ${tunnel.role}\n`);

note("begin");
if (fault === "skip" && phase === faultyPhase) {
  note("end");
  process.exit();
}
const isFaulty = phase === faultyPhase && !existsSync(`${log}.done`);
if (isFaulty) writeFileSync(`${log}.done`, "");
if (isFaulty && fault === "hang") await new Promise((resolve) => setTimeout(resolve, 3_600_000));
const given = fault === "wrong-key" && (phase === "prepare" || phase === "follow") ? wrong(input) : input;
const { status } = spawnSync(process.execPath, [HOOK], { input: given, stdio: ["pipe", "inherit", "inherit"] });
if (isFaulty && fault === "die") process.kill(process.pid, "SIGKILL");
note("end");
process.exitCode = isFaulty && fault === "fail" ? 1 : (status ?? 1);

/** The same input with another key. @param {string} text */
function wrong(text) {
  const { keys, device, ...rest } = JSON.parse(text);
  const files = device?.files?.map((/** @type {{ name: string, text: string }} */ file) => ({
    ...file,
    text: file.text.replace(/secret = .*/u, "secret = 0x77726f6e67"),
  }));
  return JSON.stringify({
    ...rest,
    keys: { ...keys, new: "wrong" },
    ...(files === undefined ? {} : { device: { ...device, files } }),
  });
}
