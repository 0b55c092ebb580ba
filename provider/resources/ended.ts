/**
 * A verb was ended from outside: somebody interrupted Pulumi, or the time that a program allows is over. What was sent
 * stays sent, and the next operation goes on from what the API shows.
 */
export class Ended extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Ended";
  }
}
