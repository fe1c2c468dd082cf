import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GUARD } from "../../src/vendor/circuit/vendor-circuits.js";
import {
  answerCorpus,
  answerWith,
  ask,
  CORPUS_ENV,
  corpusSchool,
  type Fixture,
} from "../support/answer-corpus.js";
import type { Answer } from "../support/app.js";
import { sharedApp } from "../support/graphql-suite.js";
import { damaged, mutated } from "../support/mutations.js";

const RUNS = 60;
/** For odd answers, which are mutated further. */
const FEWER_RUNS = 12;
const app = await sharedApp({ school: corpusSchool(), env: CORPUS_ENV, guard: GUARD });
const corpus = answerCorpus();
const documented = corpus.filter(({ name }) => name === "documented");
// Another HTTP status without a code looks like a proxy whose vendor is down, and may open the breaker.
const others = corpus.filter(
  ({ name, body, httpStatus }) => name !== "documented" && httpStatus === undefined && isJson(body),
);

function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString("utf8"));
    return true;
  } catch {
    return false;
  }
}

/** Outcomes of an unreadable answer. They are allowed besides the outcomes of the whole answer. */
const OF_UNREADABLE = new Set([
  "VendorUnavailableError",
  "OutcomeUnknownError",
  "VendorRejectedError",
  "NotPermittedError",
  "VENDOR_UNAVAILABLE",
  "VENDOR_REJECTED",
]);

/** The type of a mutation's outcome, and the codes of errors. */
function outcomesOf({ data, errors }: Pick<Answer, "data" | "errors">): string[] {
  const types = Object.values(data ?? {}).flatMap((value) =>
    typeof value === "object" && value !== null && "__typename" in value ? [String(value.__typename)] : [],
  );
  return [...types, ...errors.map(({ extensions }) => String(extensions["code"]))];
}

async function answerTo(fixture: Fixture, body: Buffer): Promise<Answer> {
  app.simulator.faults.clear();
  app.simulator.world.reset();
  answerWith(app, fixture, body);
  const answer = await ask(app, fixture.ask);
  expect(answer.status).toBe(200);
  return answer;
}

/** Many unreadable answers in a row must not stop the calls to a vendor. */
async function expectVendorsAreCalled(): Promise<void> {
  app.simulator.faults.clear();
  expect(await app.run('{ group(id: "healthy") { name } }')).toEqual({ group: { name: "Healthy" } });
  const openings = ["ClassIn", "Tencent IM"].flatMap((vendor) =>
    app.log.with(`${vendor} does not answer: calls stop, except for an occasional probe`),
  );
  expect(openings).toEqual([]);
}

describe.for([...documented, ...others])("a mutated answer of $operation ($name)", (fixture) => {
  test("never gives another outcome or an internal error", async () => {
    const whole = new Set(outcomesOf(await answerTo(fixture, fixture.body)));
    const any = fc.oneof(mutated(fixture.body), damaged(fixture.body));
    await fc.assert(
      fc.asyncProperty(any, async (body) => {
        const outcomes = outcomesOf(await answerTo(fixture, body)).filter(
          (outcome) => !OF_UNREADABLE.has(outcome),
        );
        expect(outcomes.filter((outcome) => !whole.has(outcome))).toEqual([]);
      }),
      { numRuns: fixture.name === "documented" ? RUNS : FEWER_RUNS },
    );
    await expectVendorsAreCalled();
  });
});

type Item = Readonly<Record<string, unknown>>;
interface Data {
  readonly groups: readonly Item[];
  readonly group: { readonly members: { readonly nodes: readonly Item[] } };
  readonly _entities: readonly [{ readonly groups: { readonly nodes: readonly Item[] } }];
  readonly a: Item;
  readonly syncStudentNicknames: { readonly results: readonly Item[] };
}

/** The place of the mutated element in the documented answer, and the results of the other elements. */
const OTHERS: Readonly<
  Record<string, { within: readonly (string | number)[]; rest: (data: Data) => unknown }>
> = {
  get_group_info: { within: ["GroupInfo", 1], rest: ({ groups }) => groups[1] },
  get_group_member_info: {
    within: ["MemberList", 0],
    rest: ({ group }) => group.members.nodes.filter(({ userId }) => userId === "b" || userId === "c"),
  },
  modifyCourseStudentNickName: {
    within: ["data", 1],
    rest: ({ syncStudentNicknames }) => syncStudentNicknames.results[0],
  },
  get_specified_group_member_info: { within: ["MemberList", 0], rest: ({ a }) => a },
  get_joined_group_list: {
    within: ["GroupIdList", 0],
    rest: ({ _entities: [user] }) => user.groups.nodes.filter(({ id }) => id === "g2"),
  },
};

describe.for(documented.filter(({ operation }) => operation in OTHERS))(
  "one mutated element of an answer of $operation",
  (fixture) => {
    const { within, rest } = OTHERS[fixture.operation] ?? { within: [], rest: () => null };
    test("affects no other element", async () => {
      const expected = rest(fixture.data as Data);
      await fc.assert(
        fc.asyncProperty(mutated(fixture.body, within), async (body) => {
          const { data } = await answerTo(fixture, body);
          expect(rest(data as unknown as Data)).toEqual(expected);
        }),
        { numRuns: RUNS },
      );
      await expectVendorsAreCalled();
    });
  },
);
