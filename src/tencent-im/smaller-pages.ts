import type { Result } from "../result.js";
import type { ImFailure } from "./command.js";

/** The answer would be larger than 1 MB; or the query must be paged (docs/vendors/tencent-im.md). */
const TOO_LARGE: ReadonlySet<number | null> = new Set([10018, 10054]);

/** How many items one list's pages may hold, as far as the vendor has shown. */
export interface PageSize {
  most: number;
}

export const anyPageSize = (): PageSize => ({ most: Number.POSITIVE_INFINITY });

/** Asks for a page, and for half of it as often as the vendor says that the answer would be too large. */
export async function withSmallerPages<Answer>(
  size: PageSize,
  wanted: number,
  read: (limit: number) => Promise<Result<Answer, ImFailure>>,
): Promise<Result<Answer, ImFailure>> {
  const limit = Math.min(size.most, wanted);
  const answer = await read(limit);
  if (answer.ok || limit === 1 || !TOO_LARGE.has(answer.error.code)) return answer;
  size.most = Math.ceil(limit / 2);
  return withSmallerPages(size, wanted, read);
}
