import type { ConnectionWire, DiagnosisWire } from "../../../provider/api/wire";
import { connectionInfo, diagnoseTunnels, listConnections } from "../../../provider/lookups";

const connection = (id: string, tunnels: readonly string[] = []): ConnectionWire => ({
  VpnConnectionId: id,
  Name: `name of ${id}`,
  Status: "ike_sa_not_established",
  Tags: [],
  TunnelOptionsSpecification: tunnels.map((TunnelId) => ({ TunnelId, Status: "ike_sa_not_established" })),
});

/** A service that answers with these pages, one after the other, whatever page size it is asked for. */
function pages(...answers: readonly (readonly string[])[]): {
  readonly asked: number[];
  readonly describeVpnConnections: Parameters<typeof listConnections>[0]["describeVpnConnections"];
} {
  const asked: number[] = [];
  const totalCount = answers.flat().length;
  return {
    asked,
    describeVpnConnections: ({ pageNumber = 1 } = {}) => {
      asked.push(pageNumber);
      const connections = (answers[pageNumber - 1] ?? []).map((id) => connection(id));
      return Promise.resolve({ connections, totalCount, pageNumber, pageSize: 2 });
    },
  };
}

describe("listConnections", () => {
  const idsOf = async (api: ReturnType<typeof pages>): Promise<readonly string[]> =>
    (await listConnections(api)).map(({ VpnConnectionId }) => VpnConnectionId);

  it("reads page by page, even if the service gives smaller pages than requested, and sorts", async () => {
    const api = pages(["d", "b"], ["c", "a"], ["e"]);
    expect(await idsOf(api)).toEqual(["a", "b", "c", "d", "e"]);
    expect(api.asked).toEqual([1, 2, 3]);
  });

  it("returns a connection once if it moves to another page in between", async () => {
    expect(await idsOf(pages(["a", "b"], ["b", "c"]))).toEqual(["a", "b", "c"]);
  });

  it("stops at an empty page, whatever total the service reports", async () => {
    const api = pages(["a"], [], ["b"]);
    expect(await idsOf(api)).toEqual(["a"]);
    expect(api.asked).toEqual([1, 2]);
    expect(await idsOf(pages())).toEqual([]);
  });
});

describe("diagnoseTunnels", () => {
  it("requests tunnels and single-tunnel connections separately, in batches, and reads every page", async () => {
    const dual = Array.from({ length: 25 }, (_, index) => connection(`vco-${index}`, [`tun-${index}`]));
    const all = [...dual, connection("vco-single")].map((wire) => connectionInfo(wire, "cn-hangzhou", false));
    const requests: { tunnels: number; connections: number; page: number }[] = [];
    const found = await diagnoseTunnels(
      {
        diagnoseVpnConnections: ({ tunnelIds = [], vpnConnectionIds = [], pageNumber = 1 }) => {
          requests.push({ tunnels: tunnelIds.length, connections: vpnConnectionIds.length, page: pageNumber });
          const wires: readonly DiagnosisWire[] = [
            ...tunnelIds.map((TunnelId) => ({ TunnelId, FailedReasonCode: "NoResponse" })),
            ...vpnConnectionIds.map((VpnConnectionId) => ({ VpnConnectionId, FailedReasonCode: "PskMismatch" })),
          ];
          const diagnoses = wires.slice((pageNumber - 1) * 10, pageNumber * 10);
          return Promise.resolve({ diagnoses, totalCount: wires.length, pageNumber, pageSize: 10 });
        },
      },
      all.map((each) => ({ connection: each, tunnels: each.tunnels })),
    );
    expect(requests).toEqual([
      { tunnels: 20, connections: 0, page: 1 },
      { tunnels: 20, connections: 0, page: 2 },
      { tunnels: 5, connections: 0, page: 1 },
      { tunnels: 0, connections: 1, page: 1 },
    ]);
    expect(found).toHaveLength(26);
    expect(found.map(({ findings }) => findings[0]?.code)).toEqual([...dual.map(() => "NoResponse"), "PskMismatch"]);
  });
});

describe("a tunnel with an unknown status", () => {
  it("is neither up nor down", async () => {
    const info = connectionInfo({ ...connection("vco-1"), Status: "quantum_established" }, "cn-hangzhou", false);
    const api = {
      diagnoseVpnConnections: () => Promise.resolve({ diagnoses: [], totalCount: 0, pageNumber: 1, pageSize: 20 }),
    };
    const [found] = await diagnoseTunnels(api, [{ connection: info, tunnels: info.tunnels }]);
    expect(found).toMatchObject({ verdict: "unknown", status: "quantum_established", findings: [] });
  });
});
