import { CLEAR } from "../sheets/clear.js";
import { unmarkFormula } from "../sheets/formula.js";
import type { CellProblem } from "../sheets/rows.js";
import { readMemberChange } from "../src/input/member-change.js";
import { failed, ok } from "../src/result.js";
import type { Kind } from "./job-kind.js";
import {
  type AssignableGroupRole,
  MemberItemsDocument,
  type MessageDelivery,
  StartMembersDocument,
  type UpdateGroupMemberInput,
} from "./operations/generated/graphql.js";

const CUSTOM = "customFields.";
const PLAIN = ["groupId", "userId", "role", "nameCard", "messageDelivery", "muteForSeconds"];
const ROLES: Readonly<Record<AssignableGroupRole, true>> = { ADMIN: true, MEMBER: true };
const DELIVERIES: Readonly<Record<MessageDelivery, true>> = {
  ACCEPT_AND_NOTIFY: true,
  ACCEPT_NOT_NOTIFY: true,
  ACCEPT_NOT_NOTIFY_EXCEPT_AT: true,
  DISCARD: true,
};

/** Each row changes one member. Rows for the same member run in order. */
export const MEMBERS: Kind<UpdateGroupMemberInput> = {
  command: "members",
  item: "change",
  items: "changes",
  mayRepeat: true,
  targetOf: ({ groupId, userId }) => JSON.stringify([groupId, userId]),
  columns: {
    required: ["groupId", "userId"],
    known: (column) => PLAIN.includes(column) || (column.startsWith(CUSTOM) && column !== CUSTOM),
    allowed: `${PLAIN.join(", ")} and ${CUSTOM}<key>`,
    read: readChange,
  },
  async start(client, updates, idempotencyKey) {
    const answer = await client.send(StartMembersDocument, { input: { updates, idempotencyKey } });
    return answer.ok ? ok(answer.value.started) : answer;
  },
  idColumns: ["groupId", "userId"],
  async results(client, id, after) {
    const answer = await client.send(MemberItemsDocument, { id, after });
    if (!answer.ok) return answer;
    const { bulkOperation } = answer.value;
    if (bulkOperation == null || !("items" in bulkOperation)) return ok(null);
    const { nodes, pageInfo } = bulkOperation.items;
    return ok({
      rows: nodes.map(({ groupId, userId, outcome, attempts, result }) => ({
        ids: [groupId, userId],
        outcome,
        attempts,
        result,
      })),
      next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
    });
  },
};

function readChange(cells: ReadonlyMap<string, string>) {
  const problems: CellProblem[] = [];
  const oneOf = <Name extends string>(column: string, names: Readonly<Record<Name, true>>): Name | null => {
    const cell = cells.get(column);
    if (cell === undefined) return null;
    if (Object.hasOwn(names, cell)) return cell as Name;
    problems.push({ column, message: `must be ${Object.keys(names).join(", ")} or empty` });
    return null;
  };
  const mute = cells.get("muteForSeconds");
  if (mute !== undefined && !/^\d+$/.test(mute))
    problems.push({ column: "muteForSeconds", message: "must be a whole number of seconds; 0 unmutes" });
  const custom = [...cells].filter(([column]) => column.startsWith(CUSTOM));
  const role = oneOf("role", ROLES);
  const messageDelivery = oneOf("messageDelivery", DELIVERIES);
  const keys = custom.map(([column]) => column.slice(CUSTOM.length));
  const change = readMemberChange(
    {
      // The row may come from a result file, which marks ids that look like formulas.
      groupId: unmarkFormula(cells.get("groupId") ?? ""),
      userId: unmarkFormula(cells.get("userId") ?? ""),
      role,
      nameCard: textOf(cells.get("nameCard")),
      messageDelivery,
      customFields:
        custom.length === 0
          ? null
          : custom.map(([, cell], index) => ({ key: keys[index] ?? "", value: textOf(cell) ?? "" })),
      muteForSeconds: mute === undefined || !/^\d+$/.test(mute) ? null : Number(mute),
    },
    "",
  );
  if (!change.ok) {
    for (const { path, message } of change.error) {
      // "Changes nothing" would be wrong: the invalid cell was meant to change something.
      if (path === "" && problems.length > 0) continue;
      problems.push({ column: columnAt(path, keys), message: path === "" ? message : inCells(message) });
    }
  }
  return change.ok && problems.length === 0 ? ok(change.value) : failed(problems);
}

const textOf = (cell: string | undefined): string | null =>
  cell === undefined ? null : cell === CLEAR ? "" : cell;

/** `.customFields[1].value` is the cell of the second custom field in the row. */
function columnAt(path: string, customKeys: readonly string[]): string | null {
  if (path === "") return null;
  const index = /^\.customFields\[(\d+)\]/.exec(path)?.[1];
  return index === undefined ? path.slice(1) : `${CUSTOM}${customKeys[Number(index)]}`;
}

const inCells = (message: string): string =>
  message.replace('send "" to clear it', `write ${CLEAR} to clear it`);
