import { useText } from "../messages/use-text.js";
import type { MemberRights } from "./member-rights.js";
import { RosterRow } from "./roster-row.js";
import styles from "./roster.module.css";
import type { Member } from "./types.js";
import type { ChangeMember } from "./use-change-member.js";
import { useVisibleRows } from "./use-visible-rows.js";

interface Props {
  readonly members: readonly Member[];
  /** Whether the caller may see official names. */
  readonly withNames: boolean;
  readonly rightsOver: (member: Member) => MemberRights;
  readonly onChange: ChangeMember;
  readonly onRename: (member: Member) => void;
}

/**
 * A table of any length. Only the rows in view are in the document. Rows without content above and below keep its height, and
 * `aria-rowcount` and `aria-rowindex` say where a row is.
 */
export function RosterTable({ members, withNames, rightsOver, onChange, onRename }: Props) {
  const text = useText();
  const { bodyRef, rowRef, indexes, above, below } = useVisibleRows(members.length);
  return (
    <table className={styles.table} aria-rowcount={members.length + 1}>
      <caption className={styles.caption}>{text("roster.caption")}</caption>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">{text("roster.member")}</th>
          <th scope="col">{text("roster.card")}</th>
          <th scope="col" className={styles.wide}>
            {text("roster.role")}
          </th>
          <th scope="col" className={styles.wide}>
            {text("roster.muted")}
          </th>
          <th scope="col">
            <span className={styles.hidden}>{text("roster.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody ref={bodyRef}>
        {above > 0 && <Space height={above} />}
        {indexes.map((index) => {
          const member = members[index];
          return (
            member !== undefined && (
              <RosterRow
                // All deleted accounts of a group have the same id.
                key={member.accountLost ? `lost-${index}` : member.id}
                rowRef={rowRef}
                index={index}
                member={member}
                withNames={withNames}
                rights={rightsOver(member)}
                onChange={onChange}
                onRename={onRename}
              />
            )
          );
        })}
        {below > 0 && <Space height={below} />}
      </tbody>
    </table>
  );
}

const Space = ({ height }: { readonly height: number }) => (
  <tr aria-hidden="true">
    <td className={styles.space} style={{ blockSize: height }} />
  </tr>
);
