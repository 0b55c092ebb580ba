import { type Connection, linksOf } from "../../model/entities";
import { type Call, type Operation, connectionResource } from "../operation";
import { readPage, slicePage } from "./paging";
import { regionOf } from "./region";
import { hasTags, readTagFilters } from "./tag-filter";

/** "Queries IPsec-VPN connections." */
export const describeVpnConnections: Operation = {
  name: "DescribeVpnConnections",
  methods: ["GET", "POST"],
  parameters: [
    { name: "RegionId", required: true },
    { name: "VpnGatewayId" },
    { name: "CustomerGatewayId" },
    { name: "PageNumber" },
    { name: "PageSize" },
    { name: "VpnConnectionId" },
    { name: "Tag.N.Key" },
    { name: "Tag.N.Value" },
    { name: "ResourceGroupId" },
  ],
  subUserDenial: "Forbbiden.SubUser",
  resource: (call) => connectionResource(call, call.params.get("VpnConnectionId") ?? "*"),
  run(call) {
    const { world, now } = call;
    const page = readPage(call.params);
    const found = select(call);
    const listed = slicePage(found, page).map((connection) => world.written.inList(connection, world, now));
    const head = JSON.stringify({ PageNumber: page.number, PageSize: page.size, TotalCount: found.length });
    return {
      committed: false,
      json: `${head.slice(0, -1)},"VpnConnections":{"VpnConnection":[${listed.join(",")}]}}`,
    };
  },
};

/** All filters at once; each that has an index starts from it. A filter that is sent empty does not filter. */
function select(call: Call): readonly Connection[] {
  const { store } = call.world;
  const filter = (name: string) => call.params.get(name) || undefined;
  const region = regionOf(call);
  const tags = readTagFilters(call.params);
  const [id, gateway, customerGateway, group] = [
    filter("VpnConnectionId"),
    filter("VpnGatewayId"),
    filter("CustomerGatewayId"),
    filter("ResourceGroupId"),
  ];
  const all = store.inRegion(call.account, region);
  if (!id && !gateway && !customerGateway && !group && tags.length === 0) return all;

  let from: Iterable<Connection> = all;
  if (id) {
    const one = store.connection(id);
    from = one ? [one] : [];
  } else if (customerGateway) from = store.onCustomerGateway(customerGateway);
  else if (gateway) from = store.onGateway(gateway);

  const found: Connection[] = [];
  for (const one of from) {
    if (one.AccountId !== call.account || one.RegionId !== region) continue;
    if (gateway && one.VpnGatewayId !== gateway) continue;
    if (customerGateway && !linksOf(one).some((link) => link.CustomerGatewayId === customerGateway)) continue;
    if (group && one.ResourceGroupId !== group) continue;
    if (hasTags(one, tags)) found.push(one);
  }
  return found;
}
