// `npm run live-check`: asks a real account what the API reference leaves open, and says which simulator modes match.
// Credentials, region and endpoint come from where @pulumi/alicloud and the provider's tools have them. It only reads,
// unless `--write TUNNEL` names a tunnel that it may change and restore.
import { loadTypescript } from "./load-typescript.mjs";

loadTypescript("./live-check/main.ts");
