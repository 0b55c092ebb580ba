import { Remarks } from "../../../provider/process/remarks";

describe("remarks", () => {
  it("are said of ten tunnels, and then once that there are more", () => {
    const said: string[] = [];
    const remarks = new Remarks({ info: (line) => void said.push(line) });
    for (let n = 1; n <= 10; n++) remarks.say(`tunnel ${n}`);
    expect(said).toEqual(Array.from({ length: 10 }, (_, index) => `tunnel ${index + 1}`));
    for (let n = 11; n <= 500; n++) remarks.say(`tunnel ${n}`);
    expect(said.slice(10)).toEqual([expect.stringContaining("changes nothing on further live tunnels")]);
  });
});
