import { Remarks } from "../../../provider/session/remarks";

/** Remarks, and what came of them. */
function remarksAnd(): { readonly remarks: Remarks; readonly said: string[] } {
  const said: string[] = [];
  return { said, remarks: new Remarks({ info: (line) => void said.push(line) }) };
}
const tunnels = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `tunnel ${from + index}`);

describe("remarks", () => {
  it("are said of ten tunnels, and then once that there are more", () => {
    const { remarks, said } = remarksAnd();
    for (const tunnel of tunnels(1, 10)) remarks.say(tunnel);
    expect(said).toEqual(tunnels(1, 10));
    for (const tunnel of tunnels(11, 500)) remarks.say(tunnel);
    expect(said.slice(10)).toEqual([expect.stringContaining("changes nothing on further live tunnels")]);
  });

  it("of tunnels that stay as they are name ten as well, counted by themselves", () => {
    const { remarks, said } = remarksAnd();
    for (const tunnel of tunnels(1, 10)) remarks.say(tunnel);
    said.length = 0;
    for (const id of tunnels(1, 500)) remarks.stays(id);
    expect(said).toEqual([
      ...tunnels(1, 10).map((id) => `${id}: the tunnel stays as it is`),
      "further tunnels stay as they are, too",
    ]);
  });

  it("say once for all tunnels that nothing is compared", () => {
    const { remarks, said } = remarksAnd();
    remarks.notCompared();
    remarks.notCompared();
    expect(said).toEqual([expect.stringContaining("alicloud-vpn:compare is off")]);
  });
});
