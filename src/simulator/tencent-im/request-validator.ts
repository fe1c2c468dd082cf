import type { Accounts } from "../accounts.js";
import type { Choices } from "../choices.js";
import type { Clock } from "../clock.js";
import { RateLimit } from "../rate-limit.js";
import type { Arrival } from "../vendor-handler.js";
import { gateCodesFor } from "./gate-codes.js";
import { Refusal, TEXTS } from "./refusal.js";
import { SignatureLock } from "./signature-lock.js";
import { SignatureReader } from "./user-sig.js";

const PARAMETERS = ["sdkappid", "identifier", "usersig", "random", "contenttype"] as const;

export interface GateDeps {
  account: Accounts["tencentIm"];
  choices: Choices;
  clock: Clock;
}

/** The checks before a call's body is read: path, query, signature, limits. */
export class RequestValidator {
  readonly #deps: GateDeps;
  readonly #codes: ReturnType<typeof gateCodesFor>;
  readonly #lock: SignatureLock;
  readonly #signatures: SignatureReader;
  readonly #limits = new Map<string, RateLimit>();
  readonly #limitOfApp: RateLimit | null;

  constructor(deps: GateDeps) {
    this.#deps = deps;
    this.#codes = gateCodesFor(deps.choices);
    this.#lock = new SignatureLock(deps.choices.signatureLock);
    this.#signatures = new SignatureReader(deps.account.secretKey);
    const { callsPerSecondOfApp } = deps.choices;
    this.#limitOfApp = callsPerSecondOfApp === null ? null : new RateLimit(callsPerSecondOfApp);
  }

  /** Throws a Refusal if a check fails. `command` is null if the path is unknown. */
  check(request: Arrival, command: string | null, isKnown: boolean): void {
    if (request.method !== "POST") throw new Refusal(60002, "the method must be POST");
    if (command === null) throw new Refusal(60009, "no such resource");
    this.#checkQuery(request.query);
    this.#checkSignature(request.query, request.at);
    if (!isKnown) throw new Refusal(10003, `no command ${command}`);
    this.#checkLimits(command, request.at);
  }

  reset(): void {
    this.#lock.reset();
  }

  #checkQuery(query: URLSearchParams): void {
    const { requests } = this.#deps.choices;
    const codes = this.#codes;
    for (const name of query.keys()) {
      if (!PARAMETERS.some((known) => known === name)) {
        if (requests === "lenient") continue;
        throw new Refusal(10004, `unknown query parameter ${name}`);
      }
      if (query.getAll(name).length > 1) throw new Refusal(60002, `query parameter ${name} is given twice`);
    }
    if (!query.get("sdkappid")) throw new Refusal(codes.noApp, "sdkappid is missing");
    if (!/^\d{1,15}$/.test(query.get("sdkappid") ?? ""))
      throw new Refusal(codes.unreadableApp, "sdkappid is not a number");
    if (!query.get("identifier")) throw new Refusal(codes.noIdentifier, "identifier is missing");
    if (!query.get("usersig")) throw new Refusal(codes.noUserSig, "usersig is missing");
    const random = query.get("random") ?? "";
    if (!/^\d{1,10}$/.test(random) || Number(random) > 0xffffffff) {
      throw new Refusal(60002, "random must be an unsigned 32-bit integer");
    }
    if (query.get("contenttype") !== "json") throw new Refusal(codes.contentType, "contenttype must be json");
  }

  #checkSignature(query: URLSearchParams, at: number): void {
    const { account, clock, choices } = this.#deps;
    const codes = choices.userSigCodes;
    if (this.#lock.isLocked(at)) throw new Refusal(codes.locked, "too many bad signatures, wait a minute");
    const read = this.#signatures.read(query.get("usersig") ?? "");
    if (read === "undecodable") throw new Refusal(this.#codes.unreadableUserSig, "usersig cannot be read");
    if (read === "wrong-signature") {
      this.#lock.failed(at);
      throw new Refusal(codes.wrongSignature, "usersig was signed with another key");
    }
    const { ticket } = read;
    const identifier = query.get("identifier");
    if (ticket["TLS.identifier"] !== identifier) {
      throw new Refusal(codes.otherIdentifier, "usersig is for another identifier");
    }
    if (ticket["TLS.sdkappid"] !== Number(query.get("sdkappid"))) {
      throw new Refusal(codes.otherApp, "usersig is for another app");
    }
    if (ticket["TLS.sdkappid"] !== account.sdkAppId)
      throw new Refusal(codes.unknownApp, "there is no such app");
    if (ticket["TLS.time"] + ticket["TLS.expire"] <= clock.seconds()) {
      throw new Refusal(codes.expired, "usersig has expired");
    }
    if (identifier !== account.admin)
      throw new Refusal(codes.notAdmin, "identifier is not an admin of the app");
  }

  #checkLimits(command: string, at: number): void {
    const limit = this.#limits.get(command) ?? new RateLimit(this.#deps.choices.callsPerSecond);
    this.#limits.set(command, limit);
    if (!limit.admits(at)) throw new Refusal(60007, TEXTS[60007] ?? "");
    if (this.#limitOfApp?.admits(at) === false) {
      const { appTooOften } = this.#codes;
      throw new Refusal(appTooOften, TEXTS[appTooOften] ?? "");
    }
  }
}
