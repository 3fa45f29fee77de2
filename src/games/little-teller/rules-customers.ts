import { nextBelow } from '../kit/random.ts';

export const customerIds = ['maimai', 'granny', 'yinuo', 'uncle-jiu', 'a-ou', 'sister-zhou'] as const;
export type CustomerId = (typeof customerIds)[number];

/** What the town counter sells, with the yuan it may cost. */
export const goods = [
  { id: 'pencil', fromYuan: 1, toYuan: 3 },
  { id: 'milk', fromYuan: 3, toYuan: 6 },
  { id: 'bread', fromYuan: 4, toYuan: 8 },
  { id: 'notebook', fromYuan: 4, toYuan: 9 },
  { id: 'apples', fromYuan: 7, toYuan: 13 },
  { id: 'ball', fromYuan: 11, toYuan: 17 },
  { id: 'umbrella', fromYuan: 13, toYuan: 19 },
] as const;
export type GoodsId = (typeof goods)[number]['id'];

/**
 * One customer: `pay-out` asks for an amount to be counted out, `change` pays `givenFen` for goods of
 * `priceFen` and waits for the rest. `targetFen` is what belongs on the tray.
 */
export type TellerTask =
  | {
      readonly kind: 'pay-out';
      readonly customer: CustomerId;
      readonly targetFen: number;
      /** At home, two of the staff go together and check who opens the door before they hand over. */
      readonly place: 'counter' | 'home';
    }
  | {
      readonly kind: 'change';
      readonly customer: CustomerId;
      readonly targetFen: number;
      readonly goods: GoodsId;
      readonly priceFen: number;
      readonly givenFen: number;
    };

export interface DrawnTasks {
  readonly tasks: readonly TellerTask[];
  readonly random: number;
}

const fenPerYuan = 100;

/** The six visits of band A, each with a wider range of yuan than the one before of its kind. */
const bandAVisits = [
  { kind: 'pay-out', fromYuan: 2, toYuan: 9 },
  { kind: 'change', givenYuan: 10 },
  { kind: 'pay-out', fromYuan: 6, toYuan: 15 },
  { kind: 'change', givenYuan: 10 },
  { kind: 'pay-out', fromYuan: 11, toYuan: 20 },
  { kind: 'change', givenYuan: 20 },
] as const;

/** Six customers of band A: whole yuan from 1 to 20, three to pay out and three to give change. */
export function drawBandATasks(seed: number): DrawnTasks {
  let random = seed;
  const below = (bound: number): number => {
    const draw = nextBelow(random, bound);
    random = draw.state;
    return draw.value;
  };
  const queue: CustomerId[] = [...customerIds];
  for (let last = queue.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    const moved = queue[last] as CustomerId;
    queue[last] = queue[other] as CustomerId;
    queue[other] = moved;
  }
  let previousYuan = 0;
  const tasks = bandAVisits.map((visit, place): TellerTask => {
    const customer = queue[place] as CustomerId;
    if (visit.kind === 'pay-out') {
      let yuan: number;
      do yuan = visit.fromYuan + below(visit.toYuan - visit.fromYuan + 1);
      while (yuan === previousYuan);
      previousYuan = yuan;
      const atHome = customer === 'granny' && place > 0;
      return { kind: 'pay-out', customer, targetFen: yuan * fenPerYuan, place: atHome ? 'home' : 'counter' };
    }
    let yuan: number;
    let priceYuan: number;
    let sold: (typeof goods)[number];
    do {
      sold = goods[below(goods.length)] as (typeof goods)[number];
      priceYuan = sold.fromYuan + below(sold.toYuan - sold.fromYuan + 1);
      yuan = visit.givenYuan - priceYuan;
      // Change equal to the price would hide the commonest slip: handing the price back.
    } while (yuan < 1 || yuan === priceYuan || yuan === previousYuan);
    previousYuan = yuan;
    return {
      kind: 'change',
      customer,
      targetFen: yuan * fenPerYuan,
      goods: sold.id,
      priceFen: priceYuan * fenPerYuan,
      givenFen: visit.givenYuan * fenPerYuan,
    };
  });
  return { tasks, random };
}
