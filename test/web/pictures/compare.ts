import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

/** Colours this far apart (0 to 1) are still the same; smoothed edges never count, since they hang on the machine. */
const THRESHOLD = 0.15

/** Pixels that may differ all the same. A bar one step longer has more. */
const ALLOWED = 24

export interface Compared {
  /** Is it the same picture to the eye? */
  readonly same: boolean
  readonly differing: number
  /** The box that holds all that differs; null where nothing does. */
  readonly where: {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  } | null
  /** What differs in red, on the picture drawn faintly. */
  readonly difference: Buffer
  readonly said: string
}

/** Compares two pictures as an eye would. Different sizes are different pictures. */
export const comparePictures = (wanted: Buffer, found: Buffer): Compared => {
  const a = PNG.sync.read(wanted)
  const b = PNG.sync.read(found)
  if (a.width !== b.width || a.height !== b.height)
    return {
      same: false,
      differing: Math.max(a.width * a.height, b.width * b.height),
      where: null,
      difference: found,
      said: `it is ${b.width} x ${b.height} and not ${a.width} x ${a.height}`,
    }
  const { width, height } = a
  const drawn = new PNG({ width, height })
  const mask = new PNG({ width, height })
  const options = { threshold: THRESHOLD, includeAA: false }
  const differing = pixelmatch(a.data, b.data, drawn.data, width, height, options)
  pixelmatch(a.data, b.data, mask.data, width, height, { ...options, diffMask: true })
  const box = { left: width, top: height, right: -1, bottom: -1 }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      // Smoothed edges are drawn yellow in the mask, differences red.
      if (mask.data[at + 3] === 0 || mask.data[at + 1] > 128) continue
      box.left = Math.min(box.left, x)
      box.right = Math.max(box.right, x)
      box.top = Math.min(box.top, y)
      box.bottom = Math.max(box.bottom, y)
    }
  const where = box.right < 0 ? null : box
  return {
    same: differing <= ALLOWED,
    differing,
    where,
    difference: PNG.sync.write(drawn),
    said: `${differing} pixels differ${where === null ? '' : `, from ${where.left},${where.top} to ${where.right},${where.bottom}`}`,
  }
}
