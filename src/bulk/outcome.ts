import type { SyncFailure } from "../classin/client.js";
import { rowForErrno } from "../classin/errno.js";
import { type CardCounts, type CardsFailure, NO_CARDS } from "../names/cards/model.js";
import { failed, ok, type Result } from "../result.js";
import { rowForCode } from "../tencent-im/error-code.js";
import type { UpdateMemberFailure } from "../tencent-im/member-update.js";
import type { GroupType, MemberAspect } from "../tencent-im/model.js";
import { type FailureSource, RETRY_AFTER_SECONDS, type Vendor } from "../vendor/failure.js";
import type { OutcomeExtra, StoredOutcome } from "./model.js";

type AnyFailure = SyncFailure | UpdateMemberFailure;

export const succeededAt = (endedAt: Date): StoredOutcome => ({
  outcome: "succeeded",
  failure: null,
  code: null,
  extra: null,
  endedAt,
});

/** A group of which some cards could not be set. */
export const partlyNamed = (cards: CardCounts, endedAt: Date): StoredOutcome => ({
  outcome: "failed",
  failure: PARTLY_NAMED,
  code: null,
  extra: { cards },
  endedAt,
});

const PARTLY_NAMED = "partly-named";

/** What became of a group's cards, if all of them were looked at. Otherwise the failure. */
export function groupOutcomeOf(stored: StoredOutcome): Result<CardCounts, CardsFailure> {
  if (stored.failure === null || stored.failure === PARTLY_NAMED) return ok(stored.extra?.cards ?? NO_CARDS);
  return failed(updateFailureOf(stored) as CardsFailure);
}

/** A failure without its message. If the change may have been made after all, its outcome is unknown. */
export function outcomeOfFailure(failure: AnyFailure, endedAt: Date): StoredOutcome {
  const { code } = failure;
  if (failure.kind === "outcome-unknown" || (failure.kind === "unavailable" && failure.mayHaveApplied)) {
    return { outcome: "unknown", failure: "outcome-unknown", code, extra: null, endedAt };
  }
  return { outcome: "failed", failure: failure.kind, code, extra: extraOf(failure), endedAt };
}

function extraOf(failure: AnyFailure): OutcomeExtra | null {
  switch (failure.kind) {
    case "rate-limited":
    case "unavailable":
      return { retryAfterSeconds: failure.retryAfterSeconds };
    case "change-not-allowed-in-group-type":
      return { groupType: failure.groupType, change: failure.change };
    default:
      return null;
  }
}

/** A stored sync failure, as ClassIn's client returned it. Null for a success. */
export function syncFailureOf(stored: StoredOutcome): SyncFailure | null {
  if (stored.failure === null) return null;
  const source = sourceOf("classin", stored, (code) => rowForErrno(code).meaning);
  const kind = stored.failure as SyncFailure["kind"];
  if (kind === "rate-limited" || kind === "unavailable") {
    return { ...source, kind, retryAfterSeconds: retryAfter(stored) };
  }
  return { ...source, kind };
}

/** A stored update failure, as Tencent IM's client returned it. Null for a success. */
export function updateFailureOf(stored: StoredOutcome): UpdateMemberFailure | null {
  if (stored.failure === null) return null;
  const source = sourceOf("tencent-im", stored, (code) => rowForCode(code).meaning);
  const kind = stored.failure as UpdateMemberFailure["kind"];
  if (kind === "rate-limited" || kind === "unavailable") {
    return { ...source, kind, retryAfterSeconds: retryAfter(stored) };
  }
  if (kind === "change-not-allowed-in-group-type") {
    const { groupType, change } = stored.extra ?? {};
    return { ...source, kind, groupType: groupType as GroupType, change: change as MemberAspect };
  }
  return { ...source, kind };
}

const retryAfter = ({ extra }: StoredOutcome): number => extra?.retryAfterSeconds ?? RETRY_AFTER_SECONDS;

/** The reason if the vendor sent no code: only the failure kind was stored. */
const WITHOUT_CODE: Readonly<Record<string, string>> = {
  "rate-limited": "too many calls were waiting for this vendor",
  unavailable: "it sent no readable answer",
  "outcome-unknown": "the answer was lost",
  rejected: "it could not be carried out",
};

function sourceOf(
  vendor: Vendor,
  { code, failure }: StoredOutcome,
  meaningOf: (code: number) => string,
): FailureSource {
  const why = code === null ? (WITHOUT_CODE[failure ?? ""] ?? "the vendor sent no code") : meaningOf(code);
  return { vendor, code, why };
}
