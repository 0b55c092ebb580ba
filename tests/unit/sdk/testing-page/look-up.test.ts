import * as pulumi from "@pulumi/pulumi";
import { getVpnConnection, LookupError } from "../../../../sdk";
import { startSimulator, type Simulator } from "../../../../simulator";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
  pulumi.runtime.setAllConfig({
    "alicloud:region": "cn-hangzhou",
    "alicloud:accessKey": "simulator-access-key-id",
    "alicloud:secretKey": "simulator-access-key-secret",
    "alicloud:endpoints": JSON.stringify([{ vpc: simulator.url }]),
  });
});
afterAll(() => simulator.close());

test("the connection is found", async () => {
  const { name, tunnels } = await getVpnConnection({ vpnConnectionId: "vco-sim0000000000000002" });
  expect([name, tunnels.length]).toEqual(["branch", 2]);
});

test("a connection that does not exist is an error with a category", async () => {
  const lookUp = getVpnConnection({ vpnConnectionId: "vco-none" });
  await expect(lookUp).rejects.toThrow(LookupError);
  await expect(lookUp).rejects.toMatchObject({ category: "notFound" });
});
