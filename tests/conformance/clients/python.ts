import { join } from "node:path";
import type { MakeClient } from "../client";
import { madeBySetUp, sdkInProcess } from "./child-process";

const DRIVER = join(__dirname, "../python/drive.py");

/** Where the set-up put the Python that has the SDKs, or why there is none. */
export const findPython = () => madeBySetUp("python.mjs");

export type PythonSdk = "alibabacloud_vpc20160428" | "alibabacloud_vpc20160428 V1" | "aliyun-python-sdk-vpc";

export const pythonSdk = (python: string, sdk: PythonSdk): MakeClient => sdkInProcess(python, [DRIVER], sdk);
