import type { JournalEntry } from "../../gateway/journal";
import { connectionState, tunnelState } from "../../model/configuring";
import { type Connection, type CustomerGateway, type Link, isTunnel, linkIdOf, linksOf } from "../../model/entities";
import { carriesTraffic } from "../../negotiation/negotiations";
import type { World } from "../../operations/world";
import { type Html, html } from "./html";
import { style } from "./style";

/** More would make a slow page of a big topology. */
const SHOWN_CONNECTIONS = 50;
const SHOWN_REQUESTS = 25;

/** Gateways, connections, tunnels, devices and the last requests, with a form that breaks a device. */
export function statusPage(world: World, journal: readonly JournalEntry[], pageNumber: number): string {
  const { store, clock } = world;
  const now = clock.now();
  const start = (pageNumber - 1) * SHOWN_CONNECTIONS;
  const shown = [...store.connections()].slice(start, start + SHOWN_CONNECTIONS);
  const devices = new Set(shown.flatMap((one) => linksOf(one).map((link) => link.CustomerGatewayId)));
  const customerGateways = [...store.customerGateways.values()].filter((one) => devices.has(one.CustomerGatewayId));
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <link rel="icon" href="data:," />
        <title>IPsec-VPN simulator</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <h1>IPsec-VPN simulator</h1>
        <p>
          ${store.gateways.size} VPN gateways, ${store.connectionCount} connections.
          ${pageLinks(pageNumber, store.connectionCount)}
          <a href="/?page=${pageNumber}">Refresh</a>
        </p>
        <table id="tunnels">
          <caption>
            Connections and tunnels
          </caption>
          <tr>
            <th>Connection</th>
            <th>Gateway</th>
            <th>State</th>
            <th>Tunnel</th>
            <th>Role</th>
            <th>State</th>
            <th>Status</th>
            <th>Device</th>
            <th>Encryption</th>
          </tr>
          ${shown.flatMap((connection) => connectionRows(connection, world, now))}
        </table>
        <table id="devices">
          <caption>
            Devices behind the customer gateways
          </caption>
          <tr>
            <th>Customer gateway</th>
            <th>Address</th>
            <th>Condition</th>
            <th>Break or mend</th>
          </tr>
          ${customerGateways.map((one) => deviceRow(one, pageNumber))}
        </table>
        <table id="requests">
          <caption>
            Last requests
          </caption>
          <tr>
            <th>#</th>
            <th>Time</th>
            <th>Operation</th>
            <th>HTTP</th>
            <th>Code</th>
            <th>Changed</th>
            <th>Parameters</th>
          </tr>
          ${journal.slice(-SHOWN_REQUESTS).reverse().map(requestRow)}
        </table>
      </body>
    </html> `;
  return page.text;
}

function pageLinks(current: number, connections: number): Html {
  const pages = Math.ceil(connections / SHOWN_CONNECTIONS);
  if (pages <= 1) return html``;
  const link = (to: number, text: string) =>
    to < 1 || to > pages ? html`` : html` <a href="/?page=${to}">${text}</a>`;
  return html`Page ${current} of ${pages}.${link(current - 1, "previous")}${link(current + 1, "next")}`;
}

/** A name for people over the id that the API knows it by. */
function named(name: string, id: string): Html {
  return name === "" || name === id ? html`${id}` : html`${name}<small>${id}</small>`;
}

/** The rows of a connection: a dual-tunnel one has two, and says what both share once. */
function connectionRows(connection: Connection, world: World, now: number): Html[] {
  const links = linksOf(connection);
  return links.map((link, index) => linkRow(connection, link, world, now, index === 0 ? links.length : 0));
}

function connectionCells(connection: Connection, world: World, now: number, rows: number): Html {
  const { VpnGatewayId: gateway, TransitRouterId: router } = connection;
  const place = gateway
    ? named(world.store.gateways.get(gateway)?.Name ?? "", gateway)
    : html`${router ?? connection.AttachType}`;
  return html`<td rowspan="${rows}">${named(connection.Name, connection.VpnConnectionId)}</td>
    <td rowspan="${rows}">${place}</td>
    <td rowspan="${rows}">${connectionState(connection, now)}</td>`;
}

function linkRow(connection: Connection, link: Link, world: World, now: number, rows: number): Html {
  const state = world.negotiations.state(connection, link, now);
  const { IkeConfig: ike, IpsecConfig: ipsec, CustomerGatewayId: device } = link;
  const traffic = carriesTraffic(connection, link, world.negotiations, now)
    ? html`<small>carries traffic</small>`
    : html``;
  const up = state.Status === "ipsec_sa_established" ? "up" : "down";
  return html`<tr id="${linkIdOf(connection, link)}">
    ${rows > 0 ? connectionCells(connection, world, now, rows) : html``}
    <td class="small">${isTunnel(link) ? link.TunnelId : "single tunnel"}</td>
    <td>${isTunnel(link) ? link.Role : ""}${traffic}</td>
    <td>${isTunnel(link) ? tunnelState(link, now) : ""}</td>
    <td class="${up}">${state.Status}${state.finding ? html`<small>${state.finding.code}</small>` : html``}</td>
    <td>${named(world.store.customerGateways.get(device)?.Name ?? "", device)}</td>
    <td class="small">
      ${ike.IkeVersion} ${ike.IkeEncAlg}/${ike.IkeAuthAlg}/${ike.IkePfs}<br />
      esp ${ipsec.IpsecEncAlg}/${ipsec.IpsecAuthAlg}/${ipsec.IpsecPfs}
    </td>
  </tr> `;
}

const REMEDIES: readonly [string, string][] = [
  ["wrong-key", "wrong pre-shared key"],
  ["down", "switch off"],
  ["stop-following", "stop following changes"],
  ["mend", "mend"],
];

function deviceRow(gateway: CustomerGateway, pageNumber: number): Html {
  const id = gateway.CustomerGatewayId;
  const buttons = REMEDIES.map(([action, label]) => html`<button name="do" value="${action}">${label}</button> `);
  return html`<tr id="${id}">
    <td>${named(gateway.Name, id)}</td>
    <td>${gateway.IpAddress}</td>
    <td>${condition(gateway)}</td>
    <td>
      <form method="post" action="/-/page/device">
        <input type="hidden" name="id" value="${id}" /><input type="hidden" name="page" value="${pageNumber}" />
        ${buttons}
      </form>
    </td>
  </tr> `;
}

function condition({ Peer: peer }: CustomerGateway): string {
  const words: string[] = [];
  if (peer.Down) words.push("off");
  if (!peer.Mirror) words.push("does not follow changes");
  if (peer.Symptom) words.push(peer.Symptom);
  if (peer.SourceIp) words.push(`sends from ${peer.SourceIp}`);
  const own = [peer.Config, ...Object.values(peer.Tunnels)].flatMap((one) => Object.keys(one));
  if (own.length > 0) words.push(`has its own ${[...new Set(own)].join(", ")}`);
  return words.join("; ") || "well kept";
}

function requestRow(entry: JournalEntry): Html {
  const params = Object.entries(entry.params).map(([name, value]) => `${name}=${value}`);
  return html`<tr>
    <td>${entry.sequence}</td>
    <td>${new Date(entry.time).toISOString()}</td>
    <td>${entry.action}</td>
    <td>${entry.httpStatus || "reset"}</td>
    <td>${entry.code ?? ""}${entry.fault ? ` [${entry.fault}]` : ""}</td>
    <td>${entry.committed ? "yes" : ""}</td>
    <td class="params">${params.join(" ")}</td>
  </tr> `;
}
