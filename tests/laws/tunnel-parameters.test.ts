import { fieldsOf } from "../../provider/core/field";
import { vpnTunnelTable } from "../../provider/resources/vpn-tunnel/table/fields";
import { modifyParameters } from "../../simulator/operations/modify/parameters";
import { rowsByWirePath } from "../../simulator/model/tunnel-parameters";
import { textOf } from "./source-files";

/**
 * The provider and the simulator transcribe the parameters of a tunnel independently, so that a mistake of one shows at
 * the other. Neither may know a parameter that the other lacks.
 */

const FIELDS = "provider/resources/vpn-tunnel/table/fields.ts";
const ROWS = "simulator/model/tunnel-parameters.ts";
/** Parameters that only the simulator has on purpose, each with the reason. */
const NOT_OF_THE_PROVIDER: ReadonlyMap<string, string> = new Map();

const ofProvider = fieldsOf(vpnTunnelTable, "setting").flatMap(({ wire }) => (wire === undefined ? [] : [wire]));
const ofSimulator = [...rowsByWirePath.keys()];

/** One sentence for each parameter that only one of the two tables has. */
function differences(fields: readonly string[], rows: readonly string[]): readonly string[] {
  const missing = fields
    .filter((name) => !rows.includes(name))
    .map((name) => `${ROWS} has no row ${name}, which ${FIELDS} has`);
  const unknown = rows
    .filter((name) => !fields.includes(name) && !NOT_OF_THE_PROVIDER.has(name))
    .map((name) => `${FIELDS} has no field ${name}, which ${ROWS} has`);
  return [...missing, ...unknown];
}

describe("the tables of tunnel parameters of the provider and of the simulator", () => {
  it("have the same parameters", () => {
    expect(ofSimulator.length).toBeGreaterThan(15);
    expect(differences(ofProvider, ofSimulator)).toEqual([]);
  });

  it("would be reported with the missing row and its file", () => {
    expect(differences([...ofProvider, "PlantedParameter"], ofSimulator)).toEqual([
      `${ROWS} has no row PlantedParameter, which ${FIELDS} has`,
    ]);
    expect(differences(ofProvider, [...ofSimulator, "PlantedParameter"])).toEqual([
      `${FIELDS} has no field PlantedParameter, which ${ROWS} has`,
    ]);
  });

  it("has no written exception that the simulator's table does not need", () => {
    expect([...NOT_OF_THE_PROVIDER.keys()].filter((name) => !rowsByWirePath.has(name))).toEqual([]);
  });
});

describe("a row of the simulator's table of tunnel parameters", () => {
  const transcript = textOf("tests/simulator/reference/ModifyTunnelAttribute.txt").split("\n");

  it.each([...rowsByWirePath])("%s names its row of the reference, and quotes it word for word", (path, row) => {
    const leaf = path.slice(path.lastIndexOf(".") + 1);
    expect(row.source).toBe(`ModifyTunnelAttribute, TunnelOptionsSpecification.${path}`);
    const start = transcript.findIndex((line) => line.startsWith(`${leaf} | `));
    expect(transcript.slice(start, start + 4).join(" ")).toContain(row.says ?? "");
  });

  it.each([...rowsByWirePath.keys()])("%s is a parameter of ModifyTunnelAttribute", (path) => {
    expect(modifyParameters.map(({ name }) => name)).toContain(`TunnelOptionsSpecification.${path}`);
  });
});
