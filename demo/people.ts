import type { Holder, Issuer } from "./issuer.js";

/** A person of the simulator's school, as whom a visitor can sign in to the roster page. */
export interface Person extends Holder {
  readonly name: string;
  /** The page describes what each role may do. */
  readonly role: "TEACHER" | "ADMINISTRATOR" | "STUDENT";
}

/** The class that the page opens for each of them. */
export const FIRST_CLASS = "/class/561294";

export const ADMINISTRATOR: Person = {
  name: "王校长 Headmaster Wang",
  role: "ADMINISTRATOR",
  subject: "headmaster_wang",
  scopes: ["read", "write", "names", "events", "bulk"],
};

export const PEOPLE: readonly Person[] = [
  {
    name: "李老师 Ms Li",
    role: "TEACHER",
    subject: "teacher_li",
    scopes: ["read:own", "write:own", "names"],
  },
  ADMINISTRATOR,
  { name: "王小明 Wang Xiaoming", role: "STUDENT", subject: "student_001", scopes: ["read:own"] },
];

/** What the page reads at /people.json. Tokens are minted when they are asked for, so none is older than the page. */
export const peopleWithTokens = (issuer: Pick<Issuer, "mint">) =>
  Promise.all(
    PEOPLE.map(async (person) => ({
      name: person.name,
      role: person.role,
      home: FIRST_CLASS,
      token: await issuer.mint(person),
    })),
  );
