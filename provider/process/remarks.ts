import type { Progress } from "../resources/vpn-tunnel/ports";

/** How many tunnels that stay as they are get a line in a preview. */
const MOST = 10;

/** Lines that reassure where there are a few of them; in a program of hundreds of tunnels they would hide those that matter. */
export class Remarks {
  #said = 0;

  constructor(private readonly progress: Pick<Progress, "info">) {}

  say(line: string): void {
    this.#said++;
    if (this.#said <= MOST) this.progress.info(line);
    else if (this.#said === MOST + 1)
      this.progress.info(
        "adopting changes nothing on further live tunnels either, as far as nothing else is said of them",
      );
  }
}
