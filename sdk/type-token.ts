/** True for a resource of this type, also one of another copy of this package: `instanceof` would not know that one. */
export const hasType = (obj: unknown, type: string): boolean =>
  typeof obj === "object" && obj !== null && "__pulumiType" in obj && obj.__pulumiType === type;
