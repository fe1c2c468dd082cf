/** Registered names of an international school. The family name comes first where that is the custom. */
const REGISTERED = [
  "王小明",
  "李思雨",
  "张子轩",
  "刘欣怡",
  "陈浩然",
  "杨诗涵",
  "赵宇航",
  "黄梦琪",
  "周俊杰",
  "吴雨桐",
  "徐天佑",
  "孙佳怡",
  "Emma Thompson",
  "Liam O'Connor",
  "Olivia Brown",
  "Noah Williams",
  "Sofía García",
  "Mateo Hernández",
  "Lucía Fernández",
  "Nguyễn Minh Anh",
  "Trần Gia Bảo",
  "Phạm Thu Hà",
  "김민준",
  "이서연",
  "박지훈",
  "佐藤結衣",
  "鈴木蓮",
  "Aarav Sharma",
  "Ananya Iyer",
  "Fatima Al-Sayed",
  "يوسف حداد",
  "Chloé Dubois",
  "Jürgen Weiß",
  "Łukasz Nowak",
  "Анна Иванова",
  "Amara Okafor",
  "Kwame Mensah",
  "Somchai Srisai",
  "Aisyah Rahman",
  "欧阳明月",
] as const;

/** Nicknames that students choose. They do not identify anyone. */
export const SELF_CHOSEN = [
  "🐱",
  "xX_dragon_Xx",
  "",
  "明天不上学",
  "404 not found",
  "🍜🍜🍜",
  "theRealBatman",
  "...",
  "一只鱼",
  "zzz",
  "Player 2",
  "草莓味的风",
] as const;

const pick = (from: readonly string[], number: number): string =>
  from[((number % from.length) + from.length) % from.length] ?? "";

/** The registered name of student number 1, 2, 3… When the names repeat, a number is added. */
export function registeredName(number: number): string {
  const name = pick(REGISTERED, number - 1);
  const round = Math.floor((number - 1) / REGISTERED.length);
  return round === 0 ? name : `${name} ${round + 1}`;
}

export const selfChosenName = (number: number): string => pick(SELF_CHOSEN, number - 1);

export const studentAccount = (number: number, width = 3): string =>
  `student_${String(number).padStart(width, "0")}`;
