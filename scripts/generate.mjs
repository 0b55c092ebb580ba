// `npm run generate`: rewrites what is generated from the field table.
import { loadTypescript } from "./load-typescript.mjs";

loadTypescript("./generate/main.ts");
