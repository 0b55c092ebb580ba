import { ApiError, type Category } from "../../../provider/api/errors";

/** A failed look-up of a connection, as the client reports it. */
export function failedLookUp(category: Category, code = "ServiceUnavailable"): ApiError {
  return new ApiError({
    action: "DescribeVpnConnections",
    code,
    category,
    retry: "no",
    serverMessage: "",
    hint: "Try again.",
    sent: true,
    outcomeUnknown: false,
  });
}
