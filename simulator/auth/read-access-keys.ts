import { Fields } from "../schema/fields";
import type { AccessKey } from "./access-keys";

/** The keys of a JSON file: a list of objects with the members of AccessKey. */
export function readAccessKeys(source: unknown, problems: string[]): AccessKey[] {
  const keys = Fields.of({ keys: source }, "", problems)
    .list("keys")
    .map((fields) => {
      const token = fields.text("securityToken");
      const account = fields.text("accountId");
      const key: AccessKey = {
        accessKeyId: fields.requiredText("accessKeyId", /^\S+$/),
        accessKeySecret: fields.requiredText("accessKeySecret", /^\S+$/),
        ...(token === undefined ? {} : { securityToken: token }),
        ...(account === undefined ? {} : { accountId: account }),
        inactive: fields.boolean("inactive") ?? false,
        ramUser: fields.boolean("ramUser") ?? false,
        deny: fields.list("deny").map((one) => {
          const resource = one.text("resource");
          const deny = { action: one.requiredText("action"), ...(resource === undefined ? {} : { resource }) };
          one.done();
          return deny;
        }),
      };
      fields.done();
      return key;
    });
  if (keys.length === 0 && problems.length === 0) problems.push("there has to be at least one key");
  return keys;
}
