#!/usr/bin/env node
// A roll-out hook for a device that runs strongSwan and FRRouting. The provider calls it with one JSON object on stdin.
// Every phase may be called again. Change what you need: it is yours.
//
// It expects the files of `peer-config`: one for each tunnel, called like its connection (ali-0nck-t1.conf), in FOLDER,
// and FRRouting's route maps ali-0nck-t1-in and ali-0nck-t1-out. The names hold the end of the connection's id.
//   ROLLOUT_SHELL   how to run a command line on the device; absent: here. Over the network: "ssh root@device"
//   ROLLOUT_FOLDER  the folder of the connections; absent: /etc/swanctl/conf.d
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const [SHELL, ...SHELL_ARGUMENTS] = (process.env["ROLLOUT_SHELL"] ?? "sh -c").split(" ");
const FOLDER = process.env["ROLLOUT_FOLDER"] ?? "/etc/swanctl/conf.d";
/** Lower than any preference of peer-config, and a longer path than the standby's. */
const DRAINED = { preference: 10, prepends: 6 };
/** In front of the entry that peer-config writes. */
const DRAIN_ENTRY = 5;
const SECONDS = { drain: 30, tracker: 5, cloudFollows: 2, ownNegotiation: 6, up: 5 };

const call = JSON.parse(readFileSync(0, "utf8"));
const { tunnel, other, connection, changes = [], device } = call;
const name = connectionName();
const file = `${FOLDER}/${name}.conf`;
/** Without BGP: a sign for the tracker of your static routes. */
const drained = `${FOLDER}/${name}.drained`;
const before = `${FOLDER}/${name}.before-roll-out`;

const PHASES = { drain, prepare, follow, undrain, revert };

/** Moves traffic off the tunnel, in both directions, and ends when it is gone. */
async function drain() {
  if (!other?.carriesTraffic) return say("the other tunnel carries no traffic: there is nowhere to move it to");
  if (!connection.bgp) {
    run(`touch ${drained}`);
    await seconds(SECONDS.tracker);
    return say(`the route tracker takes ${name} for dead`);
  }
  const own = asn();
  configure(
    `route-map ${name}-in permit ${DRAIN_ENTRY}`,
    `set local-preference ${DRAINED.preference}`,
    "exit",
    `route-map ${name}-out permit ${DRAIN_ENTRY}`,
    `set as-path prepend ${Array(DRAINED.prepends).fill(own).join(" ")}`,
    "exit",
  );
  refresh();
  await until("traffic has left the tunnel", SECONDS.drain, () => !isBest());
  // The cloud has been told; it needs a moment to choose the other tunnel.
  await seconds(SECONDS.cloudFollows);
  say(`traffic has left ${name}`);
}

/** Gives the device the new key. It keeps the SA that it has, and takes the new key for the next negotiation. */
function prepare() {
  if (!isKeyOnly()) return say("algorithms cannot go first: the device gets them when the cloud has them");
  writeNew();
  run("swanctl --load-creds --noprompt");
  say(`${name} has the new key for its next negotiation`);
}

/** Gives the device the new values, and negotiates with them where the cloud has not done so yet. */
async function follow() {
  const isPrepared = isKeyOnly() && read(before) !== "";
  writeNew();
  run("swanctl --load-all --noprompt");
  if (isPrepared && (await isWithin(SECONDS.ownNegotiation, () => isUp() && sa() !== noted())))
    return say(`${name} is up with the new key`);
  await negotiate();
}

/** The tunnel may have traffic again. */
function undrain() {
  run(`rm -f ${before} ${before}.sa ${drained}`);
  if (!connection.bgp) return say(`the route tracker may use ${name} again`);
  for (const map of [`${name}-in`, `${name}-out`])
    if (vtysh("show running-config").includes(`route-map ${map} permit ${DRAIN_ENTRY}\n`))
      configure(`no route-map ${map} permit ${DRAIN_ENTRY}`);
  refresh();
  say(`traffic may use ${name} again`);
}

/** The change failed: the device gets its former values. */
async function revert() {
  const text = read(before);
  if (text === "") return say("the device still has its former values");
  write(file, text);
  run("swanctl --load-all --noprompt");
  run(`rm -f ${before} ${before}.sa`);
  await negotiate();
}

// What the phases are made of.

/** As peer-config calls it. */
function connectionName() {
  return (
    /^connections \{\s+([\w-]+) \{/mu.exec(strongswanFile() ?? "")?.[1] ??
    `ali-${connection.id.replace(/[^A-Za-z0-9]/gu, "").slice(-4)}-t${tunnel.role === "master" ? 1 : 2}`
  );
}

/** The file with the new values, where the hook gets one. */
function strongswanFile() {
  return device?.files?.map(({ text }) => text).find((text) => text.includes("connections {"));
}

/** A key in base64 may have any character. */
const withKey = (text, key) => text.replace(/secret = .*/u, `secret = 0s${Buffer.from(key).toString("base64")}`);

function isKeyOnly() {
  return changes.every((path) => path.endsWith(".psk"));
}

/** Writes the new file; the former one is kept for `revert`. A second call changes nothing. */
function writeNew() {
  if (call.keys?.new === undefined) fail("no key: the program needs rollout.hook.withKey: true");
  const current = read(file);
  const text = strongswanFile() ?? (isKeyOnly() ? withKey(current, call.keys.new) : undefined);
  if (text === undefined) fail('no file for the device: the program needs rollout.hook.device: "strongswan"');
  if (current === text) return;
  write(before, current);
  write(`${before}.sa`, sa());
  write(file, text);
}

async function negotiate() {
  run(`swanctl --terminate --ike ${name} --force --timeout 3`, { mayFail: true });
  run(`swanctl --initiate --child ${name} --ike ${name} --timeout 10`, { mayFail: true });
  // Whether it stays so, and why it does not come up, is for the provider to find out: it asks the cloud.
  say((await isWithin(SECONDS.up, isUp)) ? `${name} is up` : `${name} is not up yet`);
}

/** The SAs of the connection, in strongSwan's words. */
const sas = () => run(`swanctl --list-sas --ike ${name} --raw`);
const isUp = () => /state=ESTABLISHED[\s\S]*state=INSTALLED/u.test(sas());
/** What tells one negotiation from the next. */
const sa = () => [...sas().matchAll(/(?:initiator|responder)-spi=(\w+)/gu)].map(([, spi]) => spi).join(" ");
const noted = () => read(`${before}.sa`);

/** The cloud's end of the tunnel's BGP session. */
function neighbour() {
  const address = (call.new ?? call.old)?.tunnelBgpConfig?.localBgpIp;
  return address ?? fail("tunnelBgpConfig.localBgpIp is not known");
}

/** Whether routes that came over the tunnel are the ones in use. */
function isBest() {
  const { routes = {} } = JSON.parse(vtysh("show bgp ipv4 unicast json"));
  return Object.values(routes).some((paths) =>
    paths.some((path) => (path.bestpath || path.multipath) && path.peerId === neighbour()),
  );
}

const asn = () => JSON.parse(vtysh("show bgp ipv4 unicast summary json")).as;

/** Applies changed route maps now; by itself, FRRouting takes five seconds and more. */
const refresh = () => vtysh(`clear bgp ipv4 unicast ${neighbour()} soft`);

const configure = (...commands) => vtysh("configure terminal", ...commands);
const vtysh = (...commands) => run(`vtysh ${commands.map((command) => `-c '${command}'`).join(" ")}`);

const read = (path) => run(`cat ${path} 2>/dev/null || true`);
/** A file with a key goes over stdin, and only its owner may read it. */
const write = (path, text) => run(`umask 077 && cat > ${path}.new && mv ${path}.new ${path}`, { input: text });

/** Runs a command line on the device. */
function run(line, { input = "", mayFail = false } = {}) {
  const { status, stdout, stderr, error } = spawnSync(SHELL, [...SHELL_ARGUMENTS, line], { encoding: "utf8", input });
  if (status !== 0 && !mayFail) fail(`${line}: ${error?.message ?? ""}${stdout}${stderr}`);
  return stdout;
}

const seconds = (count) => new Promise((resolve) => void setTimeout(resolve, count * 1000));

async function isWithin(count, holds) {
  for (const end = Date.now() + count * 1000; Date.now() < end; await seconds(0.25)) if (holds()) return true;
  return false;
}

async function until(what, count, holds) {
  if (!(await isWithin(count, holds))) fail(`not within ${count} s: ${what}`);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

await (PHASES[call.phase] ?? (() => say(`nothing to do for ${call.phase}`)))();
