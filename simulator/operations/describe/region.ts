import { apiError } from "../../api/error";
import type { Call } from "../operation";

/** A region nobody has anything in is empty; something that cannot be a region is an error. */
export function regionOf(call: Call): string {
  const region = call.params.get("RegionId") ?? "";
  if (!/^[a-z]{2,}(-[a-z0-9]+)+$/.test(region)) throw apiError("InvalidRegionId.NotFound");
  return region;
}
