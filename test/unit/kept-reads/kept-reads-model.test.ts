import fc from "fast-check";
import { expect, test } from "vitest";
import { failed, ok, type Result } from "../../../src/result.js";
import type { GroupNews } from "../../../src/tencent-im/kept-reads/news.js";
import type { GroupField, MemberField } from "../../../src/tencent-im/model.js";
import { callContext } from "../../../src/vendor/call-context.js";
import type { VendorFailure } from "../../../src/vendor/failure.js";
import { ATTEMPT_TIMEOUT_MS } from "../../../src/vendor/timeout.js";
import { FakeClock, settled } from "../../support/fake-clock.js";
import { AGES, aReplica, CountingVendor, GROUP, type Replica } from "../../support/two-replicas.js";

/** After a lost answer, a write may be carried out for so long. */
const LATE_MS = 10_000;
/** Longer than any operation may take. */
const LONGEST_WRITE_MS = 20_000;
/** Calls that are sent during a wait must end in time as well. */
const SLICE_MS = 1_000;

type Kind = "group" | "member" | "page";
type Step =
  | { do: "read"; replica: 0 | 1; kind: Kind; announced: boolean; seesEarly: boolean }
  | { do: "answer-read"; index: number }
  | { do: "begin-write"; replica: 0 | 1 }
  | { do: "carry-out"; index: number }
  | { do: "end-write"; index: number; known: boolean }
  | { do: "event"; reaches: readonly [boolean, boolean]; isMissed: boolean }
  | { do: "deliver"; from: 0 | 1 }
  | { do: "break" | "mend"; replica: 0 | 1 }
  | { do: "wait"; ms: number };

const replica = fc.constantFrom(0 as const, 1 as const);
const index = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("read" as const),
      replica,
      kind: fc.constantFrom<Kind>("group", "member", "page"),
      announced: fc.boolean(),
      seesEarly: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("answer-read" as const), index }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("begin-write" as const), replica }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("carry-out" as const), index }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("end-write" as const), index, known: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("event" as const),
      reaches: fc.tuple(fc.boolean(), fc.boolean()),
      isMissed: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("deliver" as const), from: replica }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("break" as const, "mend" as const), replica }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(6, 6, 400, 2_500, 5_100, 11_000),
    }),
  },
);

/** A write in progress. */
interface Write {
  readonly by: 0 | 1;
  readonly begunMs: number;
  /** The state that it leads to. Null until the vendor has carried it out. */
  state: number | null;
  /** Its answer was lost, so it may be carried out for some seconds more. */
  lostAt: number | null;
  end: (outcome: Result<null, VendorFailure>) => void;
}

/** Two replicas, a vendor, and what each replica must show at least. */
class World {
  readonly clock = new FakeClock();
  readonly vendor = new CountingVendor(this.clock);
  readonly replicas: readonly [Replica, Replica] = [
    aReplica(this.clock, this.vendor),
    aReplica(this.clock, this.vendor),
  ];
  readonly writes: Write[] = [];
  /** For each replica, the oldest state that a read beginning now may show. */
  readonly atLeast: [number, number] = [0, 0];
  /** What each replica will have to show once it hears of the write. */
  readonly pending: [Map<string, number>, Map<string, number>] = [new Map(), new Map()];
  readonly heard: [Set<string>, Set<string>] = [new Set(), new Set()];
  readonly reads: Promise<void>[] = [];
  readonly violations: string[] = [];
  readonly broken: [boolean, boolean] = [false, false];

  async run(step: Step): Promise<void> {
    switch (step.do) {
      case "read":
        this.vendor.seesEarly = step.seesEarly;
        this.reads.push(this.read(step.replica, step.kind, step.announced));
        break;
      case "answer-read":
        this.vendor.calls.splice(step.index, 1)[0]?.answer();
        break;
      case "begin-write":
        this.beginWrite(step.replica);
        break;
      case "carry-out":
        this.carryOut(this.writes[step.index]);
        break;
      case "end-write": {
        const write = this.writes[step.index];
        if (write === undefined || write.lostAt !== null) break;
        if (step.known) this.carryOut(write);
        else write.lostAt = this.clock.monotonicMs();
        write.end(step.known ? ok(null) : LOST);
        break;
      }
      case "event": {
        this.vendor.state += 1;
        for (const at of [0, 1] as const) {
          if (!step.reaches[at] || this.broken[at]) continue;
          const news = { kind: step.isMissed ? "webhooks-missed" : "group-changed", groupId: GROUP } as const;
          this.replicas[at].kept.heard(news);
          this.atLeast[at] = this.vendor.state;
        }
        break;
      }
      case "deliver":
        this.deliver(step.from);
        break;
      case "break":
        this.broken[step.replica] = true;
        this.replicas[step.replica].link.since = null;
        break;
      case "mend":
        if (!this.broken[step.replica]) break;
        this.broken[step.replica] = false;
        this.replicas[step.replica].link.since = this.clock.monotonicMs();
        break;
      case "wait":
        for (let leftMs = step.ms; leftMs > 0; leftMs -= SLICE_MS)
          await this.wait(Math.min(leftMs, SLICE_MS));
    }
    for (let turn = 0; turn < 4; turn += 1) await settled();
  }

  async finish(): Promise<void> {
    for (const write of this.writes) write.end(ok(null));
    for (let turn = 0; turn < 5; turn += 1) {
      for (const call of this.vendor.calls.splice(0)) call.answer();
      await this.clock.advance(10);
    }
    await Promise.all(this.reads);
  }

  /** No call and no write lasts longer than in the server. */
  private async wait(ms: number): Promise<void> {
    const endsMs = this.clock.monotonicMs() + ms;
    this.vendor.answerCallsBefore(endsMs - ATTEMPT_TIMEOUT_MS);
    this.endBefore(endsMs - LONGEST_WRITE_MS);
    await this.clock.advance(ms);
  }

  /** Ends writes that began so long ago. */
  private endBefore(begunMs: number): void {
    for (const write of this.writes.filter((write) => write.begunMs <= begunMs)) {
      this.carryOut(write);
      if (write.lostAt === null) write.end(ok(null));
    }
  }

  private carryOut(write: Write | undefined): void {
    if (write === undefined || write.state !== null) return;
    // So late, the vendor has given it up.
    if (write.lostAt !== null && this.clock.monotonicMs() >= write.lostAt + LATE_MS - 1) return;
    write.state = this.vendor.state += 1;
  }

  private beginWrite(by: 0 | 1): void {
    const other = by === 0 ? 1 : 0;
    const { link } = this.replicas[by];
    const write: Write = {
      by,
      begunMs: this.clock.monotonicMs(),
      state: null,
      lostAt: null,
      end: () => undefined,
    };
    this.writes.push(write);
    const ending = this.replicas[by].write(
      GROUP,
      () => new Promise<Result<null, VendorFailure>>((resolve) => (write.end = resolve)),
    );
    const writeId = idOf(link.outbox.at(-1));
    void ending.then((outcome) => {
      if (outcome.ok && write.state !== null) {
        this.atLeast[by] = Math.max(this.atLeast[by], write.state);
        this.mustShow(other, writeId, write.state);
      }
      const index = this.writes.indexOf(write);
      if (outcome.ok && index >= 0) this.writes.splice(index, 1);
    });
  }

  private mustShow(at: 0 | 1, writeId: string, state: number): void {
    if (this.heard[at].has(writeId)) this.atLeast[at] = Math.max(this.atLeast[at], state);
    else this.pending[at].set(writeId, state);
  }

  /** Delivers the next announcement to the other replica. It is lost if that replica does not listen. */
  private deliver(from: 0 | 1): void {
    const to = from === 0 ? 1 : 0;
    const news = this.replicas[from].link.outbox.shift();
    if (news === undefined || this.broken[to]) return;
    this.replicas[to].kept.heard(news);
    const writeId = idOf(news);
    this.heard[to].add(writeId);
    this.atLeast[to] = Math.max(this.atLeast[to], this.pending[to].get(writeId) ?? 0);
  }

  private async read(at: 0 | 1, kind: Kind, announced: boolean): Promise<void> {
    const { link, reads } = this.replicas[at];
    const startedMs = this.clock.monotonicMs();
    const atLeast = this.atLeast[at];
    // Writes whose answer was lost must be seen once they are carried out, by the replica that made them.
    const late = this.writes
      .filter((write) => write.by === at && write.lostAt !== null)
      .map((write) => write.state ?? 0);
    const since = link.since;
    const context = callContext(this.clock, { timeoutMs: 120_000 });
    const found = await ask(reads, kind, announced, context);
    if (found === null) return;
    const oldest = Math.max(atLeast, ...late);
    if (found.state < oldest) this.violations.push(`state ${found.state} instead of ${oldest}`);
    const isLong = announced && since !== null && since <= found.monotonicMs;
    const maxAge = isLong ? AGES.announcedMs : AGES.shortMs;
    const ageMs = startedMs - found.monotonicMs;
    if (ageMs > maxAge) this.violations.push(`${ageMs} ms old instead of ${maxAge}`);
  }
}

const LOST = failed<VendorFailure>({
  kind: "outcome-unknown",
  vendor: "tencent-im",
  code: null,
  why: "the connection was lost",
});

const idOf = (news: GroupNews | undefined): string =>
  (news !== undefined && "writeId" in news ? news.writeId : undefined) ?? "none";

async function ask(
  reads: Replica["reads"],
  kind: Kind,
  announced: boolean,
  context: ReturnType<typeof callContext>,
): Promise<{ state: number; monotonicMs: number } | null> {
  const memberFields = new Set<MemberField>(announced ? ["nameCard"] : ["nameCard", "customFields"]);
  if (kind === "group") {
    const fields = new Set<GroupField>(announced ? ["name"] : ["name", "customFields"]);
    const read = (await reads.groups([GROUP], fields, context)).get(GROUP);
    return read?.ok === true && read.value !== null
      ? { state: Number(read.value.name), monotonicMs: read.value.read.monotonicMs }
      : null;
  }
  const read =
    kind === "member"
      ? (await reads.members(GROUP, ["student"], memberFields, context)).get("student")
      : firstOf(
          await reads.memberPage(
            { groupId: GROUP, first: 50, after: null, roles: null },
            memberFields,
            context,
          ),
        );
  return read?.ok === true && read.value !== null
    ? { state: Number(read.value.nameCard), monotonicMs: read.value.read.monotonicMs }
    : null;
}

const firstOf = (page: Awaited<ReturnType<Replica["reads"]["memberPage"]>>) =>
  page.ok ? ok(page.value.members[0]?.member ?? null) : page;

test("no read is too old, and none shows the state before a write whose answer was already there", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const world = new World();
      for (const step of steps) await world.run(step);
      await world.finish();
      expect(world.violations).toEqual([]);
    }),
    { numRuns: 5_000 },
  );
}, 120_000);
