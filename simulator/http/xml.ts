import type { Json, JsonObject } from "../api/json";

function escape(text: string): string {
  // oxlint-disable-next-line no-control-regex -- XML 1.0 has no way to write these, not even escaped
  const legal = text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
  return legal.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function element(name: string, value: Json): string {
  // A list is its elements, one after the other, each with the list's name.
  if (Array.isArray(value)) return value.map((one) => element(name, one)).join("");
  if (typeof value === "object") return `<${name}>${members(value)}</${name}>`;
  return `<${name}>${escape(String(value))}</${name}>`;
}

function members(value: JsonObject): string {
  return Object.entries(value)
    .map(([name, member]) => element(name, member))
    .join("");
}

/** As in the XML sample of DescribeVpnConnection: `<DescribeVpnConnectionResponse><LocalSubnet>...`. */
export function toXml(root: string, body: JsonObject): string {
  return `<?xml version='1.0' encoding='UTF-8'?>${element(root, body)}`;
}
