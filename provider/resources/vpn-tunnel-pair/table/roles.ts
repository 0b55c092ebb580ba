/** The parts of a connection, each with a group of its own. */
export const ROLES = ["master", "slave"] as const;
export type Role = (typeof ROLES)[number];

/** The name at the top under which a tunnel's own key is stored. */
export const keyNameOf = (role: Role): string => `${role}PreSharedKey`;
