import type { Locale } from '../../src/flow/locale.ts'
import { phrases } from '../../src/flow/phrases.ts'

/** Short, plain words that nobody mistakes for another when they are read out; 64 in each language. */
const words: Readonly<Record<Locale, readonly string[]>> = {
  en: phrases(`apple | basket | bridge | candle | carpet | castle | cherry | circle
    | cloud | copper | cotton | dolphin | dragon | eagle | engine | fabric
    | falcon | feather | forest | garden | ginger | guitar | hammer | harbor
    | honey | island | jacket | jungle | kettle | ladder | lantern | lemon
    | magnet | maple | marble | meadow | mirror | monkey | needle | ocean
    | olive | orange | paper | parrot | pebble | pencil | pepper | piano
    | pillow | planet | pocket | rabbit | ribbon | river | rocket | saddle
    | silver | spider | summer | temple | tiger | tunnel | velvet | window`),
  'zh-CN': phrases(`苹果 | 篮子 | 石桥 | 蜡烛 | 地毯 | 城堡 | 樱桃 | 圆圈
    | 白云 | 铜铃 | 棉花 | 海豚 | 飞龙 | 老鹰 | 风车 | 布料
    | 猎鹰 | 羽毛 | 森林 | 花园 | 生姜 | 吉他 | 锤子 | 港口
    | 蜂蜜 | 小岛 | 外套 | 丛林 | 水壶 | 梯子 | 灯笼 | 柠檬
    | 磁铁 | 枫叶 | 弹珠 | 草地 | 镜子 | 猴子 | 银针 | 海洋
    | 橄榄 | 橙子 | 纸张 | 鹦鹉 | 卵石 | 铅笔 | 辣椒 | 钢琴
    | 枕头 | 行星 | 口袋 | 兔子 | 丝带 | 河流 | 火箭 | 马鞍
    | 银杏 | 蜘蛛 | 夏天 | 寺庙 | 老虎 | 隧道 | 绒布 | 窗户`),
}

/**
 * Two words for a link, the same on the page and in the chat, so that a link from elsewhere is noticed.
 *
 * @param seed at least two unpredictable bytes; the same seed gives the same words
 */
export function linkWords(seed: Uint8Array, locale: Locale): string {
  const list = words[locale]
  const pick = (byte: number | undefined) => list[(byte ?? 0) % list.length] ?? ''
  return `${pick(seed[0])} ${pick(seed[1])}`
}
