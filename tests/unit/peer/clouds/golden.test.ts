import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clouds, PeerConfigError, type CloudRenderer } from "../../../../peer";
import { model } from "../sample";
import { everyCase, fitting } from "./cases";

const COMMAND = "UPDATE_GOLDEN=1 npx jest --selectProjects unit --testPathPatterns clouds/golden";

/** What a connection with the service's own values gets to hear. */
function refusalOf(renderer: CloudRenderer): string {
  try {
    return renderer
      .render(model({ ike: { IkeVersion: "ikev1", IkeEncAlg: "aes", IkeAuthAlg: "md5", IkePfs: "group2" } }))
      .files.map(({ text }) => text)
      .join("");
  } catch (error) {
    if (error instanceof PeerConfigError) return `${error.message}\n`;
    throw error;
  }
}

describe.each(clouds.map((renderer) => [renderer.id, renderer] as const))("the end of %s", (id, renderer) => {
  const folder = join(__dirname, "golden", id);
  const files = [
    ...everyCase
      .filter(([cloud]) => cloud === id)
      .flatMap(([, name, , { sample, options }]) =>
        renderer.render(fitting(sample), options).files.map((file) => [`${name}.${file.name}.txt`, file.text] as const),
      ),
    ["service-defaults.refused.txt", refusalOf(renderer)] as const,
  ];

  it.each(files)("equals the golden file %s", (name, text) => {
    const file = join(folder, name);
    if (process.env.UPDATE_GOLDEN === "1") {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
    }
    if (!existsSync(file))
      throw new Error(`${name} is missing. Write it, and review it before you commit it: ${COMMAND}`);
    expect(text).toBe(readFileSync(file, "utf8"));
  });

  it("has no golden file that nothing writes any more", () => {
    expect(readdirSync(folder).sort()).toEqual(files.map(([name]) => name).sort());
  });
});
