import { ApiError, ConfigurationError, CredentialsError } from "../../../provider/api/errors";
import { TunnelError } from "../../../provider/resources/vpn-tunnel/tunnel-error";
import { IncompleteChange } from "../../../provider/resources/vpn-tunnel/converge";
import { failureOf } from "../../../provider/resources/vpn-tunnel/verb-failure";

const apiError = new ApiError({
  action: "ModifyTunnelAttribute",
  code: "Forbidden",
  category: "forbidden",
  retry: "no",
  httpStatus: 403,
  requestId: "E6F36FF0",
  serverMessage: "User not authorized",
  hint: "Grant vpc:ModifyTunnelAttribute.",
  sent: true,
  outcomeUnknown: false,
});
const incomplete = new IncompleteChange("not settled", "vco-1:tun-1", { enableDpd: true }, ["why"]);

describe("an error as the user sees it", () => {
  it.each([
    ["of the API", apiError],
    ["of a tunnel", new TunnelError("refused", "Declare the key")],
    ["of a setting", new ConfigurationError("No region is configured.")],
    ["of credentials", new CredentialsError("None were found.")],
    ["of a change under way", incomplete],
  ])("names the tunnel, the verb and the reason: %s", (_, error) => {
    expect(failureOf(error, "update", "vco-1:tun-1").message).toBe(
      `VPN tunnel vco-1:tun-1 could not be updated: ${error.message}`,
    );
  });

  it("names action, code, request and the next thing to do where the API refused", () => {
    const { message } = failureOf(apiError, "update", "vco-1:tun-1");
    for (const part of ["ModifyTunnelAttribute", "Forbidden", "403", "E6F36FF0", "Grant vpc:ModifyTunnelAttribute."])
      expect(message).toContain(part);
  });

  it("says of an error that nobody foresaw that it is to be reported", () => {
    expect(failureOf(new TypeError("x is not a function"), "read", "vco-1:tun-1").message).toContain(
      "x is not a function (unexpected; please report it",
    );
  });

  it.each([[undefined], [null], ["a text"], [{ message: "PLANTED" }]])(
    "says nothing of %j, which is no error",
    (thrown) => {
      expect(failureOf(thrown, "read", "vco-1:tun-1").message).toBe(
        "VPN tunnel vco-1:tun-1 could not be read: an unknown error",
      );
    },
  );

  it("keeps nothing of the original: a summary and a message", () => {
    expect(failureOf(apiError, "read", "vco-1:tun-1")).toEqual({
      summary: "VpnTunnel could not be read",
      message: `VPN tunnel vco-1:tun-1 could not be read: ${apiError.message}`,
    });
  });

  it("carries the state to store where a change was sent before the verb failed", () => {
    expect(failureOf(incomplete, "update", "vco-1:tun-1").incomplete).toEqual({
      id: "vco-1:tun-1",
      outs: { enableDpd: true },
    });
  });
});
