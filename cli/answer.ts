/** The result of one request to the gateway. */
export type Answer =
  | { readonly kind: "data"; readonly data: unknown }
  /** Repeating the request does not help. */
  | { readonly kind: "refused"; readonly why: string }
  /** A temporary failure. `waitMs` is the shortest wait that the gateway asks for. */
  | { readonly kind: "hiccup"; readonly why: string; readonly waitMs: number };

interface GraphqlError {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown };
}

const refused = (why: string): Answer => ({ kind: "refused", why });

/** GraphQL error codes that a repeated request would get again. All other codes count as temporary. */
const PERMANENT = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "UNAUTHORIZED_FIELD_OR_TYPE",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "LIMIT_EXCEEDED",
]);
const ACCESS = new Set(["UNAUTHENTICATED", "FORBIDDEN", "UNAUTHORIZED_FIELD_OR_TYPE"]);
const TEMPORARY_STATUS = new Set([408, 425, 429]);

/** What most commands need. */
const BULK_SCOPE = "class-groups:bulk";

/**
 * Reads an answer from its status, `Retry-After` and body. Partial data does not count: every operation here needs all of it.
 * `scope`: what a token must have, for the message of a refusal.
 */
export function readAnswer(status: number, retryAfter: unknown, text: string, scope = BULK_SCOPE): Answer {
  const body = parsed(text);
  const errors = body?.errors ?? [];
  const permanent = errors.find(({ extensions }) => PERMANENT.has(String(extensions?.code)));
  if (permanent !== undefined) return refused(whyRefused(permanent, scope));
  if (status >= 500 || TEMPORARY_STATUS.has(status)) {
    const why =
      status === 429 ? "The gateway asks for fewer requests." : `The gateway answered with status ${status}.`;
    return { kind: "hiccup", why, waitMs: waitOf(retryAfter) };
  }
  const [error] = errors;
  if (error !== undefined && status < 300) {
    const why = `The gateway could not answer: ${printable(error.message)}`;
    return { kind: "hiccup", why, waitMs: 0 };
  }
  if (status < 300 && body?.data != null) return { kind: "data", data: body.data };
  return refused(whyNotGraphql(status, error));
}

function parsed(text: string): { data?: unknown; errors?: readonly GraphqlError[] } | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" ? body : null;
  } catch {
    return null;
  }
}

function whyRefused({ message, extensions }: GraphqlError, scope: string): string {
  const hint = ACCESS.has(String(extensions?.code))
    ? ` Put a token with the scope ${scope} into CLASS_GROUPS_TOKEN.`
    : "";
  return `The gateway refused: ${printable(message)}${hint}`;
}

function whyNotGraphql(status: number, error: GraphqlError | undefined): string {
  if (error !== undefined)
    return `The gateway refused with status ${status}: ${printable(error.message)} Check the address (--url).`;
  if (status === 401 || status === 403)
    return `The gateway refused with status ${status}. Put a valid token into CLASS_GROUPS_TOKEN.`;
  if (status >= 300 && status < 400)
    return `The gateway's address answers with a redirect (status ${status}), which is not followed. Give the final address (--url).`;
  return `The address does not answer with GraphQL (status ${status}). Check it (--url); it often ends in /graphql.`;
}

const waitOf = (retryAfter: unknown): number => {
  const seconds = typeof retryAfter === "string" ? Number(retryAfter) : Number.NaN;
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
};

/** Text from the server must not move the cursor or colour the screen. */
export const printable = (text: string): string => text.replace(/\p{Cc}+/gu, " ").slice(0, 500);
