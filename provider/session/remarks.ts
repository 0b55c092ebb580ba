import type { Progress } from "../resources/vpn-tunnel/ports";

/** How many tunnels that stay as they are get a line in a preview. */
const MOST = 10;

/** Lines that reassure where there are a few of them; in a program of hundreds of tunnels they would hide those that matter. */
export class Remarks {
  #said = 0;
  #staying = 0;
  #isNotComparedSaid = false;

  constructor(private readonly progress: Pick<Progress, "info">) {}

  /** That a preview compares nothing is said once. */
  notCompared(): void {
    if (this.#isNotComparedSaid) return;
    this.#isNotComparedSaid = true;
    this.progress.info("alicloud-vpn:compare is off: no tunnel is compared with what is live");
  }

  /** A tunnel that its resource lets go of. */
  stays(id: string): void {
    this.#staying++;
    if (this.#staying <= MOST) this.progress.info(`${id}: the tunnel stays as it is`);
    else if (this.#staying === MOST + 1) this.progress.info("further tunnels stay as they are, too");
  }

  say(line: string): void {
    this.#said++;
    if (this.#said <= MOST) this.progress.info(line);
    else if (this.#said === MOST + 1)
      this.progress.info(
        "adopting changes nothing on further live tunnels either, as far as nothing else is said of them",
      );
  }
}
