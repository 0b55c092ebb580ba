// The status page as a person uses it: in a browser, on a simulator that answers over HTTP.
import { type Simulator, generateTopology, manualClock, startSimulator } from "../../../simulator";
import { call, modify } from "../signed-request";
import { type OpenBrowser, findChromium, openBrowser } from "./browser";

const TUNNEL = "tun-sim0000000000000021";
const OTHER_TUNNEL = "tun-sim0000000000000011";
const DEVICE = "cgw-sim0000000000000003";
const KEY = "Planted-key-of-the-page";

// Starting a browser takes a second, and many seconds on a busy machine.
jest.setTimeout(90_000);

const { chromium, refused } = findChromium();

if (refused !== undefined) process.stderr.write(`SKIPPED: the status page in a browser (${refused})\n`);

test("a browser is there, where CI runs", () => {
  expect(process.env["CI"] ? refused : undefined).toBeUndefined();
});

(chromium === undefined ? describe.skip : describe)("the status page in Chromium", () => {
  let browser: OpenBrowser;
  let simulator: Simulator;

  const open = async (options: Parameters<typeof startSimulator>[0] = {}): Promise<void> => {
    simulator = await startSimulator({ clock: manualClock(), configuringMs: 0, ...options });
    await browser.page.goto(simulator.url);
  };
  const status = (tunnel: string): Promise<string> =>
    browser.page.locator(`#${tunnel} td[class=up], #${tunnel} td[class=down]`).innerText();
  const press = (device: string, label: string): Promise<void> =>
    browser.page.locator(`#${device}`).getByRole("button", { name: label }).click();

  beforeAll(async () => {
    browser = await openBrowser(chromium ?? "");
  });
  afterEach(() => simulator.close());
  afterAll(() => browser.close());

  test("shows gateways, connections, tunnels with their status, and the last requests without a key", async () => {
    await open();
    await call(simulator.url, "DescribeVpnConnections");
    await modify(simulator.url, TUNNEL, { "TunnelIkeConfig.Psk": KEY });
    await browser.page.getByRole("link", { name: "Refresh" }).click();
    expect(await browser.page.title()).toBe("IPsec-VPN simulator");
    const connections = await browser.page.locator("#tunnels").innerText();
    for (const shown of ["hangzhou-a", "vpn-sim0000000000000001", "headquarters", "vco-sim0000000000000001", TUNNEL]) {
      expect(connections).toContain(shown);
    }
    // Five connections, of which four have two tunnels; a header.
    expect(await browser.page.locator("#tunnels tr").count()).toBe(10);
    expect(await status(OTHER_TUNNEL)).toBe("ipsec_sa_established");
    const requests = await browser.page.locator("#requests tr").allInnerTexts();
    expect(requests.map((row) => row.split("\t")[2])).toEqual([
      "Operation",
      "ModifyTunnelAttribute",
      "DescribeVpnConnections",
    ]);
    expect(await browser.page.content()).not.toContain(KEY);
  });

  test("breaks a device and mends it, and the tunnels' status follows", async () => {
    await open();
    for (const [label, condition, becomes] of [
      ["wrong pre-shared key", "has its own Psk", /ike_sa_not_established\s+PskMismatch/],
      ["switch off", "off", /ike_sa_not_established\s+Phase1NegotiationTimeout/],
      ["mend", "well kept", /^ipsec_sa_established$/],
    ] as const) {
      const before = await status(TUNNEL);
      await press(DEVICE, label);
      expect(await browser.page.locator(`#${DEVICE}`).innerText()).toContain(condition);
      // The clock stands still, so the negotiation is under way and the former status is shown.
      expect(await status(TUNNEL)).toBe(before);
      simulator.settle();
      await browser.page.reload();
      expect(await status(TUNNEL)).toMatch(becomes);
      expect(await status(OTHER_TUNNEL)).toBe("ipsec_sa_established");
    }
  });

  test("pages through a big topology, and a form leads back to its page", async () => {
    await open({ topology: generateTopology({ gateways: 2, connections: 120 }) });
    await browser.page.getByRole("link", { name: "next" }).click();
    expect(await browser.page.locator("body").innerText()).toContain("Page 2 of 3.");
    const device = "cgw-gen0000000000000101";
    await press(device, "switch off");
    expect(browser.page.url()).toBe(`${simulator.url}/?page=2`);
    expect(await browser.page.locator(`#${device}`).innerText()).toContain("off");
  });

  test("without a complaint of the browser, and asking nobody but the simulator", async () => {
    await open();
    const { host } = new URL(simulator.url);
    const before = browser.requested.length;
    await press(DEVICE, "switch off");
    // An icon that the page carries itself is no request to anybody.
    const asked = browser.requested.slice(before).map((url) => new URL(url));
    expect(asked.map(({ pathname }) => pathname)).toEqual(["/-/page/device", "/"]);
    expect(asked.every((url) => url.host === host)).toBe(true);
    expect(browser.requested.filter((url) => !/^(http:\/\/127\.0\.0\.1:\d+\/|data:)/.test(url))).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
