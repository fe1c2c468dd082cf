import { registeredName, studentAccount } from "../src/simulator/names.js";

/** The simulator gives its students these numbers in ClassIn, in the order of their accounts. */
const FIRST_UID = 1_001_000;

/** The user id in Tencent IM of a student in ClassIn. */
export const userIdOf = (uid: string): string => studentAccount(Number(uid) - FIRST_UID);

/** The school's own name of a student. Null if the user is none. */
export function nameOfStudent(userId: string): string | null {
  const number = /^student_(\d{3})$/.exec(userId)?.[1];
  return number === undefined ? null : registeredName(Number(number));
}
