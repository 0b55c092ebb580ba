import { LimitedRemarks } from "../../../provider/resources/vpn-tunnel/preview/remarks";

/** Remarks, and the lines that they wrote. */
function remarksAnd(): { readonly remarks: LimitedRemarks; readonly said: string[] } {
  const said: string[] = [];
  return { said, remarks: new LimitedRemarks({ info: (line) => void said.push(line) }) };
}
const tunnels = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `tunnel ${from + index}`);

describe("remarks", () => {
  it("name ten tunnels that adopting does not change, and then say once that there are more", () => {
    const { remarks, said } = remarksAnd();
    for (const tunnel of tunnels(1, 10)) remarks.adoptedUnchanged(tunnel);
    expect(said).toEqual(tunnels(1, 10));
    for (const tunnel of tunnels(11, 500)) remarks.adoptedUnchanged(tunnel);
    expect(said.slice(10)).toEqual([expect.stringContaining("changes nothing on further live tunnels")]);
  });

  it("name ten tunnels that stay in place, and count them apart from those that are adopted", () => {
    const { remarks, said } = remarksAnd();
    for (const tunnel of tunnels(1, 10)) remarks.adoptedUnchanged(tunnel);
    said.length = 0;
    for (const id of tunnels(1, 500)) remarks.leftInPlace(id);
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
