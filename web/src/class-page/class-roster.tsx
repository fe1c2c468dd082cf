import { useMemo, useState } from "react";
import { PageState } from "../components/page-state.js";
import { useLanguage } from "../messages/language-provider.js";
import { useText } from "../messages/use-text.js";
import { useSession } from "../session/session.js";
import styles from "./class-page.module.css";
import { memberRights } from "./member-rights.js";
import { MemberSearch } from "./member-search.js";
import { RenameDialog } from "./rename-dialog.js";
import { RosterTable } from "./roster-table.js";
import { findMembers, sortMembers } from "./sort-members.js";
import type { Group, Member } from "./types.js";
import { useChangeMember } from "./use-change-member.js";

interface Props {
  readonly group: Group;
  readonly members: readonly Member[];
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/** The table of the members, with a search and the dialog to rename one of them. */
export function ClassRoster({ group, members, isLoading, reload }: Props) {
  const text = useText();
  const session = useSession();
  const { language } = useLanguage();
  const [search, setSearch] = useState("");
  const [renaming, setRenaming] = useState<Member | null>(null);
  const change = useChangeMember(session.rights.names, reload);

  const sorted = useMemo(() => sortMembers(members, language), [members, language]);
  const found = useMemo(() => findMembers(sorted, search), [sorted, search]);
  const rightsOver = useMemo(() => memberRights(session, members), [session, members]);
  const total = group.memberCount ?? members.length;

  if (members.length === 0) return <PageState>{text(isLoading ? "state.loading" : "state.empty")}</PageState>;
  return (
    <div className={styles.roster}>
      <div className={styles.tools}>
        <MemberSearch onSearch={setSearch} />
        {isLoading && members.length < total && (
          <p className={styles.soft}>{text("class.progress", { loaded: members.length, total })}</p>
        )}
      </div>
      {found.length === 0 ? (
        <PageState>{text("class.nobodyFound", { search })}</PageState>
      ) : (
        <RosterTable
          members={found}
          withNames={session.rights.names}
          rightsOver={rightsOver}
          onChange={change}
          onRename={setRenaming}
        />
      )}
      {renaming !== null && (
        <RenameDialog
          member={renaming}
          onClose={() => setRenaming(null)}
          onRename={(nameCard) => change(renaming, { nameCard })}
        />
      )}
    </div>
  );
}
