/** The presets by id. */

import type { Preset } from "./preset";
import { ASD_ISM, IETF, NIST_SP_800_131AR2, NIST_SP_800_77R1, PCI_DSS_4 } from "./satisfiable";
import {
  ANSSI_RGS_MINIMUM,
  BSI_TR_02102_3,
  CNSA_1,
  CNSA_2,
  DISA_VPN_SRG_V2R6,
  GM_T_0022,
  NCSC_RECOMMENDED,
} from "./unsatisfiable";

export const PRESETS: readonly Preset[] = [
  IETF,
  NIST_SP_800_77R1,
  NIST_SP_800_131AR2,
  PCI_DSS_4,
  ASD_ISM,
  ANSSI_RGS_MINIMUM,
  BSI_TR_02102_3,
  CNSA_1,
  CNSA_2,
  DISA_VPN_SRG_V2R6,
  NCSC_RECOMMENDED,
  GM_T_0022,
];

export const PRESET_IDS = [
  "ietf",
  "nist-sp800-77r1",
  "nist-sp800-131ar2",
  "pci-dss-4",
  "asd-ism",
  "anssi-rgs-minimum",
  "bsi-tr-02102-3",
  "cnsa-1.0",
  "cnsa-2.0",
  "disa-vpn-srg-v2r6",
  "uk-ncsc",
  "gm-t-0022",
] as const;

export type PresetId = (typeof PRESET_IDS)[number];

export function presetById(id: string): Preset {
  const preset = PRESETS.find((one) => one.id === id);
  if (preset === undefined) throw new Error(`there is no preset ${id}; there are ${PRESET_IDS.join(", ")}`);
  return preset;
}
