import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** How change contact is entered in Simplified Chinese. */
export const zhCn: Texts = {
  entry: {
    label: '修改联系方式',
    also: phrases(`更换联系邮箱 | 修改联系邮箱 | 修改联系电话 | 修改联系手机 | 更换联系手机 | 更改联系方式 | 联系方式变了
      | 联系方式`),
  },
}
