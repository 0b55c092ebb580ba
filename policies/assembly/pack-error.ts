/** A mistake in what a program gives to `createPack`. It has no trace: the message says what to change. */
export class PackError extends Error {
  override readonly name = "PackError";

  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}
