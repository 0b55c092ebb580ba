import { ApiError, type Category } from "../../../provider/api/errors";
import { follow, type Watch } from "../../../cli/watch/follow";
import { History } from "../../../cli/watch/history";
import type { Look } from "../../../cli/watch/look";
import type { Seen } from "../../../cli/watch/seen";
import { connectionInfo } from "../../../provider/lookups";

const wire = (status: string) => ({
  VpnConnectionId: "vco-1",
  Tags: [],
  TunnelOptionsSpecification: [{ TunnelId: "tun-1", Role: "master", Status: status }],
});
const seen: Seen = {
  key: "vco-1:tun-1",
  vpnConnectionId: "vco-1",
  connectionName: "office",
  tunnelId: "tun-1",
  label: "master",
  ike: "up",
  ipsec: "up",
  bgp: "off",
  traffic: "carries",
  status: "ipsec_sa_established",
  isSettled: true,
};
const connection = connectionInfo(wire("ipsec_sa_established"), "cn-hangzhou", false);
const up: Look = { seen: [seen], targets: [{ connection, tunnels: connection.tunnels }] };
const down: Look = {
  ...up,
  seen: [{ ...seen, ike: "down", ipsec: "down", traffic: "no SA", status: "ike_sa_not_established" }],
};

const failure = (category: Category): ApiError =>
  new ApiError({
    action: "DescribeVpnConnections",
    code: `Code.${category}`,
    category,
    retry: "no",
    serverMessage: "",
    hint: "",
    sent: true,
    outcomeUnknown: false,
  });

/** Follows these looks; an error is thrown instead of a look. The watch is stopped after the last one. */
async function followed(
  looks: readonly (Look | Error)[],
  more: Partial<Watch> = {},
): Promise<{ readonly told: readonly string[]; readonly pauses: readonly number[] }> {
  const [told, pauses]: [string[], number[]] = [[], []];
  let time = 0;
  let next = 0;
  await follow({
    look: async () => {
      const look = looks[next++];
      if (look === undefined || look instanceof Error) throw look ?? new Error("there is no other look");
      return look;
    },
    diagnose: async () => [],
    history: new History(),
    view: {
      show: (_, events) => void told.push(...events.map(({ kind, at }) => `${at} ${kind}`)),
      note: (_, topic) => void told.push(`note ${topic}`),
    },
    goal: undefined,
    clock: {
      now: () => time,
      sleep: async (ms) => {
        time += ms;
        pauses.push(ms);
      },
    },
    everyMs: 3000,
    isStopped: () => next >= looks.length && pauses.length >= looks.length,
    ...more,
  });
  return { told, pauses };
}

describe("a watch", () => {
  it("looks again at its pace, and tells what is new", async () => {
    expect(await followed([up, up, down])).toEqual({
      told: ["0 first", "6000 change"],
      pauses: [3000, 3000, 3000],
    });
  });

  it.each<Category>(["transient", "throttled", "unknown", "conflict"])(
    "goes on after an error that is %s, also at the first look",
    async (category) => {
      const error = failure(category);
      const note = `note DescribeVpnConnections Code.${category}`;
      expect((await followed([error, up, error, down])).told).toEqual([note, "3000 first", note, "9000 change"]);
    },
  );

  it.each<readonly [Category, "at any look" | "at the first look"]>([
    ["credentials", "at any look"],
    ["configuration", "at any look"],
    ["forbidden", "at the first look"],
    ["notFound", "at the first look"],
    ["invalid", "at the first look"],
  ])("ends with an error that is %s %s", async (category, when) => {
    const error = failure(category);
    await expect(followed([error, up])).rejects.toBe(error);
    const later = followed([up, error, up]).then(
      () => "goes on",
      (thrown: unknown) => thrown,
    );
    expect(await later).toBe(when === "at any look" ? error : "goes on");
  });

  it("ends with a mistake of its own", async () => {
    const mistake = new TypeError("of the tool");
    await expect(followed([up, mistake])).rejects.toBe(mistake);
  });

  it.each<readonly [Category, number]>([
    ["transient", 3],
    ["forbidden", 1],
  ])("asks for a diagnosis again after an error that is %s: %d times", async (category, times) => {
    let asked = 0;
    const diagnose = async (): Promise<never> => {
      asked += 1;
      throw failure(category);
    };
    await followed([down, down, down], { diagnose });
    expect(asked).toBe(times);
  });

  it("shows nothing of a look that ends after it was stopped", async () => {
    let isStopped = false;
    const look = async (): Promise<Look> => {
      isStopped = true;
      return up;
    };
    expect(await followed([up], { look, isStopped: () => isStopped })).toEqual({ told: [], pauses: [] });
  });
});
