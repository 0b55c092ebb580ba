import * as pulumi from "@pulumi/pulumi";
import { checkTunnel } from "../../../../sdk";
import { office } from "./office";

/** What the mocks answer for the status of each tunnel. */
let status = "ipsec_sa_established";

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `vco-1:tun-${name}`, state: { ...inputs, status } }),
    call: () => ({}),
  }),
);

const valueOf = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

test("both tunnels are declared with strong algorithms", async () => {
  for (const tunnel of office("vco-1", "Office-key").tunnels)
    expect(await valueOf(tunnel.tunnelIkeConfig)).toMatchObject({ ikeEncAlg: "aes256", ikePfs: "group14" });
});

test("an office with a tunnel that is up can be reached", async () => {
  status = "ipsec_sa_established";
  expect(await valueOf(office("vco-1", "Office-key").isReachable)).toBe(true);
  status = "ike_sa_not_established";
  expect(await valueOf(office("vco-1", "Office-key").isReachable)).toBe(false);
});

test("a declaration has no mistake", () => {
  const declaration = { vpnConnectionId: "vco-1", role: "master", tunnelIkeConfig: { ikePfs: "group14" } };
  expect(checkTunnel(declaration)).toEqual([]);
  expect(checkTunnel({ ...declaration, role: "primary" })).toMatchObject([{ property: "role" }]);
});
