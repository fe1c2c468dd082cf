import { expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { type CallContext, callContext } from "../../src/vendor/call-context.js";
import type { Lane } from "../../src/vendor/rate-limit/fair-queue.js";
import { FakeClock } from "../support/fake-clock.js";
import { startVendors, type Vendors } from "../support/vendors.js";
import { waitUntil } from "../support/wait-until.js";

const FLOOD = 20;
const LAST = FLOOD - 1;
const COURSES = Array.from({ length: FLOOD }, (_, index) => `${1001 + index}`);
const school = aSchool({
  courses: COURSES.map((id) => aCourse({ id })),
  groups: [aGroup({ id: "group-1", members: FLOOD + 1 })],
});

const rename = (index: number) => ({
  groupId: "group-1",
  userId: studentAccount(index + 1),
  nameCard: `card ${index}`,
});

/** Starts the work item with a number, and reads the number back from a call's body. */
const KINDS = [
  {
    name: "sync of a course",
    run: ({ classin }: Vendors, index: number, context: CallContext) =>
      classin.syncNicknames(COURSES[index] ?? "", context),
    numberIn: (body: unknown) => COURSES.indexOf((body as { courseId: string }).courseId),
  },
  {
    name: "change of a member",
    run: ({ im }: Vendors, index: number, context: CallContext) => im.updateMember(rename(index), context),
    numberIn: (body: unknown) => Number((body as { NameCard: string }).NameCard.split(" ")[1]),
  },
];

for (const { name, run, numberIn } of KINDS) {
  for (const lane of ["interactive", "bulk"] satisfies Lane[]) {
    test(`a ${name} that also waits in another caller's ${lane} flood gets its own caller's turn`, async () => {
      const clock = new FakeClock(new Date());
      await using vendors = await startVendors({ school, clock, callsPerSecond: 2 });
      const operation = lane === "bulk" ? "import" : null;
      const flooder = callContext(clock, { lane, callers: ["flooder"], operation });
      const flood = COURSES.map((_, index) => run(vendors, index, flooder));
      const teacher = run(vendors, LAST, callContext(clock, { callers: ["teacher"] }));

      const order = () => vendors.simulator.calls.list().map(({ body }) => numberIn(body));
      while (!order().includes(LAST)) {
        await clock.advance(20);
        // Each granted call ends before the next one is granted.
        await waitUntil(() => vendors.reports.length === FLOOD - vendors.waiting(), {
          timeoutMs: 20_000,
          what: "the granted calls are answered",
        });
      }
      // The first was sent at once. At most one more of the flood comes before the teacher.
      expect(order().indexOf(LAST)).toBeLessThanOrEqual(2);
      expect(await teacher).toMatchObject({ ok: true });
      await clock.advance(60_000);
      await Promise.all(flood);
    });
  }
}
