/** Many stacks judged as one. */

export { judgeEstate } from "./estate";
export type { EstateFinding, EstateVerdict } from "./estate";
export { storedStack } from "./stored-stack";
export type { StoredStack } from "./stored-stack";
export { weakestTunnels } from "./weakest";
export type { Weakness, WeakestTunnel } from "./weakest";
