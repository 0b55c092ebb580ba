import { KeyedTurns } from "../../../provider/session/turns";

describe("turns with ranks", () => {
  it("run the highest rank first among works that ask together, and equal ranks in the order of asking", async () => {
    const order: string[] = [];
    const turns = new KeyedTurns(() => new Promise((resolve) => setImmediate(resolve)));
    const take = (name: string, rank: number): Promise<void> =>
      turns.take("gateway", () => Promise.resolve(void order.push(name)), rank);
    await Promise.all([take("carries", 0), take("down", 2), take("standby", 1), take("standby too", 1)]);
    expect(order).toEqual(["down", "standby", "standby too", "carries"]);
  });

  it("do not stop a work that has started", async () => {
    const order: string[] = [];
    const turns = new KeyedTurns();
    let end = (): void => {};
    const long = turns.take(
      "gateway",
      () => new Promise<void>((resolve) => (end = resolve)).then(() => void order.push("long")),
      0,
    );
    await new Promise((resolve) => setImmediate(resolve));
    const late = turns.take("gateway", () => Promise.resolve(void order.push("late")), 9);
    end();
    await Promise.all([long, late]);
    expect(order).toEqual(["long", "late"]);
  });
});
