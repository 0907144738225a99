import { phrases } from '../../src/flow/phrases.ts'
import type { Texts } from './texts.en.ts'

/** How change recovery is entered in Simplified Chinese. */
export const zhCn: Texts = {
  entry: {
    label: '修改安全手机或邮箱',
    also: phrases(`修改安全手机 | 修改安全邮箱 | 更换安全手机 | 更换安全邮箱 | 安全手机换了 | 安全邮箱换了 | 更改密保手机
      | 修改密保手机 | 修改密保邮箱 | 安全手机 | 安全邮箱`),
  },
}
