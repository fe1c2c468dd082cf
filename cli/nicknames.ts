import { checkCourseId } from "../src/input/ids.js";
import { Problems } from "../src/input/problem.js";
import { failed, ok } from "../src/result.js";
import type { Kind } from "./job-kind.js";
import { NicknameItemsDocument, StartNicknamesDocument } from "./operations/generated/graphql.js";

/** Each row is a course whose class nicknames are set to the registered names. */
export const NICKNAMES: Kind<string> = {
  command: "nicknames",
  item: "course",
  items: "courses",
  mayRepeat: false,
  targetOf: (courseId) => courseId,
  columns: {
    required: ["courseId"],
    known: (column) => column === "courseId",
    allowed: "courseId",
    read(cells) {
      const courseId = cells.get("courseId") ?? "";
      const problems = new Problems();
      checkCourseId(courseId, "courseId", problems);
      return problems.none
        ? ok(courseId)
        : failed(problems.list.map(({ path, message }) => ({ column: path, message })));
    },
  },
  async start(client, courseIds, idempotencyKey) {
    const answer = await client.send(StartNicknamesDocument, { input: { courseIds, idempotencyKey } });
    return answer.ok ? ok(answer.value.started) : answer;
  },
  idColumns: ["courseId"],
  async results(client, id, after) {
    const answer = await client.send(NicknameItemsDocument, { id, after });
    if (!answer.ok) return answer;
    const { bulkOperation } = answer.value;
    if (bulkOperation == null || !("items" in bulkOperation)) return ok(null);
    const { nodes, pageInfo } = bulkOperation.items;
    return ok({
      rows: nodes.map(({ courseId, outcome, attempts, result }) => ({
        ids: [courseId],
        outcome,
        attempts,
        result,
      })),
      next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
    });
  },
};
