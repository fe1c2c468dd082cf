import { CLASSIN_ERRNO, type SyncMeans } from "../src/classin/errno.js";
import type { ImMeans } from "../src/tencent-im/codes/handling.js";
import { IM_ERROR_CODES } from "../src/tencent-im/error-code.js";
import type { CodeTable, Repeat } from "../src/vendor/code-table.js";

const REPEATS: Readonly<Record<Repeat, string>> = {
  never: "no",
  "signed-anew": "once, at once, with a fresh signature",
  once: "once",
  "up-to-3-times": "up to 3 times",
  "up-to-3-times-unless-applied": "up to 3 times, unless it is a mute",
};

const SYNC_TYPES: Readonly<Record<SyncMeans, string>> = {
  done: "SyncClassNicknamesSuccess",
  "course-not-found": "CourseNotFoundError",
  "course-deleted": "CourseDeletedError",
  "course-expired": "CourseExpiredError",
  "course-type-not-supported": "CourseTypeNotSupportedError",
  "partly-synced": "NicknamesPartlySyncedError",
  "not-synced": "NicknamesNotSyncedError",
  "deleted-student": "DeletedStudentInCourseError",
  "rate-limited": "RateLimitedError",
  unavailable: "VendorUnavailableError",
  misconfigured: "VendorMisconfiguredError",
  rejected: "VendorRejectedError",
};

const UPDATE_TYPES: Readonly<Record<ImMeans, string>> = {
  "group-not-found": "GroupNotFoundError",
  "member-not-found": "GroupMemberNotFoundError",
  refused:
    "GroupMemberNotFoundError, ChangeNotAllowedInGroupTypeError, OwnerRoleNotChangeableError or NotPermittedError, after one look at the member's role and the group's type",
  "content-rejected": "ContentRejectedError",
  "rate-limited": "RateLimitedError",
  unavailable: "VendorUnavailableError",
  misconfigured: "VendorMisconfiguredError",
  rejected: "VendorRejectedError",
};

/** docs/errors.md: every code, what clients see of it, and what each person can do. */
export function errorsPage(): string {
  return `# Errors

<!-- Made by \`npm run emit\` from src/classin/errno.ts and src/tencent-im/codes/. Change those. -->

A mutation answers with a union: its success, or a type that says what went wrong. This page lists every code that the
vendors document, the type it becomes, and what to do about it. A code that is not listed is \`VendorRejectedError\`:
never success, never repeated.

## Failures without a code

| what happened | type | what a client does |
|---|---|---|
| The input cannot be right. No vendor was called. | \`InvalidInputError\` | Show the \`problems\`; all of them are there. |
| Our own queue for the vendor would outlast the request (20 s). Nothing was sent. | \`RateLimitedError\` | Try again after \`retryAfterSeconds\`. |
| Connection refused, host unknown, certificate not accepted. Nothing was sent. | \`VendorUnavailableError\` | Try again after \`retryAfterSeconds\`. |
| HTTP status other than 200 without a code of the vendor's, HTML, truncated or empty answer, more than 1 MiB. | \`VendorUnavailableError\`; HTTP 429: \`RateLimitedError\` | Try again after \`retryAfterSeconds\`. |
| The caller may change only their own groups, and the target is in none of these, if it exists. Nothing was sent. | \`NotPermittedError\` | Do not offer it there. |
| The store of bulk operations did not answer. | \`StoreUnavailableError\` | Try again after \`retryAfterSeconds\`, with the same idempotency key. |
| A change was sent, no answer came (silence, drip, reset), and a look at the member could not tell whether it was made. | \`OutcomeUnknownError\` | Read it back before trying again. |

Queries have no unions: a field that could not be read is null, and \`errors\` says why in \`extensions.code\`:
\`RATE_LIMITED\`, \`VENDOR_UNAVAILABLE\`, \`VENDOR_MISCONFIGURED\`, \`VENDOR_REJECTED\`; \`STORE_UNAVAILABLE\`
where the store of bulk operations and of the history of syncs could not be read; \`BAD_USER_INPUT\` for arguments that
cannot be right, with all \`problems\`; \`UNAUTHENTICATED\` and \`FORBIDDEN\` where a token, or a scope in it, is missing
([federation.md](federation.md#who-may-do-what)), for mutations too; \`INTERNAL_SERVER_ERROR\` with a request id for a fault of this server.

## ClassIn: \`syncClassNicknames\`

${tableOf(CLASSIN_ERRNO, SYNC_TYPES)}

## Tencent IM: \`updateGroupMember\`, \`updateGroupMembers\`

\`get_*\` calls use the same table; there, "not found" is null.

${tableOf(IM_ERROR_CODES, UPDATE_TYPES)}
`;
}

function tableOf<Means extends string>(
  codes: CodeTable<Means>,
  types: Readonly<Record<Means, string>>,
): string {
  const rows = [...codes]
    .sort(([a], [b]) => a - b)
    .map(
      ([code, row]) =>
        `| ${code} | ${row.meaning} | ${types[row.means].replace(/[A-Z]\w+(Error|Success)/g, "`$&`")} | ${REPEATS[row.repeat]} | ${row.client} | ${row.operator} |`,
    );
  return [
    "| code | meaning | type | sent again by itself | client | operator |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}
