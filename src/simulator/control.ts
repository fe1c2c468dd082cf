import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { type Calls, VENDORS } from "./calls.js";
import { type Answer, ok, type Route } from "./control-route.js";
import { send } from "./fault-effects.js";
import { FAULT_KINDS, type Fault } from "./fault.js";
import type { Faults } from "./faults.js";
import { readBody } from "./http.js";
import { ODD_ANSWERS } from "./odd-answers.js";
import { checked, Problem } from "./problem.js";
import { EVENTS } from "./webhooks/events.js";
import { WEBHOOK_ROUTES } from "./webhooks/routes.js";
import type { Webhooks } from "./webhooks/webhooks.js";
import type { World } from "./world.js";

const MAX_BODY_BYTES = 64 * 1024;

export interface ControlDeps {
  world: World;
  faults: Faults;
  calls: Calls;
  webhooks: Webhooks;
  resetSchool: () => void;
}

const ROUTES: Readonly<Record<string, Route<ControlDeps>>> = {
  "GET /": () =>
    ok({
      what: "Control API of a simulator of ClassIn and Tencent IM. It is not run by either vendor.",
      routes: Object.keys(ROUTES),
      events: Object.keys(EVENTS),
      faultKinds: FAULT_KINDS,
      oddAnswers: ODD_ANSWERS,
      example: {
        path: "POST /faults",
        body: { vendor: "tencent-im", kind: "throttle", share: 0.1, times: 20 },
      },
      exampleEvent: {
        path: "POST /events/member-renamed",
        body: { groupId: "course-561294", userId: "student_001", nameCard: "Ann", times: 2 },
      },
    }),
  "GET /faults": (_, { faults }) => ok({ faults: faults.list() }),
  "POST /faults": ({ body }, { faults }) => {
    try {
      // `add` validates the body.
      const id = faults.add(body as Fault);
      return { status: 201, json: { id, faults: faults.list() } };
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      throw new Problem(
        400,
        "The fault was not added.",
        because,
        "GET / lists the kinds and shows an example.",
      );
    }
  },
  "DELETE /faults": (_, { faults }) => {
    const removed = faults.list().length;
    faults.clear();
    return ok({ removed });
  },
  "DELETE /faults/:id": ({ id }, { faults }) => {
    if (faults.remove(id)) return ok({ removed: 1 });
    throw new Problem(
      404,
      `There is no fault ${id}.`,
      "It was removed, or it ended after its number of times.",
      "GET /faults lists the active faults.",
    );
  },
  "POST /faults/:id/release": ({ id }, { faults }) => {
    const isHold = faults.list().some((fault) => fault.id === id && fault.held !== undefined);
    if (isHold) return ok({ released: faults.release(id) });
    throw new Problem(
      404,
      `No fault ${id} holds calls.`,
      "The fault has another kind, or it was released or removed.",
      "GET /faults lists the active faults. For kind hold, it shows the number of held calls.",
    );
  },
  "GET /calls": ({ query }, { calls }) => ok(callReport(query, calls)),
  "DELETE /calls": (_, { calls }) => {
    const removed = calls.count();
    calls.clear();
    return ok({ removed });
  },
  "GET /school": (_, { world }) => ok(world.snapshot()),
  "POST /school/reset": (_, { resetSchool, world }) => {
    resetSchool();
    return ok({ courses: world.courses.size, groups: world.groups.size, accounts: world.accounts.size });
  },
  "POST /clock": ({ body }, { world }) => {
    world.clock.skewMs = checked(
      clockSchema,
      body,
      'Send {"skewMs": 90000} for a vendor 90 seconds ahead.',
    ).skewMs;
    return ok({ skewMs: world.clock.skewMs, now: world.clock.now().toISOString() });
  },
  ...WEBHOOK_ROUTES,
};

const TEN_YEARS_MS = 10 * 365 * 24 * 3600 * 1000;
const clockSchema = z.strictObject({ skewMs: z.number().min(-TEN_YEARS_MS).max(TEN_YEARS_MS) });
const callsSchema = z.strictObject({
  vendor: z.enum(VENDORS).optional(),
  operation: z.string().optional(),
  last: z.coerce.number().int().min(0).max(50_000).default(100),
});

function callReport(query: URLSearchParams, calls: Calls) {
  const { last, ...filter } = checked(
    callsSchema,
    Object.fromEntries(query),
    "Try /calls?vendor=classin&last=10.",
  );
  const records = calls.list(filter);
  return {
    totals: calls
      .totals()
      .filter(
        ({ vendor, operation }) =>
          vendor === (filter.vendor ?? vendor) && operation === (filter.operation ?? operation),
      ),
    highestInAnySecond: calls.highestInAnySecond(filter.operation),
    kept: records.length,
    last: last === 0 ? [] : records.slice(-last),
  };
}

export function controlServer(
  deps: ControlDeps,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(request, deps)
      .catch((error: unknown) => problemAnswer(error))
      .then(({ status, json }) => {
        if (status === 413) response.shouldKeepAlive = false;
        send(response, {
          httpStatus: status,
          contentType: "application/json; charset=utf-8",
          body: `${JSON.stringify(json, null, 2)}\n`,
        });
      })
      .catch(() => response.destroy());
  };
}

async function answer(request: IncomingMessage, deps: ControlDeps): Promise<Answer> {
  refuseForeignOrigin(request);
  const url = new URL(request.url ?? "/", "http://control");
  const [, first = "", second, ...rest] = url.pathname.split("/");
  const exact = `${request.method} ${url.pathname}`;
  const withId = `${request.method} /${[first, ":id", ...rest].join("/")}`;
  const name = [exact, withId].find((one) => Object.hasOwn(ROUTES, one));
  const route = name === undefined ? undefined : ROUTES[name];
  if (!route)
    throw new Problem(
      404,
      `There is no ${exact}.`,
      "The path or the method is wrong.",
      "GET / lists all routes.",
    );
  const raw = await readBody(request, MAX_BODY_BYTES);
  if (raw === null) {
    throw new Problem(
      413,
      "The body is too long.",
      `The limit is ${MAX_BODY_BYTES} bytes.`,
      "Send a shorter body.",
    );
  }
  return route({ query: url.searchParams, body: parseBody(raw), id: second ?? "" }, deps);
}

function parseBody(raw: Buffer): unknown {
  if (raw.length === 0) return undefined;
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch (error) {
    throw new Problem(400, "The body is not JSON.", String(error), "Send one JSON object.");
  }
}

/** A web page that is open in a browser on this machine must not be able to control the simulator. */
function refuseForeignOrigin({ headers }: IncomingMessage): void {
  const local = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;
  if (local.test(headers.host ?? "") && (headers.origin === undefined || local.test(headers.origin))) return;
  throw new Problem(
    403,
    "Only requests from this machine are allowed.",
    "The Host or Origin header names another host.",
    "Use http://127.0.0.1, for example with curl.",
  );
}

function problemAnswer(error: unknown): Answer {
  if (error instanceof Problem) {
    return { status: error.status, json: { error: error.message, because: error.because, todo: error.todo } };
  }
  return {
    status: 500,
    json: {
      error: "The simulator failed because of a bug.",
      because: String(error),
      todo: "Report the bug.",
    },
  };
}
