import { type ErrorCode, errorCatalogue } from "./error-catalogue";

/** An answer other than success. Thrown anywhere below the server and written by it as the API's error envelope. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly httpStatus: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** One of the catalogue, with its documented status and text; `detail` is appended to the text. */
export function apiError(code: ErrorCode, detail = ""): ApiError {
  const { status, message } = errorCatalogue[code];
  return new ApiError(code, status, message + detail);
}

/** "Missing<Param> 400 <Param> is mandatory for this action." (common errors of the API gateway) */
export function missing(parameter: string): ApiError {
  const leaf = parameter.slice(parameter.lastIndexOf(".") + 1);
  return new ApiError(`Missing${leaf}`, 400, `${leaf} is mandatory for this action.`);
}

/**
 * A value outside what the reference allows, where its table has no code of its own for the parameter. Named after the
 * pattern of the one it has: "400 IllegalParam.LocalAsn The param of LocalAsn is illegal".
 */
export function illegal(parameter: string, why: string): ApiError {
  const leaf = parameter.slice(parameter.lastIndexOf(".") + 1);
  return new ApiError(`IllegalParam.${leaf}`, 400, `The param of ${leaf} is illegal: ${why}`);
}
