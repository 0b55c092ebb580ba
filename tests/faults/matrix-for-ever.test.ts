// A fault that stays until the operation is over: one clear error, kept state, and a next run that converges.
import { describeMatrix } from "./matrix";

jest.setTimeout(120_000);

describeMatrix("for ever");
