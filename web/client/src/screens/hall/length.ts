/** Long titles in smaller letters: all of them must fit, and be read from the last row. */
export function lengthOf(title: string): 'short' | 'medium' | 'long' {
  return title.length <= 60 ? 'short' : title.length <= 120 ? 'medium' : 'long'
}
