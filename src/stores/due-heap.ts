/** Keys ordered by a time. Setting and deleting cost O(log n); a key that moved leaves no entry behind. */
export interface DueHeap {
  readonly size: number
  /** Puts a key at a time (epoch ms), moves it there, or takes it out with null. */
  set(key: string, at: number | null): void
  /**
   * The keys at or before `before`, earliest first, equal times in the order of their keys. Lazy: the first k cost
   * O(k log k), whatever the size. The heap must not change while it is walked.
   */
  ascending(before: number): Iterable<string>
}

interface Place {
  readonly key: string
  at: number
  position: number
}

/** Makes a binary heap that knows the position of each key. */
export function createDueHeap(): DueHeap {
  const heap: Place[] = []
  const places = new Map<string, Place>()

  const insert = (key: string, at: number): void => {
    const place = { key, at, position: heap.length }
    heap.push(place)
    places.set(key, place)
    rise(heap, place)
  }

  const remove = (place: Place): void => {
    places.delete(place.key)
    const last = heap.pop()
    if (last === undefined || last === place) return
    put(heap, last, place.position)
    settle(heap, last)
  }

  return {
    get size() {
      return heap.length
    },
    set(key, at) {
      const place = places.get(key)
      if (place === undefined) {
        if (at !== null) insert(key, at)
      } else if (at === null) remove(place)
      else if (place.at !== at) {
        place.at = at
        settle(heap, place)
      }
    },
    ascending: (before) => walk(heap, before),
  }
}

function put(heap: Place[], place: Place, position: number): void {
  heap[position] = place
  place.position = position
}

function settle(heap: Place[], place: Place): void {
  rise(heap, place)
  sink(heap, place)
}

function rise(heap: Place[], place: Place): void {
  let position = place.position
  while (position > 0) {
    const above = heap[(position - 1) >> 1]
    if (above === undefined || compare(place, above) >= 0) break
    const from = above.position
    put(heap, above, position)
    position = from
  }
  put(heap, place, position)
}

function sink(heap: Place[], place: Place): void {
  let position = place.position
  for (;;) {
    const child = earlierOf(heap[2 * position + 1], heap[2 * position + 2])
    if (child === undefined || compare(child, place) >= 0) break
    const from = child.position
    put(heap, child, position)
    position = from
  }
  put(heap, place, position)
}

function compare(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at - b.at
  return a.key < b.key ? -1 : 1
}

function earlierOf(left: Place | undefined, right: Place | undefined): Place | undefined {
  if (left === undefined || right === undefined) return left
  return compare(left, right) <= 0 ? left : right
}

/** Best first: only the children of what was already given can come next, so the frontier stays as small as the answer. */
function* walk(heap: readonly Place[], before: number): Generator<string> {
  const frontier: Place[] = []
  const reach = (place: Place | undefined): void => {
    if (place === undefined || place.at > before) return
    // Latest first, so that the earliest can be popped.
    const rank = countBefore(frontier, (there) => compare(there, place) > 0)
    frontier.splice(rank, 0, place)
  }
  reach(heap[0])
  for (let next = frontier.pop(); next !== undefined; next = frontier.pop()) {
    yield next.key
    reach(heap[2 * next.position + 1])
    reach(heap[2 * next.position + 2])
  }
}

/** How many members of a sorted list come before a place, found by halving. */
export function countBefore<T>(list: readonly T[], isBefore: (each: T) => boolean): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    const there = list[middle]
    if (there !== undefined && isBefore(there)) low = middle + 1
    else high = middle
  }
  return low
}
