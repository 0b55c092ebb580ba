import { distance } from "fastest-levenshtein";
import type { FieldTable } from "./field";

/** "ike_enc_alg", "IkeEncAlg" and "ikeEncAlg" are one word to a person. */
const folded = (name: string): string => name.replaceAll(/[^a-z0-9]/giu, "").toLowerCase();

/**
 * The declarable property that an unknown name most likely means: the same words at another place
 * or in another case first, then the fewest edits, if they are few enough to be a slip.
 */
export function nearestName(table: FieldTable, unknownPath: string): string | undefined {
  const paths = [
    ...table.fields.filter((field) => field.kind !== "output").map((field) => field.path),
    ...table.groups.map((group) => group.path),
  ];
  const leaf = (path: string): string => folded(path.slice(path.lastIndexOf(".") + 1));
  const wanted = leaf(unknownPath);
  const parent = unknownPath.includes(".") ? unknownPath.slice(0, unknownPath.lastIndexOf(".") + 1) : "";
  const ranked = paths
    .map((path) => {
      const isSibling = path.startsWith(parent);
      // "pfs" in the group of ipsecPfs is short for it.
      const isShort = parent !== "" && isSibling && wanted.length > 2 && leaf(path).endsWith(wanted);
      const edits = distance(wanted, leaf(path));
      return { path, edits: isShort ? Math.min(edits, 1) : edits, sibling: isSibling ? 0 : 1 };
    })
    .sort((a, b) => a.edits - b.edits || a.sibling - b.sibling);
  const best = ranked[0];
  return best && best.edits <= slipsIn(wanted) ? best.path : undefined;
}

/** The known word that an unknown one most likely means; undefined where none is near. */
export function nearestWord(known: readonly string[], unknown: string): string | undefined {
  const wanted = folded(unknown);
  const ranked = known
    .map((word) => ({ word, edits: distance(wanted, folded(word)) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best && best.edits <= slipsIn(wanted) ? best.word : undefined;
}

/** How many edits may be a slip: two make any short word into any other. */
const slipsIn = (word: string): number => (word.length <= 4 ? 1 : Math.max(2, Math.floor(word.length / 3)));
