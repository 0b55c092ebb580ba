import { dynamicError, IncompleteVerbError, VerbError } from "../../../provider/adapters/dynamic/verb-error";

const message = "VPN tunnel vco-1:tun-1 could not be read: the API refused";
const summary = "VpnTunnel could not be read";

describe("the error of a verb", () => {
  it("is short wherever Pulumi prints it a second time: as text, and with its stack", () => {
    const error = dynamicError({ message, summary }, "text");
    expect(error.message).toBe(message);
    expect(`${error}: ${error.stack}`).toBe("VpnTunnel could not be read: the reason follows");
  });

  it("keeps nothing of the original: no cause, no fields", () => {
    const error = dynamicError({ message, summary }, "text");
    expect(error).toBeInstanceOf(VerbError);
    expect(Object.getOwnPropertyNames(error).sort()).toEqual(["message", "name", "stack", "summary"]);
    expect(error.cause).toBeUndefined();
  });

  it("carries what Pulumi has to store where a change was sent before it, with the handler that a retry needs", () => {
    const incomplete = { id: "vco-1:tun-1", outs: { enableDpd: true } };
    const error = dynamicError({ message, summary, incomplete }, "text");
    expect(error).toBeInstanceOf(IncompleteVerbError);
    expect(error).toMatchObject({
      id: "vco-1:tun-1",
      properties: { enableDpd: true, __provider: "text" },
      reasons: [message],
      stack: "the reason follows",
    });
  });
});
