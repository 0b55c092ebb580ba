// A headless Chromium of its own for a test: no profile, and nothing that it would fetch by itself.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type BrowserContext, type Page, chromium } from "playwright-core";

const SET_UP = resolve(__dirname, "../../../scripts/setup/chromium.mjs");

const FLAGS = [
  "--headless",
  // Where tests run as root, in a container, Chromium has no sandbox to make.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Which browser there is, or why there is none. */
export function findChromium(): { readonly chromium?: string; readonly refused?: string } {
  const { stdout } = spawnSync(process.execPath, [SET_UP, "--where"], { encoding: "utf8" });
  return JSON.parse(stdout);
}

export interface OpenBrowser {
  readonly page: Page;
  /** What the page, and the browser about it, wrote to its console: text of each. */
  readonly complaints: readonly string[];
  /** Every address that was asked for. */
  readonly requested: readonly string[];
  close(): Promise<void>;
}

export async function openBrowser(executablePath: string): Promise<OpenBrowser> {
  const profile = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-browser-"));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: FLAGS,
    viewport: { width: 1280, height: 900 },
  });
  const complaints: string[] = [];
  const requested: string[] = [];
  context.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("request", (request) => requested.push(request.url()));
  context.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    complaints,
    requested,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
