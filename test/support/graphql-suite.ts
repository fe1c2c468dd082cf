import { type Dispatcher, request } from "undici";
import { afterAll, beforeEach } from "vitest";
import { startApp, type TestApp, type TestAppOptions } from "./app.js";

/** One app for all tests of a file, since starting one takes time. The world, faults and calls are reset before each test. */
export async function sharedApp(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startApp({ ...options, env: { CLASSIN_CALLS_PER_SECOND: "200", ...options.env } });
  beforeEach(() => {
    app.simulator.faults.clear();
    app.simulator.world.reset();
    app.forgetCalls();
  });
  afterAll(() => app.close());
  return app;
}

/** An HTTP answer with any body. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  /** Throws if the body is not JSON. */
  readonly json: () => RawBody;
}

export interface RawBody {
  readonly data?: unknown;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
  readonly extensions?: unknown;
}

/** Sends a request that no well-behaved client would send. */
export async function sendRaw(
  url: string,
  { method = "POST", ...options }: Partial<Pick<Dispatcher.RequestOptions, "method" | "headers" | "body">>,
): Promise<RawAnswer> {
  const response = await request(url, { method, ...options });
  const text = await response.body.text();
  return {
    status: response.statusCode,
    headers: response.headers,
    text,
    json: () => JSON.parse(text) as RawBody,
  };
}

export const JSON_TYPE = { "content-type": "application/json" };

/** The bodies of the calls to one command. */
export const bodiesOf = (app: TestApp, operation: string): Record<string, unknown>[] =>
  app.simulator.calls.list({ operation }).map(({ body }) => body as Record<string, unknown>);

/** A member of the live world. Throws if there is none. */
export function memberIn(app: TestApp, groupId: string, userId: string) {
  const member = app.simulator.world.groups.get(groupId)?.members.get(userId);
  if (member === undefined) throw new Error(`The school of this test has no ${userId} in ${groupId}.`);
  return member;
}

/** Asks for entities as a gateway does. `selection` goes inside `_entities { … }`. */
export const entitiesQuery = (selection: string): string =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`;
