/** A type whose members and lists are readonly at every depth, such as one inferred from a zod schema. */
export type ReadonlyDeep<T> = T extends object
  ? { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> }
  : T
