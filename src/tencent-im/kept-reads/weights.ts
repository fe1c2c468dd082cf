import type { CustomField, GroupProfile, MemberProfile } from "../model.js";

/** So many characters of text count as much as another profile. */
const CHARACTERS_PER_UNIT = 256;

const lengthOf = (text: string | null): number => text?.length ?? 0;
const lengthOfAll = (fields: readonly CustomField[] | null): number =>
  fields?.reduce((sum, { key, value }) => sum + key.length + value.length, 0) ?? 0;
const withText = (characters: number): number => 1 + Math.floor(characters / CHARACTERS_PER_UNIT);

export const weightOfMember = ({ nameCard, customFields }: MemberProfile): number =>
  withText(lengthOf(nameCard) + lengthOfAll(customFields));

export const weightOfGroup = ({
  name,
  introduction,
  notification,
  avatarUrl,
  customFields,
}: GroupProfile): number =>
  withText(
    lengthOf(name) +
      lengthOf(introduction) +
      lengthOf(notification) +
      lengthOf(avatarUrl) +
      lengthOfAll(customFields),
  );
