import type { Result } from "../result.js";
import type { ImFailure } from "./command.js";

/** 10018: the answer would be larger than 1 MB. 10054: the query must be paged (docs/vendors/tencent-im.md). */
const TOO_LARGE: ReadonlySet<number | null> = new Set([10018, 10054]);

/** The largest page that the vendor may accept for one list, as learned from its answers. */
export interface PageSize {
  max: number;
}

export const anyPageSize = (): PageSize => ({ max: Number.POSITIVE_INFINITY });

/** Reads a page. While the vendor says that the answer would be too large, it halves the page and tries again. */
export async function withSmallerPages<Answer>(
  size: PageSize,
  wanted: number,
  read: (limit: number) => Promise<Result<Answer, ImFailure>>,
): Promise<Result<Answer, ImFailure>> {
  const limit = Math.min(size.max, wanted);
  const answer = await read(limit);
  if (answer.ok || limit === 1 || !TOO_LARGE.has(answer.error.code)) return answer;
  size.max = Math.ceil(limit / 2);
  return withSmallerPages(size, wanted, read);
}
