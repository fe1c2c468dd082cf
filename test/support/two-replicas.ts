import { ok } from "../../src/result.js";
import { momentOf } from "../../src/tencent-im/command.js";
import { keepingWhatIsFound, type SentReads } from "../../src/tencent-im/kept-reads/keep-found.js";
import { KeptReads } from "../../src/tencent-im/kept-reads/kept-reads.js";
import { announceWrites } from "../../src/tencent-im/kept-reads/kept-writes.js";
import type { GroupNews } from "../../src/tencent-im/kept-reads/news.js";
import { readKept } from "../../src/tencent-im/kept-reads/read-kept.js";
import type { GroupProfile, MemberProfile, ReadMoment } from "../../src/tencent-im/model.js";
import { shareReads } from "../../src/tencent-im/shared-reads.js";
import type { FakeClock } from "./fake-clock.js";

export const GROUP = "course-1";
export const AGES = { shortMs: 5_000, announcedMs: 300_000 };

export const aGroupProfile = (name: string, read: ReadMoment): GroupProfile => ({
  id: GROUP,
  name,
  type: null,
  ownerId: null,
  memberCount: null,
  maxMemberCount: null,
  introduction: null,
  notification: null,
  avatarUrl: null,
  createdAt: null,
  lastMessageAt: null,
  joinPolicy: null,
  everyoneMuted: null,
  customFields: null,
  read,
});

export const aMemberProfile = (nameCard: string, read: ReadMoment): MemberProfile => ({
  groupId: GROUP,
  userId: "student",
  role: null,
  nameCard,
  joinedAt: null,
  lastMessageAt: null,
  messageDelivery: null,
  mutedUntil: null,
  customFields: null,
  read,
});

/** A vendor with one group. Its state is a number, which every change increases. Calls wait until the test answers them. */
export class CountingVendor {
  state = 0;
  readonly calls: { sentMs: number; answer: () => void }[] = [];

  constructor(private readonly clock: FakeClock) {}

  /** Whether calls see the state when they are sent, or when they are answered. */
  seesEarly = true;

  readonly sent: SentReads = {
    groups: (ids) =>
      this.#call((name, read) => new Map(ids.map((id) => [id, ok(aGroupProfile(name, read))]))),
    members: (_groupId, ids) =>
      this.#call((name, read) => new Map(ids.map((id) => [id, ok(aMemberProfile(name, read))]))),
    page: () =>
      this.#call((name, read) => {
        const after = { by: "offset", offset: 1 } as const;
        const members = [{ member: aMemberProfile(name, read), after }];
        return ok({ members, next: null, groupMemberCount: 1, read });
      }),
    joined: () => Promise.reject(new Error("not part of these tests")),
  };

  /** No call is in flight for longer than an attempt may take. */
  answerCallsBefore(sentMs: number): void {
    for (const call of this.calls.filter((call) => call.sentMs <= sentMs)) {
      this.calls.splice(this.calls.indexOf(call), 1);
      call.answer();
    }
  }

  #call<Answer>(answerWith: (state: string, read: ReadMoment) => Answer): Promise<Answer> {
    const read = momentOf(this.clock);
    const early = this.seesEarly ? this.state : null;
    return new Promise((resolve) => {
      this.calls.push({
        sentMs: read.monotonicMs,
        answer: () => resolve(answerWith(String(early ?? this.state), read)),
      });
    });
  }
}

/** One replica. What it announces goes into `outbox`. */
export function aReplica(clock: FakeClock, vendor: CountingVendor, maxGroupWeight?: number) {
  const link: { since: number | null; outbox: GroupNews[] } = { since: clock.monotonicMs(), outbox: [] };
  const kept = new KeptReads({
    ages: AGES,
    clock,
    heardSince: () => link.since,
    ...(maxGroupWeight !== undefined && { maxGroupWeight }),
  });
  const shared = shareReads({ clock }, keepingWhatIsFound(vendor.sent, kept));
  kept.onChange((groupId) => (groupId === null ? shared.forgetAll() : shared.forget(groupId)));
  const write = announceWrites({
    kept,
    clock,
    announce(news) {
      link.outbox.push(news);
      return Promise.resolve();
    },
  });
  return { kept, link, write, reads: readKept(kept, shared.readsFor(kept.mayJoin)) };
}

export type Replica = ReturnType<typeof aReplica>;
