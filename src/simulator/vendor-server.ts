import type { IncomingMessage, ServerResponse } from "node:http";
import type { Calls, PendingRecord, Vendor } from "./calls.js";
import { isV2Path } from "./classin-v2/classin-v2.js";
import type { Clock } from "./clock.js";
import { play, send } from "./fault-effects.js";
import type { Fault } from "./fault.js";
import { type Faults, NO_FAULT } from "./faults.js";
import type { Hold } from "./hold.js";
import { readBody } from "./http.js";
import { refuses } from "./odd-answers.js";
import {
  type Call,
  type OpenedCall,
  type Reply,
  type VendorHandler,
  withoutSecrets,
} from "./vendor-handler.js";
import type { Waits } from "./waits.js";

const MAX_BODY_BYTES = 1024 * 1024;
/** The target of redirects. A call to it shows that a client followed one. */
const REDIRECTED = "/redirected/";
export const FOLLOWED_A_REDIRECT = "(followed a redirect)";

/** Faults whose answer still arrives complete, so the vendor must have carried out the call. */
const ANSWER_ARRIVES = new Set<Fault["kind"]>([
  "delay",
  "group-code",
  "student-code",
  "bom",
  "wrong-content-type",
  "gzip",
]);

export interface VendorServerDeps {
  handlers: Readonly<Record<HandlerName, VendorHandler>>;
  calls: Calls;
  faults: Faults;
  clock: Clock;
  waits: Waits;
  monotonic: () => number;
}

type HandlerName = Vendor | "classin-v2";

/** Both vendors behind one port. Their paths do not overlap. */
export function vendorServer(
  deps: VendorServerDeps,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const at = deps.monotonic();
    // Uses the vendor's clock, because clients measure clock skew by this header.
    response.sendDate = false;
    response.setHeader("Date", deps.clock.now().toUTCString());
    const url = request.url ?? "/";
    const mark = url.indexOf("?");
    const path = mark === -1 ? url : url.slice(0, mark);
    const name = handlerAt(path);
    if (!name) {
      request.resume();
      return send(response, nothingHere(path));
    }
    const query = new URLSearchParams(mark === -1 ? "" : url.slice(mark + 1));
    const contentType = request.headers["content-type"] ?? "";
    const handler = deps.handlers[name];
    const { method = "", headers } = request;
    const call = path.startsWith(REDIRECTED)
      ? followedRedirect(handler)
      : handler.arrive({ method, path, query, contentType, headers, at });
    const record = deps.calls.arrived({
      at,
      vendor: handler.vendor,
      operation: call.operation,
      contentType,
      query: withoutSecrets(query) as Record<string, string>,
    });
    serve(request, response, { handler, call, record }, deps).catch((error: unknown) => {
      // If the client is gone, the error is expected. Otherwise it is a bug here.
      if (response.destroyed || request.socket.destroyed)
        return record.answered({ fault: "(client went away)" });
      console.error("The simulator failed because of a bug:", error);
      if (response.headersSent) return response.destroy();
      send(response, {
        httpStatus: 500,
        contentType: "text/plain",
        body: "The simulator failed because of a bug. See its log.",
      });
    });
  };
}

interface Served {
  handler: VendorHandler;
  call: Call;
  record: PendingRecord;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { handler, call, record }: Served,
  { faults, waits }: VendorServerDeps,
): Promise<void> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === null) response.shouldKeepAlive = false;
  const opened = call.open(body);
  record.read(opened.body, opened.names[0], body?.length ?? 0);
  // The redirect target must not redirect again: the client would loop.
  const isExempt = call.operation === FOLLOWED_A_REDIRECT;
  const named = { vendor: handler.vendor, operation: call.operation, names: opened.names };
  const plan = isExempt ? NO_FAULT : faults.plan(named);

  const clientLeft = await heldBy(plan.holdsBefore, response);
  // A held call whose client left changes nothing: otherwise the client's timeout would decide when the change is made.
  if (clientLeft) return record.answered({ fault: "(client went away)" });
  await waits.wait(plan.beforeMs);
  const reply = replyUnder(plan.fault, handler, call, opened, plan.itemCode);
  await heldBy(plan.holdsAfter, response);
  await waits.wait(plan.afterMs);

  if (response.destroyed) return record.answered({ fault: "(client went away)" });
  if (!plan.fault) {
    record.answered({ httpStatus: reply.httpStatus, code: reply.code });
    return send(response, reply);
  }
  record.answered({ fault: plan.fault.kind });
  await play(plan.fault, {
    response,
    reply,
    otherReply: (code, info) => handler.reply(code, info),
    requestBody: opened.body,
    throttleCode: handler.throttleCode,
    redirectTo: `http://localhost:${request.socket.localPort}${REDIRECTED}${handler.vendor}`,
    waits,
  });
}

/** Waits until all holds are released. Returns whether the client left meanwhile. */
async function heldBy(holds: readonly Hold[], response: ServerResponse): Promise<boolean> {
  if (holds.length === 0) return false;
  await Promise.all(holds.map((hold) => hold.wait(response)));
  return response.destroyed;
}

/**
 * Carries the call out, unless a fault happens before that. Then nothing is changed, and the reply is the vendor's
 * internal error, so that no part of it claims success.
 */
function replyUnder(
  fault: Fault | null,
  handler: VendorHandler,
  call: Call,
  opened: OpenedCall,
  itemCode: (id: string) => number | string | undefined,
): Reply {
  const arrives =
    fault !== null &&
    (ANSWER_ARRIVES.has(fault.kind) || (fault.odd !== undefined && !refuses(fault.odd, fault.code)));
  const failsBefore = fault !== null && fault.stage !== "after" && !arrives;
  return failsBefore && call.changes ? handler.reply(handler.internalErrorCode) : opened.answer(itemCode);
}

function handlerAt(path: string): HandlerName | null {
  if (path.startsWith("/v4/") || path === `${REDIRECTED}tencent-im`) return "tencent-im";
  if (isV2Path(path)) return "classin-v2";
  if (path === "/partner/api/course.api.php" || path === `${REDIRECTED}classin`) return "classin";
  return null;
}

const followedRedirect = (handler: VendorHandler): Call => ({
  operation: FOLLOWED_A_REDIRECT,
  changes: false,
  open: () => ({ body: null, names: [], answer: () => handler.reply(handler.internalErrorCode) }),
});

const nothingHere = (path: string) => ({
  httpStatus: 404,
  contentType: "application/json; charset=utf-8",
  body: JSON.stringify({
    error: `Neither vendor has the path ${path.slice(0, 100)}.`,
    because:
      "ClassIn answers under /partner/api/course.api.php, /schooluser/modifyCourseStudentNickName and /lms/unit/create, Tencent IM under /v4/.",
    todo: "Check the client's base URL. The control API has its own port.",
  }),
});
