import { type PythonSdk, findPython, pythonSdk } from "./clients/python";
import { fiveOperations } from "./five-operations";

const SDKS: readonly PythonSdk[] = ["alibabacloud_vpc20160428", "alibabacloud_vpc20160428 V1", "aliyun-python-sdk-vpc"];
const { python, refused } = findPython();

// Importing an SDK of several hundred modules takes a few seconds on a busy machine.
jest.setTimeout(60_000);

if (python !== undefined) {
  describe.each(SDKS)("%s", (sdk) => {
    fiveOperations(pythonSdk(python, sdk));
  });
} else if (process.env["CI"]) {
  test("CI has the Python SDKs", () => expect(refused).toBeUndefined());
} else {
  process.stderr.write(`SKIPPED: the conformance tests with the Python SDKs (${refused})\n`);
  // oxlint-disable-next-line jest/no-disabled-tests -- a machine without Python can run all the others
  test.skip.each(SDKS)("%s: all five operations", () => expect(python).toBeDefined());
}
