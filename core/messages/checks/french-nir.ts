import { remainder } from './digit-runs.ts'
import type { Found } from './found.ts'

/**
 * Sex, year, month, department, commune, order, key, as printed on a carte Vitale or without spaces. Overseas departments have
 * three digits (971 to 976) and communes of two, Corsica has 2A and 2B.
 */
const NUMBER =
  /(?<![\p{L}\p{N}])(?:[1-478]\d{4}(?:\d{2}|2[AB])\d{6}[ \u00A0\u202F.-]?\d{2}|[1-478]([ \u00A0\u202F.-])\d{2}\1\d{2}\1(?:(?:\d{2}|2[AB])\1?\d{3}|\d{3}\1\d{2})\1\d{3}\1\d{2})(?![\p{L}\p{N}])/giu

/** French social security numbers (NIR) whose key is right: 97 minus the rest by 97, with 2A read as 19 and 2B as 18 (INSEE). */
export function frenchNirs(text: string): readonly Found[] {
  return [...text.matchAll(NUMBER)]
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      digits: match[0].replaceAll(/[^\dAB]/gi, '').toUpperCase(),
    }))
    .filter(({ digits }) => hasMonth(digits) && hasKey(digits))
}

/** 01 to 12; 20 to 42 and 50 to 99 where the month of birth is not known. */
function hasMonth(digits: string): boolean {
  const month = Number(digits.slice(3, 5))
  return (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50
}

function hasKey(digits: string): boolean {
  const number = digits.slice(0, 13).replace('2A', '19').replace('2B', '18')
  return 97 - remainder(number, 97) === Number(digits.slice(13))
}
