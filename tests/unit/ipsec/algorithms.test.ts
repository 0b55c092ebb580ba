import {
  CREATION_DEFAULTS,
  DH_GROUP_FACTS,
  ENCRYPTION_ALGORITHMS,
  ENCRYPTION_FACTS,
  IKE_DH_GROUPS,
  IKE_MODES,
  IKE_VERSIONS,
  INTEGRITY_ALGORITHMS,
  INTEGRITY_FACTS,
  IPSEC_PFS_GROUPS,
  isOneOf,
} from "../../../ipsec/algorithms";

describe("algorithms", () => {
  it("has facts for every value", () => {
    expect(Object.keys(ENCRYPTION_FACTS).sort()).toEqual([...ENCRYPTION_ALGORITHMS].sort());
    expect(Object.keys(INTEGRITY_FACTS).sort()).toEqual([...INTEGRITY_ALGORITHMS].sort());
    expect(Object.keys(DH_GROUP_FACTS)).toEqual([...IKE_DH_GROUPS]);
    expect(IPSEC_PFS_GROUPS).toEqual(["disabled", ...IKE_DH_GROUPS]);
  });

  it("takes creation defaults from the enumerations", () => {
    expect(IKE_VERSIONS).toContain(CREATION_DEFAULTS.ikeVersion);
    expect(IKE_MODES).toContain(CREATION_DEFAULTS.ikeMode);
    expect(ENCRYPTION_ALGORITHMS).toContain(CREATION_DEFAULTS.ikeEncAlg);
    expect(INTEGRITY_ALGORITHMS).toContain(CREATION_DEFAULTS.ipsecAuthAlg);
  });

  it("accepts the API's spelling only", () => {
    expect(isOneOf(ENCRYPTION_ALGORITHMS, "aes")).toBe(true);
    expect(["AES", "aes128", "aes-256", "sm4", ""].filter((text) => isOneOf(ENCRYPTION_ALGORITHMS, text))).toEqual([]);
  });
});
