import { KeyedTurns } from "../../../provider/session/turns";

/** A piece of work that ends when it is told to. */
function piece(name: string, log: string[]) {
  let end = (): void => {};
  let fail = (): void => {};
  const promise = new Promise<string>((resolve, reject) => {
    end = () => resolve(name);
    fail = () => reject(new Error(name));
  });
  const work = (): Promise<string> => {
    log.push(`${name} starts`);
    return promise.finally(() => log.push(`${name} ends`));
  };
  return { work, end: () => end(), fail: () => fail() };
}

/** Lets all that can go on go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the turns of a key", () => {
  it("run one work after the other, in the order of asking", async () => {
    const [turns, log]: [KeyedTurns, string[]] = [new KeyedTurns(), []];
    const pieces = ["a", "b", "c"].map((name) => piece(name, log));
    const results = pieces.map(({ work }) => turns.take("gateway", work));
    for (const { end } of pieces.toReversed()) end();
    expect(await Promise.all(results)).toEqual(["a", "b", "c"]);
    expect(log).toEqual(["a starts", "a ends", "b starts", "b ends", "c starts", "c ends"]);
  });

  it("neither block nor fail the next work where one fails", async () => {
    const [turns, log]: [KeyedTurns, string[]] = [new KeyedTurns(), []];
    const [bad, good] = [piece("bad", log), piece("good", log)];
    const results = Promise.allSettled([turns.take("gateway", bad.work), turns.take("gateway", good.work)]);
    bad.fail();
    good.end();
    expect((await results).map((each) => each.status)).toEqual(["rejected", "fulfilled"]);
    expect(log).toEqual(["bad starts", "bad ends", "good starts", "good ends"]);
  });

  it("do not block the next work where one throws at once", async () => {
    const turns = new KeyedTurns();
    const bad = turns.take("gateway", () => {
      throw new Error("at once");
    });
    const good = turns.take("gateway", () => Promise.resolve("good"));
    await expect(bad).rejects.toThrow("at once");
    expect(await good).toBe("good");
  });

  it("run works of different keys at the same time", async () => {
    const [turns, log]: [KeyedTurns, string[]] = [new KeyedTurns(), []];
    const [one, other] = [piece("one", log), piece("other", log)];
    const results = [turns.take("gateway 1", one.work), turns.take("gateway 2", other.work)];
    await settle();
    expect(log).toEqual(["one starts", "other starts"]);
    one.end();
    other.end();
    await Promise.all(results);
  });

  it("keep nothing of a key whose works are done", async () => {
    const touched = new Set<object>();
    const set = jest.spyOn(Map.prototype, "set");
    const turns = new KeyedTurns();
    const keys = Array.from({ length: 200 }, (_, index) => `gateway ${index % 50}`);
    const fails = (index: number): Promise<number> =>
      index % 7 === 0 ? Promise.reject(new Error("no")) : Promise.resolve(index);
    await Promise.allSettled(keys.map((key, index) => turns.take(key, () => fails(index))));
    for (const [index, [key]] of set.mock.calls.entries())
      if (String(key).startsWith("gateway")) touched.add(Object(set.mock.contexts[index]));
    set.mockRestore();
    expect([...touched].map((map) => map instanceof Map && map.size)).toEqual([0]);
  });
});
