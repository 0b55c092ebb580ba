import { aliyunCli, aliyunVersion } from "./clients/aliyun-cli";
import { fiveOperations } from "./five-operations";

const version = aliyunVersion();

if (version !== undefined) {
  describe(`the aliyun CLI ${version}`, () => {
    fiveOperations(aliyunCli);
  });
} else {
  process.stderr.write("SKIPPED: the conformance tests with the vendor's CLI (aliyun is not on PATH)\n");
  // oxlint-disable-next-line jest/no-disabled-tests -- it is not in any package registry
  test.skip("the aliyun CLI: all five operations", () => expect(version).toBeDefined());
}
