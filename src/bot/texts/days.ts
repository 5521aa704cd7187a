/** 2027-01-05 → 2027年1月5日 */
export function chineseDay(iso = ''): string {
  return iso.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')
}

/** 2027-01-05 → 5 Jan 2027 */
export function englishDay(iso = ''): string {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  return iso.replace(/^(\d+)-(\d+)-0?(\d+)$/, (_, year, month, day) => `${day} ${months[Number(month) - 1]} ${year}`)
}
