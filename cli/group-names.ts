import { checkGroupId } from "../src/input/ids.js";
import { Problems } from "../src/input/problem.js";
import { failed, ok } from "../src/result.js";
import { unmarkFormula } from "./formula.js";
import type { ItemResult, Kind } from "./job-kind.js";
import {
  type GroupNameFailuresFragment,
  GroupNameItemsDocument,
  StartGroupNamesDocument,
} from "./operations/generated/graphql.js";
import { PART_LIMITS } from "./parts.js";

/** Each row is a group whose members' name cards are set to their official names. */
export const GROUP_NAMES: Kind<string> = {
  command: "group-names",
  item: "group",
  items: "groups",
  // The server takes so many groups at once.
  limits: { ...PART_LIMITS, items: 1_000 },
  mayRepeat: false,
  targetOf: (groupId) => groupId,
  columns: {
    required: ["groupId"],
    known: (column) => column === "groupId",
    allowed: "groupId",
    read(cells) {
      // The row may come from a result file, which marks ids that look like formulas.
      const groupId = unmarkFormula(cells.get("groupId") ?? "");
      const problems = new Problems();
      checkGroupId(groupId, "groupId", problems);
      return problems.none
        ? ok(groupId)
        : failed(problems.list.map(({ path, message }) => ({ column: path, message })));
    },
  },
  async start(client, groupIds, idempotencyKey) {
    const answer = await client.send(StartGroupNamesDocument, { input: { groupIds, idempotencyKey } });
    return answer.ok ? ok(answer.value.started) : answer;
  },
  idColumns: ["groupId"],
  async results(client, id, after) {
    const answer = await client.send(GroupNameItemsDocument, { id, after });
    if (!answer.ok) return answer;
    const { bulkOperation } = answer.value;
    if (bulkOperation == null || !("items" in bulkOperation)) return ok(null);
    const { nodes, pageInfo } = bulkOperation.items;
    return ok({
      rows: nodes.map(({ groupId, outcome, attempts, result }) => ({
        ids: [groupId],
        outcome,
        attempts,
        result: explained(result ?? null),
      })),
      next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
    });
  },
};

type Result = NonNullable<ItemResult["result"]>;

/** Says whose cards could not be set, and why. The server names the first 20. */
export function explained(result: (Result & Partial<GroupNameFailuresFragment>) | null): Result | null {
  if (result?.failures === undefined) return result;
  const each = result.failures.map(({ userId, result: { __typename, ...rest } }) =>
    [userId, __typename, ...("message" in rest ? [rest.message] : [])].join(": "),
  );
  return { ...result, message: [result.message, ...each].join(" ") };
}
