/**
 * "SignatureNonce: a unique random number used to prevent replay attacks" - each is good for one request. A nonce is
 * kept for as long as its time stamp can be valid (two generations of that length), so memory does not grow with the
 * requests.
 */
export class Nonces {
  private current = new Set<string>();
  private previous = new Set<string>();
  private generationStart = 0;

  constructor(private readonly lifetimeMs: number) {}

  /** False where it was used before. */
  use(accessKeyId: string, nonce: string, now: number): boolean {
    if (now - this.generationStart >= this.lifetimeMs) {
      this.previous = now - this.generationStart >= 2 * this.lifetimeMs ? new Set() : this.current;
      this.current = new Set();
      this.generationStart = now;
    }
    // Copied: as a part of the request's text it would keep all of that text in memory.
    const entry = Buffer.from(`${accessKeyId}/${nonce}`).toString();
    if (this.current.has(entry) || this.previous.has(entry)) return false;
    this.current.add(entry);
    return true;
  }
}
