/** The name that the school says a person has. */
export interface OfficialName {
  /** The person's id in Tencent IM. */
  readonly userId: string;
  /** The person's number in ClassIn. Null if it is not known. */
  readonly classinUid: string | null;
  readonly name: string;
  /** When the name or the number last changed. */
  readonly updatedAt: Date;
}

/** A name to set. */
export interface NameToSet {
  readonly userId: string;
  /** Absent: a known number is kept. Empty: it is removed. */
  readonly classinUid?: string;
  readonly name: string;
}

/** A number in ClassIn that belongs to another user. */
export interface NumberConflict {
  readonly userId: string;
  readonly classinUid: string;
  /** The user who has the number. */
  readonly heldBy: string;
}

/** What setting names did. */
export interface NamesSet {
  readonly changed: number;
  /** Names that were stored already, with the same number. */
  readonly unchanged: number;
}

/** Why nothing was set. */
export interface NumberConflicts {
  /** The first 100, in the order of the input. */
  readonly first: readonly NumberConflict[];
  /** The number of all. */
  readonly count: number;
}

/** What was erased, and what has to wait. */
export interface Erased {
  /** The number in ClassIn that was looked for. Null if none was known. */
  readonly classinUid: string | null;
  readonly officialNameRemoved: boolean;
  /** Messages of the vendors whose content was removed. */
  readonly eventsBlanked: number;
  /** Messages that still have to be processed or relayed. They keep their content until then. */
  readonly eventsLeft: number;
  readonly courseStudentsRemoved: number;
  /** Items of bulk operations whose name card and custom fields were removed. */
  readonly bulkItemsBlanked: number;
  /** Items that still have to be carried out. */
  readonly bulkItemsLeft: number;
  /** Syncs of nicknames that no longer say who asked for them. */
  readonly syncsBlanked: number;
  /** Renames of the person. */
  readonly renamesRemoved: number;
  /** Corrections of the person's name cards. */
  readonly nameCorrectionsRemoved: number;
}
