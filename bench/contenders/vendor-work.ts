/** The vendor calls of the four operations, with exactly the fields that each selects. */
export interface VendorWork {
  readGroups(ids: readonly string[]): Promise<(BenchGroup | null)[]>;
  readMembers(groupId: string, first: number): Promise<readonly object[]>;
  setNameCard(input: NameCardInput): Promise<object>;
}

export interface BenchGroup {
  readonly id: string;
  readonly name: string | null;
  readonly type: string | null;
  readonly memberCount: number | null;
}

export interface NameCardInput {
  readonly groupId: string;
  readonly userId: string;
  readonly nameCard: string;
}
