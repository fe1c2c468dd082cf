import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components/Menu";
import { useText } from "../messages/use-text.js";
import type { MemberRights } from "./member-rights.js";
import { nameOf } from "./sort-members.js";
import type { Member } from "./types.js";
import type { ChangeMember } from "./use-change-member.js";

interface Props {
  readonly member: Member;
  readonly rights: MemberRights;
  readonly onChange: ChangeMember;
  readonly onRename: (member: Member) => void;
}

const HOUR_S = 3_600;

/** What can be done with a member. */
export function MemberMenu({ member, rights, onChange, onRename }: Props) {
  const text = useText();
  const { nameMatches, officialName, mutedUntil, role } = member;
  return (
    <MenuTrigger>
      <Button data-kind="quiet" aria-label={text("action.open", { name: nameOf(member) })}>
        ⋯
      </Button>
      <Popover placement="bottom end">
        <Menu>
          {nameMatches === false && officialName != null && (
            <MenuItem onAction={() => onChange(member, { nameCard: officialName })}>
              {text("action.useOfficialName")}
            </MenuItem>
          )}
          <MenuItem onAction={() => onRename(member)}>{text("action.rename")}</MenuItem>
          <MenuItem onAction={() => onChange(member, { muteForSeconds: mutedUntil === null ? HOUR_S : 0 })}>
            {text(mutedUntil === null ? "action.mute" : "action.unmute")}
          </MenuItem>
          {rights.changeRole && (
            <MenuItem onAction={() => onChange(member, { role: role === "ADMIN" ? "MEMBER" : "ADMIN" })}>
              {text(role === "ADMIN" ? "action.demote" : "action.promote")}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
