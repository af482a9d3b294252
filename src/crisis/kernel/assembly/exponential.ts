/*
 * The exponential of src/core/elementary.ts, operation by operation, for two numbers at once: the same bits for every
 * argument (test/crisis/kernel.test.ts).
 */

const LN2_HIGH: f64 = 0.6931471803691238
const LN2_LOW: f64 = 1.9082149292705877e-10
const INV_LN2: f64 = 1.4426950408889634
/** 1.5 * 2^52: added to a whole number of small size, it leaves that number in the low bits. */
const TO_WHOLE: f64 = 6755399441055744.0

/** Between these no scaling by 2^k needs two steps. */
const PLAIN_LOW: f64 = -707.0
const PLAIN_HIGH: f64 = 709.0

/** 1 / n! as core/elementary.ts rounds it, n = 14 to 0, by Horner's rule. */
function series(r: v128): v128 {
  let sum = f64x2.splat(1.1470745597729725e-11)
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.6059043836821613e-10))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.08767569878681e-9))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.505210838544172e-8))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.755731922398589e-7))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.7557319223985893e-6))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.48015873015873e-5))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.984126984126984e-4))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.388888888888889e-3))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(8.333333333333333e-3))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(4.1666666666666664e-2))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.6666666666666666e-1))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.5))
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1))
  return f64x2.add(f64x2.mul(sum, r), f64x2.splat(1))
}

/** 2^k for integer k in [-1022, 1023], exactly. */
function powerOfTwo(k: i64): f64 {
  return reinterpret<f64>((k + 1023) << 52)
}

/** e^x for any x at all. */
function exp(x: f64): f64 {
  if (isNaN(x)) return x
  if (x > 709.782712893384) return Infinity
  if (x < -745.133219101941) return 0
  const k = floor(x * INV_LN2 + 0.5)
  const sum = f64x2.extract_lane(series(f64x2.splat(x - k * LN2_HIGH - k * LN2_LOW)), 0)
  if (k > 1023) return sum * powerOfTwo(1023) * 2
  if (k < -1021) return sum * powerOfTwo(i64(k) + 60) * powerOfTwo(-60)
  return sum * powerOfTwo(i64(k))
}

/** e^x of both lanes. */
export function expOfTwo(x: v128): v128 {
  const plain = v128.and(f64x2.ge(x, f64x2.splat(PLAIN_LOW)), f64x2.le(x, f64x2.splat(PLAIN_HIGH)))
  if (!i64x2.all_true(plain)) return f64x2(exp(f64x2.extract_lane(x, 0)), exp(f64x2.extract_lane(x, 1)))
  const k = f64x2.floor(f64x2.add(f64x2.mul(x, f64x2.splat(INV_LN2)), f64x2.splat(0.5)))
  const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(LN2_HIGH)))
  const r = f64x2.sub(high, f64x2.mul(k, f64x2.splat(LN2_LOW)))
  const whole = i64x2.add(f64x2.add(k, f64x2.splat(TO_WHOLE)), i64x2.splat(1023))
  return f64x2.mul(series(r), i64x2.shl(whole, 52))
}
