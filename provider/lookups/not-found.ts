/** The error for ids that name nothing in this region and account. */
export class NotFound extends Error {
  override readonly name = "NotFound";

  constructor(readonly ids: readonly string[]) {
    super(
      `not found in this region and account: ${ids.join(", ")}. Check the ids (vco-… of a connection, tun-… of a tunnel, or both joined by a colon), the region and the account`,
    );
  }
}
