import { ApiError, ConfigurationError, CredentialsError } from "../../../provider/api/errors";
import { trimError, VpnTunnelError, VpnTunnelIncomplete } from "../../../provider/adapters/dynamic/trim-errors";
import { TunnelError } from "../../../provider/resources/vpn-tunnel/tunnel-error";
import { IncompleteChange } from "../../../provider/resources/vpn-tunnel/converge";

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
const incomplete = new IncompleteChange("not settled", "vco-1:tun-1", { enableDpd: true, __provider: "text" }, ["why"]);

describe("an error as the user sees it", () => {
  it.each([
    ["of the API", apiError],
    ["of a tunnel", new TunnelError("refused", "Declare the key")],
    ["of a setting", new ConfigurationError("No region is configured.")],
    ["of credentials", new CredentialsError("None were found.")],
    ["of a change under way", incomplete],
  ])("names the tunnel, the verb and the reason: %s", (_, error) => {
    expect(trimError(error, "vco-1:tun-1", "updated").message).toBe(
      `VPN tunnel vco-1:tun-1 could not be updated: ${error.message}`,
    );
  });

  it("names action, code, request and the next thing to do where the API refused", () => {
    const { message } = trimError(apiError, "vco-1:tun-1", "updated");
    for (const part of ["ModifyTunnelAttribute", "Forbidden", "403", "E6F36FF0", "Grant vpc:ModifyTunnelAttribute."])
      expect(message).toContain(part);
  });

  it("says of an error that nobody foresaw that it is to be reported", () => {
    expect(trimError(new TypeError("x is not a function"), "vco-1:tun-1", "read").message).toContain(
      "x is not a function (unexpected; please report it",
    );
  });

  it.each([[undefined], [null], ["a text"], [{ message: "PLANTED" }]])(
    "says nothing of %j, which is no error",
    (thrown) => {
      expect(trimError(thrown, "vco-1:tun-1", "read").message).toBe(
        "VPN tunnel vco-1:tun-1 could not be read: an unknown error",
      );
    },
  );

  it("is short wherever Pulumi prints it a second time: as text, and with its stack", () => {
    const error = trimError(apiError, "vco-1:tun-1", "read");
    expect(`${error}: ${error.stack}`).toBe("VpnTunnel could not be read: the reason follows");
  });

  it("keeps nothing of the original: no cause, no fields", () => {
    const error = trimError(apiError, "vco-1:tun-1", "read");
    expect(error).toBeInstanceOf(VpnTunnelError);
    expect(Object.getOwnPropertyNames(error).sort()).toEqual(["message", "name", "stack", "verb"]);
    expect(error.cause).toBeUndefined();
  });

  it("carries what Pulumi has to keep of a change that was sent and then went wrong", () => {
    const error = trimError(incomplete, "vco-1:tun-1", "updated");
    expect(error).toBeInstanceOf(VpnTunnelIncomplete);
    expect(error).toMatchObject({
      id: "vco-1:tun-1",
      properties: { enableDpd: true, __provider: "text" },
      reasons: [error.message],
      stack: "the reason follows",
    });
  });
});
