import { memo, type Ref } from "react";
import { useText } from "../messages/use-text.js";
import { MemberMenu } from "./member-menu.js";
import type { MemberRights } from "./member-rights.js";
import { MutedUntil } from "./muted-until.js";
import { NameCard } from "./name-card.js";
import styles from "./roster.module.css";
import type { Member } from "./types.js";
import type { ChangeMember } from "./use-change-member.js";

interface Props {
  /** Measures the row, which is higher on a narrow screen or with larger letters. */
  readonly rowRef: Ref<HTMLTableRowElement>;
  /** From 0, among all members. */
  readonly index: number;
  readonly member: Member;
  readonly withNames: boolean;
  readonly rights: MemberRights;
  readonly onChange: ChangeMember;
  readonly onRename: (member: Member) => void;
}

/** The row of the column names has the number 1, so the first member has 2. */
const FIRST_ROW = 2;

/** One member of the roster. A narrow screen shows role and mute below the name. */
export const RosterRow = memo(({ rowRef, index, member, withNames, rights, onChange, onRename }: Props) => {
  const text = useText();
  const { accountLost, mutedUntil, nameMatches, officialName, userId } = member;
  const id = accountLost ? text("roster.lost") : userId;
  const role = member.role === null ? null : text(`role.${member.role}`);
  return (
    <tr
      ref={rowRef}
      data-index={index}
      aria-rowindex={index + FIRST_ROW}
      className={styles.row}
      data-differs={nameMatches === false}
    >
      <th scope="row">
        {officialName != null && <span className={styles.name}>{officialName}</span>}
        <span className={officialName == null ? styles.name : styles.soft}>{id}</span>
        {withNames && officialName == null && (
          <span className={styles.soft}>{text("roster.noOfficialName")}</span>
        )}
        <span className={styles.narrow}>
          {role} <MutedUntil time={mutedUntil} />
        </span>
      </th>
      <td>
        <NameCard member={member} />
      </td>
      <td className={styles.wide}>{role}</td>
      <td className={styles.wide}>
        <MutedUntil time={mutedUntil} />
      </td>
      <td className={styles.actions}>
        {rights.change && (
          <MemberMenu member={member} rights={rights} onChange={onChange} onRename={onRename} />
        )}
      </td>
    </tr>
  );
});
