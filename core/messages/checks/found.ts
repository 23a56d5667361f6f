/** Where something confidential stands in a text, and its digits or characters without spaces. Offsets in UTF-16 units. */
export type Found = { readonly start: number; readonly end: number; readonly digits: string }
