import { madeBySetUp, sdkInProcess } from "./clients/child-process";
import { fiveOperations } from "./five-operations";

/** Of the program in go/: what Terraform's provider and the vendor's CLI are built on. */
const SDKS = ["alibaba-cloud-sdk-go", "tea-rpc"] as const;
const { program, refused } = madeBySetUp("go-clients.mjs");

if (program !== undefined) {
  describe.each(SDKS)("%s", (sdk) => {
    fiveOperations(sdkInProcess(program, [], sdk));
  });
} else if (process.env["CI"]) {
  test("CI has the Go SDKs", () => expect(refused).toBeUndefined());
} else {
  process.stderr.write(`SKIPPED: the conformance tests with the Go SDKs (${refused})\n`);
  // oxlint-disable-next-line jest/no-disabled-tests -- a machine without Go can run all the others
  test.skip.each(SDKS)("%s: all five operations", () => expect(program).toBeDefined());
}
