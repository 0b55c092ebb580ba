// docs/rotate-keys.md, run as it is printed.
import { DEVICE_EVENTS, office, OLD_KEYS, STRONG } from "./pages/office";
import { runsAsPrinted } from "./pages/run-page";

const page = runsAsPrinted("docs/rotate-keys.md", {
  topology: office(STRONG),
  secrets: OLD_KEYS,
  events: DEVICE_EVENTS,
});

it("each call of the hook gave the device the file of one tunnel, with its key", () => {
  const loaded = [...page.onDevice().matchAll(/^\$ ssh .*\/(ali-0nck-t\d)\.conf && swanctl --load-all$/gmu)];
  const [slave, master] = ["ali-0nck-t2", "ali-0nck-t1"];
  expect(loaded.map(([, connection]) => connection)).toEqual([slave, master, slave, master]);
  const live = page.sim().tunnel("tun-gbyf5c4v7u8b1q")?.IkeConfig.Psk ?? "";
  expect(page.onDevice()).toContain(Buffer.from(live).toString("base64"));
});
