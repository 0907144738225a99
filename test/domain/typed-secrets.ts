import { phrases } from '../../src/flow/phrases.ts'

/** Texts with passwords in them, and what must not be left of each. */
export const typedSecrets: readonly (readonly [text: string, ...secrets: readonly string[]])[] = [
  // Announced in English.
  ['my password is hunter2!A', 'hunter2!A'],
  ['My password is hunter2', 'hunter2'],
  ['my password is hunter', 'hunter'],
  ['my password is sunshine.', 'sunshine'],
  ['my password is 12345678', '12345678'],
  ['my password was Summer2019, but it stopped working', 'Summer2019'],
  ['password: X9_kettle', 'X9_kettle'],
  ['Password: kettleworks', 'kettleworks'],
  ['password：Kettle42', 'Kettle42'],
  ['password = Kettle42!', 'Kettle42!'],
  ['PASSWORD:Kettle42!', 'Kettle42!'],
  ['pwd=Kettle42', 'Kettle42'],
  ['pwd: 88421907', '88421907'],
  ['pw: kettle_42', 'kettle_42'],
  ['pw is kettle42', 'kettle42'],
  ['passwd kettle42blue', 'kettle42blue'],
  ['pass word is kettle42blue', 'kettle42blue'],
  ['pasword is kettle42', 'kettle42'],
  ['pass: kettle42', 'kettle42'],
  ['password kettle42', 'kettle42'],
  ['user li.wei@example.com password Kettle42!', 'Kettle42!'],
  ['login: li.wei@example.com, password: Kettle42!', 'Kettle42!'],
  ['li.wei@example.com / Kettle42!x', 'Kettle42!x'],
  ['the password for my account is Kettle_42', 'Kettle_42'],
  ['the password of 100000000012 is Kettle_42', 'Kettle_42'],
  ['I set my password to Kettle42 last week', 'Kettle42'],
  ['please change my password to Kettle_42.blue', 'Kettle_42.blue'],
  ['my old password is Kettle42 and the new password is Maple_77', 'Kettle42', 'Maple_77'],
  ['old: Kettle_42! new: Maple_77!', 'Kettle_42!', 'Maple_77!'],
  ['my password is still kettle42', 'kettle42'],
  ['my password is not kettle42', 'kettle42'],
  ['my password should be P@ssword', 'P@ssword'],
  ['my password is "correct horse battery staple"', 'correct horse', 'staple'],
  ["the password is 'Kettle42'", 'Kettle42'],
  ['password -> Kettle42', 'Kettle42'],
  ['my password (the old one): Kettle42', 'Kettle42'],
  ["my password's Kettle42", 'Kettle42'],
  ['What is wrong? My password is Kettle42!', 'Kettle42'],
  ['password is: Kettle42', 'Kettle42'],
  ['my passwords are Kettle42 and Maple_77', 'Kettle42', 'Maple_77'],
  ['I changed my password from Kettle42 to Maple_77', 'Kettle42', 'Maple_77'],
  ['my password is Windows10!', 'Windows10'],
  ['{"user":"li","password":"Kettle42!"}', 'Kettle42'],
  ['password=Kettle42!&user=li', 'Kettle42'],
  ['first line\npassword: Kettle42\nlast line', 'Kettle42'],
  // Announced in Chinese and other languages.
  ['密码是 Kettle42', 'Kettle42'],
  ['我的密码是Kettle42', 'Kettle42'],
  ['我的密码是abc123456，怎么登不上', 'abc123456'],
  ['密码：Kettle42', 'Kettle42'],
  ['密码:88421907', '88421907'],
  ['密码是88421907', '88421907'],
  ['登录密码为Kettle_42', 'Kettle_42'],
  ['帮我把密码改成Kettle_42', 'Kettle_42'],
  ['密码 Kettle42 不对', 'Kettle42'],
  ['密码Kettle42!', 'Kettle42!'],
  ['旧密码是Kettle42，新密码是Maple_77', 'Kettle42', 'Maple_77'],
  ['旧：Kettle_42! 新：Maple_77!', 'Kettle_42!', 'Maple_77!'],
  ['密码一直是 Kettle42', 'Kettle42'],
  ['密碼是 Kettle42', 'Kettle42'],
  ['口令：Kettle42', 'Kettle42'],
  ['账号 100000000012 密码 Kettle_42', 'Kettle_42'],
  ['mima: Kettle42', 'Kettle42'],
  ['пароль: Kettle42', 'Kettle42'],
  ['contraseña: Kettle42', 'Kettle42'],
  ['パスワード：Kettle42', 'Kettle42'],
  // Alone.
  ['hunter2!A', 'hunter2!A'],
  ['Kettle_42', 'Kettle_42'],
  ['Kettle.42/blue', 'Kettle.42/blue'],
  ['P@ssw0rd1', 'P@ssw0rd1'],
  ['p@ssw0rd', 'p@ssw0rd'],
  ['dragon99!', 'dragon99!'],
  ['2024dragon!', '2024dragon!'],
  ['!Qaz2wsx', '!Qaz2wsx'],
  ['Kt7_vq/Zm2.b', 'Kt7_vq/Zm2.b'],
  ['  Summer2024!  ', 'Summer2024!'],
  ['x9#Lw2!pTq', 'x9#Lw2!pTq'],
  ['abc123!@#', 'abc123!@#'],
  ['Qq123456!', 'Qq123456!'],
  ['User2024!', 'User2024!'],
  ['Admin@123', 'Admin@123'],
  ['Zhang@1990', 'Zhang@1990'],
  ['can you set it to Kettle_42!', 'Kettle_42!'],
  ['Pässw0rd!', 'Pässw0rd!'],
  ['"Kettle42!x"', 'Kettle42!x'],
  ['user:Hunter2!x', 'Hunter2!x'],
  // The old one and the new one.
  ['Kettle_42! Maple_77!', 'Kettle_42!', 'Maple_77!'],
  ['Kettle_42! -> Maple_77!', 'Kettle_42!', 'Maple_77!'],
  ['Kettle_42!, Maple_77!', 'Kettle_42!', 'Maple_77!'],
  ['Kettle_42!\nMaple_77!\nMaple_77!', 'Kettle_42!', 'Maple_77!'],
  ['Kettle_42! and Maple_77!', 'Kettle_42!', 'Maple_77!'],
  // With a word or two around it, or glaring out of a sentence.
  ["it's Summer2024!", 'Summer2024!'],
  ['here: Summer2024!', 'Summer2024!'],
  ['try Kettle_42!', 'Kettle_42!'],
  ['I always sign in with x9#Lw2pTq and it worked until today', 'x9#Lw2pTq'],
]

/** What people type that is none; phrase tables and catalogues are asked apart from these. */
export const noSecrets: readonly string[] = [
  ...phrases(`I forgot my password | my password is wrong | my password is not working | my password is expired
    | my password is too weak | my password expired 3 days ago | my password is 90 days old | my password is 8 characters long
    | my password is 8-20 characters | is my password 12-digit? | my password is AES-256 encrypted | password must have 8-20 chars
    | my password is lost, please help | my password is secret | my password is private | my password is correct!
    | the password is right but it says "wrong password" | it says my password is "not valid" | what is my password? | password?
    | password | passwords | reset password | Reset my password please | password reset | password: forgotten | password: help
    | I want to change my password to a new one | change my password to something strong | reset my password to get in
    | password for 100000000012 | reset password 100000000012 | reset the password of li.wei@example.com | password 13800138000
    | password for li.wei@example.com is wrong | password: li.wei@example.com | my password is linked to li.wei@example.com
    | forgot password: cannot log in | password is case-sensitive? | is the password case-sensitive | my password was changed 3 days ago
    | my password was changed on 2026-11-20 | my one-time password is 123456 | OTP password: 482913 | the password page does not open
    | password page https://example.com/p/reset-password/abc123XYZ_-9 | I never had a password | no password works
    | my password is 100% correct | my password has 12 characters, 2 digits and 1 symbol | 3 wrong passwords | password123 error`),
  ...phrases(`忘记密码 | 密码错误 | 密码错误3次 | 我忘记密码了 | 密码是多少 | 我的密码是什么 | 密码是不是错了 | 密码不对 | 重置密码 100000000012
    | 忘记密码 13800138000 | 密码是8位 | 密码是8-20位字符 | 密码要8到20位 | 密码90天没换了 | 密码：忘了 | 密码为空 | 密码是OK的 | 改密码
    | 修改密码，账号100000000012 | 动态密码是123456 | 短信密码：482913 | 验证码是123456 | 密码至少要8个字符，包含字母和数字吗？
    | 我的手机号是13800138000，请帮我查一下 | 我的邮箱是li.wei@example.com，收不到邮件 | 服务器IP是203.0.113.10，账号忘了 | 账号ID：100000000012
    | 我用的是Windows-2019服务器 | 新号码：13900139000 | 旧：13800138000 新：13900139000 | 手机号+8613800138000收不到验证码 | 我在2024-01-05改过密码`),
  ...phrases(`li.wei@example.com | Li.Wei88@example.com | li_wei+88@mail.example.co.uk | LEE.W88@EXAMPLE.ORG | lee88@example | lee88@gmail
    | lee88@gmail,com | lee88@gmail..com | <li.wei88@example.com> | li.wei88@example.com. | mailto:li.wei88@example.com | build@100000000012
    | finance.team2@100000000012 | email: li.wei88@example.com | https://example.com/a1?b=2 | http://203.0.113.10:8080/x1 | www.example1.com
    | example.com/path1?q=2 | web1.example.com | web1.example.com:8443 | HTTPS://EXAMPLE.COM/A1 | ftp://user1@example.com/file`),
  ...phrases(`203.0.113.10 | 203.0.113.10:8080 | 203.0.113.0/24 | ip:203.0.113.10 | IP: 203.0.113.10 | 2001:db8::10 | 2001:DB8:0:0:8:800:200C:417A
    | [2001:db8::10]:443 | fe80::1%eth0 | fe80::1ff:fe23:4567:890a%2 | ::ffff:203.0.113.10 | dead:beef::cafe | 2001:db8:::10 | 2001:db8::10g
    | 2001:db8::/32 | 00:1A:2B:3C:4D:5E | 203.0.113.256 | 203.0.113.10. | server ip is 203.0.113.10 | old: 203.0.113.10 new: 203.0.113.11`),
  ...phrases(`13800138000 | +86 138 0013 8000 | +8613800138000 | (0044)7400-123456 | +44-20-7946-0018x123 | 0755-12345678ext.12 | 123456
    | 123 456 | my code is 123456 | code: 482913 | 100000000012 | 1000-0000-0012 | ID:100000000012 | Account-ID:100000000012 | id=100000000012
    | mobile:+8613800138000 | old: 13800138000 new: 13900139000 | 12345678 | 88421907 | the last two are 42`),
  ...phrases(`ORD-2024-0012 | order #1042 | Order#12345 | order-12345 | INC0012345 | INC-0012345! | SR_2024_11 | #A12345-B | Case-1042 | case#1042.
    | Server_01 | Ticket_99123 | ins-8f2k3l | i-0abc123def456 | sg-12ab34cd | vpc-9x8y7z | lb-a1b2c3d4 | 550e8400-e29b-41d4-a716-446655440000
    | wxid_8f3k2l | li.wei88 | li_wei_88 | foo_bar2baz | #issue1042 | @liwei88 | utm_source=mail2 | v1.2.3-beta.4 | node-v20.19.0 | Python-3.12
    | nginx/1.25.3 | Windows-2019 | Ubuntu-22.04 | ubuntu22.04lts | IPv4/IPv6 | HTTP/1.1 | SHA-256 | TLS1.2/1.3 | c++17 | c++ | C++/C#
    | report2024.pdf | IMG_20240105.jpg | my-file(2).docx | /etc/nginx1/conf.d | src/app2/main.ts | C:\\logs1\\app2 | ~/key1/id_rsa`),
  ...phrases(`2026-11-20T15:51:58Z | 2026-11-20 15:51 | 20-Nov-2026 | 10:30am-11:00 | UTC+08:00 | GMT+8 | $1,200USD | ¥1,200.50 | 1,000yuan | 50GB/month
    | 100Mbps/s | 99.9%! | 3.5GHz | 24/7 | 2-factor-login | 4-core/8gb | option2? | error404? | step-2, please | it's 2fast | face2face`),
  ...phrases(`hello | thank you! | I cannot sign in!!! | What's up? | yes, the first one | no/maybe | my phone (the new one) is broken
    | I'd like to talk to a person, please. | it costs $20/month since 2024! | I bought 2 servers in Frankfurt-1 | My name is O'Brien-Smith
    | the server (ins-8f2k3l) is down since 10:30am | I pay ¥1,200/month for 4-core/8GB | my account was created on 2019-04-02
    | can I use Windows-2019 or Ubuntu-22.04? | error 0x80070005 when I sign in | see https://example.com/docs/v2.1/login?x=1#top
    | I live at 12 Baker-St., Flat 3/B | on iPhone15 with iOS17.2 | the QR code doesn't scan :-( | 👍👍👍 | ???!!! | ......`),
  `a${'b'.repeat(5000)}`,
  `A1!${'b'.repeat(100)}`,
]
