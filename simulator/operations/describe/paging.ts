import { type ApiError, illegal } from "../../api/error";
import { integer } from "../../api/values";
import type { Params } from "../../http/request";

export interface Page {
  readonly number: number;
  readonly size: number;
}

const LARGEST_PAGE_NUMBER = 2 ** 31 - 1;

/** "PageNumber ... Default value: 1." and "PageSize ... Default value: 10. Valid values: 1 to 50." */
export function readPage(params: Params, refusal?: () => ApiError): Page {
  const refuse = (path: string) =>
    refusal?.() ?? illegal(path, path === "PageSize" ? "valid values are 1 to 50" : "valid values start at 1");
  const pageNumber = params.get("PageNumber");
  const pageSize = params.get("PageSize");
  return {
    number: pageNumber === undefined ? 1 : integer(1, LARGEST_PAGE_NUMBER, refuse)(pageNumber, "PageNumber"),
    size: pageSize === undefined ? 10 : integer(1, 50, refuse)(pageSize, "PageSize"),
  };
}

export function slicePage<T>(all: readonly T[], page: Page): T[] {
  const start = (page.number - 1) * page.size;
  return all.slice(start, start + page.size);
}
