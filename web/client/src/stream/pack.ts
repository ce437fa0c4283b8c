/** Values as bytes and back: JSON, with every Uint8Array in it moved behind the text, uncopied by base64. */
const HEADER = 4 // bytes that say how long the JSON is
const MARK = '\u0000bytes'

/** Anything JSON can say, and Uint8Arrays anywhere in it. */
export function pack(value: unknown): Uint8Array<ArrayBuffer> {
  const blobs: Uint8Array[] = []
  let blobbed = 0
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (!(part instanceof Uint8Array)) return part
    const place = [MARK, blobbed, part.byteLength]
    blobs.push(part)
    blobbed += part.byteLength
    return place
  })
  const json = new TextEncoder().encode(text ?? 'null')
  const packed = new Uint8Array(HEADER + json.byteLength + blobbed)
  new DataView(packed.buffer).setUint32(0, json.byteLength)
  packed.set(json, HEADER)
  let at = HEADER + json.byteLength
  for (const blob of blobs) {
    packed.set(blob, at)
    at += blob.byteLength
  }
  return packed
}

export function unpack<T>(packed: Uint8Array<ArrayBuffer>): T {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0)
  const json = new TextDecoder().decode(packed.subarray(HEADER, HEADER + length))
  const behind = HEADER + length
  return JSON.parse(json, (_, part: unknown) => {
    if (!Array.isArray(part) || part.length !== 3 || part[0] !== MARK) return part
    const [, from, size] = part as [string, number, number]
    return packed.slice(behind + from, behind + from + size)
  }) as T
}
