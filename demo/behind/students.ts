import { studentAccount } from "../../src/simulator/names.js";
import type { SimulatorControl } from "../simulator-control.js";

/** What a student has just done, without any help of the graph. */
export type Happened =
  | { readonly kind: "renamed"; readonly userId: string; readonly nameCard: string }
  | { readonly kind: "joined"; readonly userId: string };

export interface Students {
  /** Null if the simulator does not answer. */
  rename(): Promise<Happened | null>;
  join(): Promise<Happened | null>;
}

const FIRST_TO_RENAME = 5;
/** Several students take turns: a name that changes back too often is left alone. */
const HOW_MANY_RENAME = 7;
const CARDS = ["Captain Cat", "🦄 unicorn", "睡不醒", "Player 42"] as const;
/** The class has fewer students at first. */
const FIRST_TO_JOIN = 101;

export function studentsOf(
  groupId: string,
  simulator: Pick<SimulatorControl, "renameThemselves" | "joinGroup">,
): Students {
  let renamed = 0;
  let joined = 0;
  return {
    async rename() {
      const userId = studentAccount(FIRST_TO_RENAME + (renamed % HOW_MANY_RENAME));
      const nameCard = CARDS[renamed % CARDS.length] ?? "";
      renamed += 1;
      const isDone = await simulator.renameThemselves({ groupId, userId, nameCard });
      return isDone ? { kind: "renamed", userId, nameCard } : null;
    },
    async join() {
      const userId = studentAccount(FIRST_TO_JOIN + joined);
      joined += 1;
      return (await simulator.joinGroup({ groupId, userId })) ? { kind: "joined", userId } : null;
    },
  };
}
