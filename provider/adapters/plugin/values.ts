import { ListValue, NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../../core/property-tree";

/** Property bags on Pulumi's wire, and as the provider has them. Marks of secrets and stand-ins pass as they are. */

/** A bag of the wire; empty where there is none. */
export function fromStruct(struct: Struct | undefined): Properties {
  if (struct === undefined) return {};
  const entries: [string, unknown][] = [];
  struct.getFieldsMap().forEach((value, name) => void entries.push([name, fromValue(value)]));
  // No name of a property may reach the prototype of the bag.
  return Object.fromEntries(entries);
}

function fromValue(value: Value): unknown {
  switch (value.getKindCase()) {
    case Value.KindCase.STRING_VALUE:
      return value.getStringValue();
    case Value.KindCase.NUMBER_VALUE:
      return value.getNumberValue();
    case Value.KindCase.BOOL_VALUE:
      return value.getBoolValue();
    case Value.KindCase.STRUCT_VALUE:
      return fromStruct(value.getStructValue());
    case Value.KindCase.LIST_VALUE:
      return (value.getListValue()?.getValuesList() ?? []).map(fromValue);
    default:
      return null;
  }
}

/** The same on the wire; a property without a value is left out. */
export function toStruct(bag: object): Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const [name, value] of Object.entries(bag)) if (value !== undefined) fields.set(name, toValue(value));
  return struct;
}

function toValue(plain: unknown): Value {
  const value = new Value();
  if (typeof plain === "string") return value.setStringValue(plain);
  if (typeof plain === "number") return value.setNumberValue(plain);
  if (typeof plain === "boolean") return value.setBoolValue(plain);
  if (Array.isArray(plain)) return value.setListValue(new ListValue().setValuesList(plain.map(toValue)));
  if (typeof plain === "object" && plain !== null) return value.setStructValue(toStruct(plain));
  return value.setNullValue(NullValue.NULL_VALUE);
}
