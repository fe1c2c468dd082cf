import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeMembers } from "../../../web/src/graphql/merge-members.js";

type Members = NonNullable<Parameters<typeof mergeMembers>[1]>;

const PAGE = 3;

/** The page of these members that begins at `start`, as the cache holds it. Cursors are places, as Tencent IM's are. */
function pageOf(ids: readonly number[], start: number): Members {
  const edges = ids.slice(start, start + PAGE).map((id, index) => ({
    cursor: String(start + index + 1),
    node: { __ref: `GroupMember:${id}` },
  }));
  return { edges, pageInfo: { hasNextPage: start + PAGE < ids.length } };
}

/** Reads all pages into what is there already. Calls `onPage` after each. */
function readAll(
  existing: Members | null,
  ids: readonly number[],
  onPage: (merged: Members) => void = () => undefined,
): Members | null {
  let merged = existing;
  for (let start = 0; start === 0 || start < ids.length; start += PAGE) {
    const args = start === 0 ? null : { after: String(start) };
    merged = mergeMembers(merged, pageOf(ids, start), { args });
    if (merged !== null) onPage(merged);
  }
  return merged;
}

const idsOf = (members: Members | null): readonly string[] =>
  (members?.edges ?? []).map(({ node }) => node.__ref);
const someIds = fc.uniqueArray(fc.nat(20), { maxLength: 12 });

test("after all pages were read again, the list is the group's, whatever it was before", () => {
  fc.assert(
    fc.property(someIds, someIds, (before, after) => {
      const merged = readAll(readAll(null, before), after);
      expect(idsOf(merged)).toEqual(after.map((id) => `GroupMember:${id}`));
    }),
  );
});

test("while pages are read again, nobody is listed twice, and nobody who stays goes missing", () => {
  fc.assert(
    fc.property(someIds, (ids) => {
      const all = new Set(ids.map((id) => `GroupMember:${id}`));
      readAll(readAll(null, ids), ids, (merged) => {
        expect(new Set(idsOf(merged))).toEqual(all);
        expect(idsOf(merged)).toHaveLength(all.size);
      });
    }),
  );
});
