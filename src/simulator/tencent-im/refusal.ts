/** Thrown to refuse a call. The handler turns it into the vendor's error answer. */
export class Refusal extends Error {
  readonly code: number;

  constructor(code: number, info: string) {
    super(info);
    this.code = code;
  }
}

/** Only a few of these texts are confirmed. Clients must not depend on them. */
export const TEXTS: Readonly<Record<number, string>> = {
  10002: "internal error, please try again",
  10003: "no such command",
  10010: "this group does not exist",
  60002: "HTTP parse Error",
  60003: "the body is not valid JSON",
  60007: "this command is called too often",
  60008: "service timeout or request format error,please check and try again",
  60009: "no such resource",
  60011: "this app calls too often",
  60018: "this app calls too often",
};
