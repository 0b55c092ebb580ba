import { apiError } from "../../api/error";
import type { Params } from "../../http/request";
import type { Connection } from "../../model/entities";

interface TagFilter {
  readonly key: string;
  /** undefined: whatever the tag's value is. */
  readonly value: string | undefined;
}

const MOST_TAGS = 20;

/** `Tag.N.Key` and `Tag.N.Value` of a request, checked. */
export function readTagFilters(params: Params): TagFilter[] {
  const keys = new Map<number, string>();
  const values = new Map<number, string>();
  for (const [name, value] of params) {
    const match = /^Tag\.(\d+)\.(Key|Value)$/.exec(name);
    if (match) (match[2] === "Key" ? keys : values).set(Number(match[1]), value);
  }
  const indexes = [...new Set([...keys.keys(), ...values.keys()])].sort((a, b) => a - b);
  // "You can specify at most 20 tag keys in each call."
  if (indexes.length > MOST_TAGS) throw apiError("SizeLimitExceeded.TagNum");
  const filters: TagFilter[] = [];
  for (const index of indexes) {
    const key = keys.get(index) ?? "";
    const value = values.get(index);
    if (!isTagKey(key)) throw apiError("InvalidParameter.TagKey");
    if (value !== undefined && !isTagValue(value)) throw apiError("InvalidParameter.TagValue");
    for (const other of filters) {
      if (other.key !== key) continue;
      // Two codes for one mistake: the same tag twice, and one key with two values ("Each tag key corresponds to one
      // tag value").
      throw apiError(other.value === value ? "Forbidden.TagKey.Duplicated" : "Duplicated.TagKey");
    }
    filters.push({ key, value });
  }
  return filters;
}

/**
 * "The tag key cannot be an empty string. It can be at most 64 characters in length, and cannot contain http:// or
 * https://. It cannot start with aliyun or acs:."
 */
function isTagKey(key: string): boolean {
  return key.length >= 1 && key.length <= 64 && !/^(aliyun|acs:)/i.test(key) && !/https?:\/\//i.test(key);
}

/**
 * "The tag value can be an empty string and cannot exceed 128 characters in length. It cannot start with aliyun or
 * acs:."
 */
function isTagValue(value: string): boolean {
  return value.length <= 128 && !/^(aliyun|acs:)/i.test(value) && !/https?:\/\//i.test(value);
}

/** A connection has to have all of the tags. */
export function hasTags(connection: Connection, filters: readonly TagFilter[]): boolean {
  return filters.every(({ key, value }) =>
    connection.Tags.some((tag) => tag.Key === key && (value === undefined || tag.Value === value)),
  );
}
