import type { Progress } from "../../resource";
import type { Remarks } from "../ports";

/** The number of tunnels that get a line of their own. */
const MOST = 10;

/**
 * Lines that reassure while they are few. In a program of hundreds of tunnels they would hide the lines that matter.
 */
export class LimitedRemarks implements Remarks {
  #adopted = 0;
  #left = 0;
  #isNotComparedSaid = false;

  constructor(private readonly progress: Pick<Progress, "info">) {}

  notCompared(): void {
    if (this.#isNotComparedSaid) return;
    this.#isNotComparedSaid = true;
    this.progress.info("alicloud-vpn:compare is off: no tunnel is compared with what is live");
  }

  adoptedUnchanged(line: string): void {
    this.#adopted++;
    if (this.#adopted <= MOST) this.progress.info(line);
    else if (this.#adopted === MOST + 1)
      this.progress.info(
        "adopting changes nothing on further live tunnels either, as far as nothing else is said of them",
      );
  }

  leftInPlace(id: string): void {
    this.#left++;
    if (this.#left <= MOST) this.progress.info(`${id}: the tunnel stays as it is`);
    else if (this.#left === MOST + 1) this.progress.info("further tunnels stay as they are, too");
  }
}
