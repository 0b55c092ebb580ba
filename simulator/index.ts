/**
 * A local VPC API (2016-04-28): the IPsec-VPN operations over HTTP, transcribed from the API reference. README.md
 * beside this file says how to test with it.
 */
export type { AccessKey, Deny } from "./auth/access-keys";
export { DEFAULT_ACCOUNT, defaultAccessKey } from "./auth/access-keys";
export { type Clock, type ManualClock, manualClock, systemClock } from "./clock";
export type { Fault, FaultKind, FaultSpec } from "./faults/fault";
export type { JournalEntry } from "./gateway/journal";
export type { Connection, Peer, PeerConfig, SaStatus, Tunnel } from "./model/entities";
export { type Modes, defaultModes, modeChoices } from "./modes";
export type { ConnectionPatch, PeerPatch, Simulator, TunnelPatch, TunnelView } from "./front-door/simulator";
export type { CloudSide, DataPlane, ObservedLink } from "./negotiation/data-plane";
export { type DiagnosisCode, diagnosisTable } from "./model/diagnosis-table";
export { type SimulatorOptions, startSimulator } from "./front-door/start";
export { defaultTopology } from "./topology/default";
export { type GenerateSize, generateTopology } from "./topology/generate";
export { topologySchema } from "./topology/schema";
export { selfSignedCertificate } from "./front-door/self-signed";
export { TopologyError } from "./topology/load";
export type { Topology, TopologyConnection, TopologyTunnel } from "./topology/topology";
export { type RunSurroundings, runSimulator } from "./front-door/command";
export { type RunFlag, type RunOption, type RunValues, UsageError, runOptions } from "./front-door/command-flags";
