import { flag, list, object, text } from "../schema/json-schema";
import { JsonMistakes, Shape } from "../schema/shape";
import type { AccessKey, Deny } from "./access-keys";

const accessKeysShape = new Shape<{ keys: AccessKey[] }>(
  object<{ keys: AccessKey[] }>({
    keys: list(
      object<AccessKey>(
        {
          accessKeyId: text("^\\S+$"),
          accessKeySecret: text("^\\S+$"),
          securityToken: text(),
          accountId: text(),
          inactive: flag,
          ramUser: flag,
          deny: list(object<Deny>({ action: text(), resource: text() }, ["action"])),
        },
        ["accessKeyId", "accessKeySecret"],
      ),
    ),
  }),
  "the access keys",
);

/** The keys of a JSON file: a list of objects with the members of AccessKey; throws JsonMistakes. */
export function readAccessKeys(source: unknown): readonly AccessKey[] {
  const { keys } = accessKeysShape.read({ keys: source });
  if (keys.length === 0) throw new JsonMistakes(["there has to be at least one key"]);
  return keys;
}
