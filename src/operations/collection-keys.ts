import {
  collections,
  type CollectionName,
  type Declaration,
  type Records,
} from '../ports/collections.ts'

const declarations: { readonly [C in CollectionName]: Declaration<Records[C]> } = collections

const isCollectionName = (name: string): name is CollectionName => Object.hasOwn(declarations, name)

/** Every collection, in the order of its declaration. */
export const collectionNames: readonly CollectionName[] =
  Object.keys(declarations).filter(isCollectionName)

/** The key a row is kept under. */
export function keyOf<C extends CollectionName>(collection: C, row: Records[C]): string {
  return declarations[collection].key(row)
}
