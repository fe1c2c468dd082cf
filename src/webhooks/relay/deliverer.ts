import type { Sql } from "../../store/sql.js";
import type { Clock } from "../../vendor/clock.js";
import { backoffMs } from "./backoff.js";
import type { Delivery, Message, RelayLog, RelayObserver, Target } from "./model.js";
import {
  type Claim,
  LEASE_MS,
  passMessages,
  readPage,
  recordFailure,
  recordGivenUp,
  recordSuccess,
  renewLease,
} from "./positions.js";
import { ANSWER_WITHIN_MS, type Poster } from "./post.js";
import type { SignMessage } from "./sign.js";

export interface DelivererDeps {
  readonly clock: Clock;
  readonly random: () => number;
  readonly poster: Poster;
  readonly sign: SignMessage;
  readonly observer: RelayObserver;
  readonly log: RelayLog;
}

/** Delivers messages in order, until none is left, one fails, or the lease is lost. `requestedAt`: monotonic time before the claim. */
export type Deliver = (sql: Sql, claim: Claim, requestedAt: number) => Promise<void>;

const PAGE_SIZE = 100;
/** A message is given up when it has failed for this long. */
const GIVE_UP_AFTER_MS = 3 * 24 * 60 * 60_000;
/** A delivery must end while the lease holds. The rest allows for a clock that differs from the store's. */
const NEEDED_MS = ANSWER_WITHIN_MS + 2_500;

type Trouble = Pick<Claim, "tries" | "failing">;
const NO_TROUBLE: Trouble = { tries: 0, failing: null };

export function createDeliverer(target: Target, deps: DelivererDeps, isStopping: () => boolean): Deliver {
  const { clock, log, observer } = deps;

  /** True once the message is delivered and this is stored. Otherwise the claim may deliver no more. */
  const deliver = async (sql: Sql, claim: Claim, message: Message, trouble: Trouble): Promise<boolean> => {
    const delivery = await deps.poster.post(deps.sign(message, clock.now()), message.body);
    observer.delivery(target.name, delivery.outcome);
    if (delivery.why !== null) {
      if (!(await fail(sql, claim, message, trouble, delivery, delivery.why))) log.fencedOff(target);
      return false;
    }
    const isOurs = await recordSuccess(sql, claim, message.number);
    if (!isOurs) log.fencedOff(target);
    else if (trouble.tries > 0) log.recovered(target, trouble.tries);
    return isOurs;
  };

  /** False if another replica holds the target. */
  const fail = async (
    sql: Sql,
    claim: Claim,
    message: Message,
    { tries, failing }: Trouble,
    { retryAfterMs }: Delivery,
    why: string,
  ): Promise<boolean> => {
    const at = clock.now();
    const { number } = message;
    const firstTriedAt = failing?.number === number ? failing.since : at;
    if (at.getTime() - firstTriedAt.getTime() >= GIVE_UP_AFTER_MS) {
      if (!(await recordGivenUp(sql, claim, number, why))) return false;
      observer.givenUp(target.name);
      log.gaveUp(target, message, why);
      return true;
    }
    const notBefore = new Date(at.getTime() + backoffMs(tries + 1, retryAfterMs, deps.random));
    if (!(await recordFailure(sql, claim, { number, firstTriedAt, at, notBefore, why }))) return false;
    if (tries === 0) log.failing(target, message, why);
    return true;
  };

  /** The same time if the lease is long enough for a delivery, now if it was renewed, null if it is lost. */
  const renewed = async (sql: Sql, claim: Claim, leasedAt: number): Promise<number | null> => {
    const now = clock.monotonicMs();
    if (now - leasedAt <= LEASE_MS - NEEDED_MS) return leasedAt;
    return (await renewLease(sql, claim)) ? now : null;
  };

  return async (sql, claim, requestedAt) => {
    let { position } = claim;
    let trouble: Trouble = claim;
    let leasedAt: number | null = requestedAt;
    for (;;) {
      // A target that fails is probed with one message.
      const { messages, end } = await readPage(sql, position, trouble.tries > 0 ? 1 : PAGE_SIZE);
      if (end === null) return;
      for (const message of messages) {
        if (isStopping()) return;
        leasedAt = await renewed(sql, claim, leasedAt);
        if (leasedAt === null) return log.fencedOff(target);
        const sentAt = clock.monotonicMs();
        if (!(await deliver(sql, claim, message, trouble))) return;
        [position, trouble, leasedAt] = [message.number, NO_TROUBLE, sentAt];
      }
      if (position < end && !(await passMessages(sql, claim, end))) return log.fencedOff(target);
      position = end;
    }
  };
}
