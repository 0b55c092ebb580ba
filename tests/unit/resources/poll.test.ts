import { poll } from "../../../provider/resources/vpn-tunnel/change/poll";
import { fakePorts, type FakePorts } from "./fake-ports";

/** Looks that see 1, 2, 3 and so on; the time is up after a minute. */
function counting(ports: FakePorts, end: number): Parameters<typeof poll<number>>[0] {
  let looks = 0;
  return {
    look: () => Promise.resolve(++looks),
    isDone: (seen) => seen === end,
    say: (seen) => `look ${seen}`,
    until: ports.clock.now() + 60_000,
  };
}

describe("a wait for something that the API shows one day", () => {
  it("ends without a pause where the first look sees it", async () => {
    const ports = fakePorts();
    expect(await poll(counting(ports, 1), ports)).toEqual({ seen: 1, isDone: true, seconds: 0 });
    expect(ports.clock.sleeps).toEqual([]);
  });

  it("pauses for the configured interval between two looks", async () => {
    const ports = fakePorts();
    expect(await poll(counting(ports, 3), ports)).toEqual({ seen: 3, isDone: true, seconds: 10 });
    expect(ports.clock.sleeps).toEqual([5_000, 5_000]);
  });

  it("says at most every ten seconds what it waits for, with the seconds since it began", async () => {
    const ports = fakePorts();
    await poll(counting(ports, 6), ports);
    expect(ports.lines).toEqual(["look 1 (0 s)", "look 3 (10 s)", "look 5 (20 s)"]);
  });

  it("says nothing where there is nothing to say", async () => {
    const ports = fakePorts();
    await poll({ ...counting(ports, 6), say: () => undefined }, ports);
    expect(ports.lines).toEqual([]);
  });

  it("gives the last look where the time is up before it sees anything", async () => {
    const ports = fakePorts();
    expect(await poll(counting(ports, 1_000), ports)).toEqual({ seen: 13, isDone: false, seconds: 60 });
  });

  it("looks once more when the time is up, however long its pauses are", async () => {
    const ports = fakePorts();
    expect(await poll({ ...counting(ports, 1_000), pauseMs: () => 40_000 }, ports)).toMatchObject({ seen: 3 });
    expect(ports.clock.sleeps).toEqual([40_000, 20_000]);
  });

  it("passes on what a look throws", async () => {
    const ports = fakePorts();
    const broken = { ...counting(ports, 1), look: () => Promise.reject(new Error("no network")) };
    await expect(poll(broken, ports)).rejects.toThrow("no network");
  });
});
